/** Accounts, their tokens, codes and time zones as the document shows them. */
import type { z } from '@hono/zod-openapi';
import type {
  codeSentSchema,
  codeVerifiedSchema,
  loginBody,
  meSchema,
  newPasswordBody,
  otpBody,
  refreshBody,
  registerBody,
  signedInSchema,
  timeZonesSchema,
  tokensSchema,
  userSchema,
} from './schemas.ts';

const EMAIL = 'alice@example.com';
const PASSWORD = 'Tr0ub4dor&3-battery';
const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.e30.sig';
const PROOF = 'pMZ0v1q4yX8sT2mWc7eRk5uJh9bLd3fGa6nQo0iVzBE';

const USER: z.input<typeof userSchema> = {
  id: '0199f1a2-0000-7000-8000-0000000000aa',
  email: EMAIL,
  username: 'alice',
  first_name: 'Alice',
  last_name: 'Goldsmith',
  timezone: 'Europe/Berlin',
  is_active: true,
  is_premium: false,
  is_verified: false,
  created_at: '2026-11-21T09:30:00.000Z',
  updated_at: '2026-11-21T09:30:00.000Z',
};

const ME: z.input<typeof meSchema> = {
  id: USER.id,
  email: EMAIL,
  username: USER.username,
  is_premium: USER.is_premium,
  has_active_subscription: USER.is_premium,
  first_name: USER.first_name,
  last_name: USER.last_name,
  timezone: USER.timezone,
  is_verified: USER.is_verified,
  created_at: USER.created_at,
};

const TOKENS: z.input<typeof tokensSchema> = {
  access_token: TOKEN,
  refresh_token: TOKEN,
  token_type: 'bearer',
  expires_in: 1800,
  access: TOKEN,
  refresh: TOKEN,
};

const REGISTERED: z.input<typeof signedInSchema> = {
  user: USER,
  tokens: { ...TOKENS, expires_in: 604_800 },
  session_id: 4_194_305,
};

const SIGNED_IN: z.input<typeof signedInSchema> = { user: USER, tokens: TOKENS, session_id: 4_194_306 };

const SENT_REGISTRATION: z.input<typeof registerBody> = {
  email: EMAIL,
  password: PASSWORD,
  username: 'alice',
  first_name: 'Alice',
  last_name: 'Goldsmith',
  timezone: 'Europe/Berlin',
};

const SENT_LOGIN: z.input<typeof loginBody> = { email: EMAIL, password: PASSWORD };

const SENT_REFRESH: z.input<typeof refreshBody> = { refresh_token: TOKEN };

const SENT_CODE: z.input<typeof otpBody> = { email: EMAIL, otp_code: '482915' };

const SENT_PASSWORD: z.input<typeof newPasswordBody> = {
  email: EMAIL,
  new_password: 'N3w-battery&staple',
  token: PROOF,
};

const CODE_SENT: z.input<typeof codeSentSchema> = {
  message: 'OTP sent successfully',
  success: true,
  email: EMAIL,
  expires_in: 300,
};

const CODE_VERIFIED: z.input<typeof codeVerifiedSchema> = {
  message: 'OTP verified successfully',
  success: true,
  email: EMAIL,
  token: PROOF,
  expires_in: 1800,
};

const ZONES: z.input<typeof timeZonesSchema> = {
  common_timezones: ['America/New_York', 'Europe/Berlin', 'UTC'],
  grouped_timezones: { America: ['America/New_York'], Europe: ['Europe/Berlin'], UTC: ['UTC'] },
};

export const ACCOUNT_EXAMPLES = {
  me: ME,
  tokens: TOKENS,
  registered: REGISTERED,
  signedIn: SIGNED_IN,
  sentRegistration: SENT_REGISTRATION,
  sentLogin: SENT_LOGIN,
  sentRefresh: SENT_REFRESH,
  sentEmail: { email: EMAIL },
  sentCode: SENT_CODE,
  sentPassword: SENT_PASSWORD,
  codeSent: CODE_SENT,
  codeAsked: { message: 'If the email exists, an OTP has been sent', success: true as const },
  codeVerified: CODE_VERIFIED,
  passwordChanged: { message: 'Password changed successfully', success: true as const },
  sentTimeZone: { timezone: 'America/New_York' },
  timeZoneSet: {
    message: 'Timezone updated successfully',
    success: true as const,
    timezone: 'America/New_York',
    utc_offset: '-05:00',
  },
  timeZones: ZONES,
};
