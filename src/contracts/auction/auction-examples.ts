/** The auction site's users and sessions as the document shows them. */
import type { z } from '@hono/zod-openapi';
import type {
  changePasswordBody,
  loginAnswer,
  meAnswer,
  profileAnswer,
  profileBody,
  signupAnswer,
  signupBody,
} from './schemas.ts';

const EMAIL = 'alice@example.com';
const PASSWORD = 'Tr0ub4dor&3-battery';
const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.e30.sig';

const TOKENS = {
  user_id: 1,
  email: EMAIL,
  access_token: TOKEN,
  refresh_token: TOKEN,
  token_type: 'bearer' as const,
  expires_in: 604_800,
};

const SENT_SIGNUP: z.input<typeof signupBody> = {
  name: 'Alice Goldsmith',
  email: EMAIL,
  password: PASSWORD,
  phone: '+49 30 1234567',
  city: 'Berlin',
  country: 'Germany',
};

const SIGNED_UP: z.input<typeof signupAnswer> = {
  success: true,
  message: 'User registered successfully',
  user: {
    id: 1,
    name: 'Alice Goldsmith',
    email: EMAIL,
    phone: '+49 30 1234567',
    city: 'Berlin',
    country: 'Germany',
    is_verified: false,
    is_active: true,
    created_at: '2026-11-21T09:30:00.000Z',
  },
  auth_token: { ...TOKENS, created_at: '2026-11-21T09:30:00.000Z' },
};

const LOGGED_IN: z.input<typeof loginAnswer> = {
  success: true,
  message: 'Login successful',
  user: { ...SIGNED_UP.user, avatar_url: null, total_bids: 5, total_wins: 2, total_spent: 15_000 },
  auth_token: { ...TOKENS, login_at: '2026-11-22T08:00:00.000Z' },
};

const ME: z.input<typeof meAnswer> = {
  success: true,
  user: { ...LOGGED_IN.user, updated_at: '2026-11-21T09:30:00.000Z' },
};

const CHANGES: z.input<typeof profileBody> = {
  user_id: 1,
  city: 'Hamburg',
  avatar_url: 'https://example.com/avatars/alice.jpg',
};

const CHANGED: z.input<typeof profileAnswer> = {
  success: true,
  message: 'Profile updated successfully',
  user: {
    ...ME.user,
    city: 'Hamburg',
    avatar_url: 'https://example.com/avatars/alice.jpg',
    updated_at: '2026-11-22T08:05:00.000Z',
  },
};

const PASSWORDS: z.input<typeof changePasswordBody> = {
  user_id: 1,
  current_password: PASSWORD,
  new_password: 'N3w-battery&staple',
};

export const AUCTION_EXAMPLES = {
  sentSignup: SENT_SIGNUP,
  signedUp: SIGNED_UP,
  sentLogin: { email: EMAIL, password: PASSWORD },
  loggedIn: LOGGED_IN,
  me: ME,
  changes: CHANGES,
  changed: CHANGED,
  passwords: PASSWORDS,
  passwordChanged: { success: true as const, message: 'Password changed successfully' },
  loggedOut: { success: true as const, message: 'Logged out' },
};
