/** Tokens, accounts, sessions and security events as the document shows them. */
import type { z } from '@hono/zod-openapi';
import type { eventPageSchema, sessionSchema } from './schemas.ts';
import type {
  accountSchema,
  loggedOutSchema,
  tokenAnswer,
  tokenBody,
  tokenPair,
  tokenRefreshBody,
} from './token-schemas.ts';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.e30.sig';
const SESSION_ID = 4_194_305;
const DEVICE = {
  client_type: 'telegram_bot',
  device_name: 'Alice’s bot',
  telegram_user_id: 123_456_789,
  telegram_username: '@alice',
};
const USER_AGENT = 'python-requests/2.32.5';

const PAIR: z.input<typeof tokenPair> = { access: TOKEN, refresh: TOKEN };

const SENT_REFRESH: z.input<typeof tokenRefreshBody> = { refresh: TOKEN };

const SENT: z.input<typeof tokenBody> = { username: 'alice', password: 'Tr0ub4dor&3-battery', ...DEVICE };

const SIGNED_IN: z.input<typeof tokenAnswer> = {
  ...PAIR,
  user: {
    id: 1,
    username: 'alice',
    email: 'alice@example.com',
    first_name: 'Alice',
    last_name: 'Goldsmith',
  },
  session_id: SESSION_ID,
};

const LOGGED_OUT: z.input<typeof loggedOutSchema> = {
  message: 'Logout successful',
  success: true,
  detail: 'Session revoked and token blacklisted',
};

const ACCOUNT: z.input<typeof accountSchema> = {
  ...SIGNED_IN.user,
  uuid: '0199f1a2-0000-7000-8000-0000000000aa',
  is_active: true,
  is_staff: false,
  is_superuser: false,
  date_joined: '2026-11-21T09:30:00.000Z',
  last_login: '2026-11-21T10:00:00.000Z',
  profile: {
    expired: false,
    expiry_date: null,
    created_at: '2026-11-21T09:30:00.000Z',
    updated_at: '2026-11-21T09:30:00.000Z',
  },
};

const SESSION: z.input<typeof sessionSchema> = {
  id: SESSION_ID,
  ...DEVICE,
  created_at: '2026-11-21T10:00:00.000Z',
  last_activity: '2026-11-21T12:30:00.000Z',
  expires_at: '2026-11-28T12:30:00.000Z',
  ip_address: '203.0.113.7',
  user_agent: USER_AGENT,
  is_active: true,
  is_current: true,
};

const EVENTS: z.input<typeof eventPageSchema> = {
  items: [
    {
      id: '0199f1a2-7c1e-7000-8000-0000000000e1',
      type: 'login_succeeded',
      session_id: SESSION_ID,
      ip_address: '203.0.113.7',
      user_agent: USER_AGENT,
      country: 'DE',
      detail: null,
      created_at: '2026-11-21T10:00:00.000Z',
    },
  ],
  has_next: true,
  next_cursor: '1795255200000.0199f1a2-7c1e-7000-8000-0000000000e1',
};

export const DEVICE_EXAMPLES = {
  sent: SENT,
  signedIn: SIGNED_IN,
  sentRefresh: SENT_REFRESH,
  pair: PAIR,
  loggedOut: LOGGED_OUT,
  loggedOutEverywhere: { message: 'Logged out from 3 device(s)', revoked_sessions: 3 },
  account: ACCOUNT,
  session: SESSION,
  revoked: { message: 'Session revoked', revoked_sessions: 1 },
  keepCurrent: { keep_current: true },
  revokedAll: { message: 'Revoked 2 session(s)', revoked_sessions: 2 },
  events: EVENTS,
};
