/** v1's account bodies and answers on the wire. */
import { z } from '@hono/zod-openapi';
import { clientFields } from './client-facts.ts';
import { email, line, omittable, secret, timeZone, username } from './fields.ts';

const BOTH = 'Email and password are required';
const USERNAME =
  'Enter a valid username. This value may contain only letters, numbers, and ./+/-/_ characters.';
const REFRESH_REQUIRED = 'Refresh token is required';

export const loginBody = z.object({
  email: z.string(BOTH).trim().toLowerCase().min(1, BOTH),
  password: z.string(BOTH).min(1, BOTH),
  ...clientFields,
});

export const registerBody = z.object({
  email: z.string(BOTH).trim().min(1, BOTH).pipe(email('Enter a valid email address.')),
  password: z.string(BOTH).min(1, BOTH),
  username: omittable(username(USERNAME)),
  first_name: omittable(line('first_name', 150)),
  last_name: omittable(line('last_name', 150)),
  timezone: omittable(timeZone),
  ...clientFields,
});

export const refreshBody = z.object({
  refresh_token: secret(REFRESH_REQUIRED).optional(),
  refresh: secret(REFRESH_REQUIRED).optional(),
});

const EMAIL_REQUIRED = 'A valid email is required';

export const emailBody = z.object({ email: email(EMAIL_REQUIRED) });

export const otpBody = z.object({
  email: email(EMAIL_REQUIRED),
  otp_code: z.string('OTP must be exactly 6 digits').regex(/^\d{6}$/, 'OTP must be exactly 6 digits'),
});

export const newPasswordBody = z.object({
  email: email(EMAIL_REQUIRED),
  new_password: z.string('New password is required'),
  token: secret('Verification token is required'),
});

export const timeZoneBody = z.object({
  timezone: z.string('Timezone is required').max(200, 'Timezone is too long'),
});

export const userSchema = z
  .object({
    id: z.uuid(),
    email: z.string().nullable(),
    username: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    timezone: z.string(),
    is_active: z.boolean(),
    is_premium: z.boolean(),
    is_verified: z.boolean(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .openapi('User');

export const tokensSchema = z
  .object({
    access_token: z.string(),
    refresh_token: z.string(),
    token_type: z.literal('bearer'),
    expires_in: z.int(),
    access: z.string(),
    refresh: z.string(),
  })
  .openapi('Tokens');

export const signedInSchema = z
  .object({ user: userSchema, tokens: tokensSchema, session_id: z.int() })
  .openapi('SignedIn');

export const accessOnlySchema = z.object({
  access: z.string(),
  access_token: z.string(),
  token_type: z.literal('bearer'),
  expires_in: z.int(),
});

export const meSchema = z
  .object({
    id: z.uuid(),
    email: z.string().nullable(),
    username: z.string(),
    is_premium: z.boolean(),
    has_active_subscription: z.boolean(),
    first_name: z.string(),
    last_name: z.string(),
    timezone: z.string(),
    is_verified: z.boolean(),
    created_at: z.string(),
  })
  .openapi('Me');

export const messageSchema = z.object({ message: z.string(), success: z.literal(true) });
