/** v1's account bodies and answers on the wire. */
import { z } from '@hono/zod-openapi';
import { emailAddress, singleLine, time, username } from '../../../http/wire-fields.ts';
import { USERNAME_PATTERN } from '../../../rules/accounts/username.ts';
import { clientFields } from '../client-facts.ts';
import { blankAsUndefined, secret, timeZone } from '../fields.ts';

const BOTH = 'Email and password are required';
const USERNAME =
  'Enter a valid username. This value may contain only letters, numbers, and ./+/-/_ characters.';
const REFRESH_REQUIRED = 'Refresh token is required';

export const loginBody = z.object({
  email: z
    .string(BOTH)
    .trim()
    .toLowerCase()
    .min(1, BOTH)
    .openapi({ pattern: '\\S', description: 'The address of the account, in any case' }),
  password: z.string(BOTH).min(1, BOTH),
  ...clientFields,
});

export const registerBody = z.object({
  email: z
    .string(BOTH)
    .trim()
    .min(1, BOTH)
    .pipe(emailAddress('Enter a valid email address.'))
    .openapi({ format: 'email', maxLength: 254, description: 'Kept in lower case' }),
  password: z.string(BOTH).min(1, BOTH).openapi({
    minLength: 8,
    description:
      'At most 1024 bytes; not a common one, not all digits, not similar to the address or the user name',
  }),
  username: blankAsUndefined(
    username(USERNAME),
    'Left out, it is what stands before the `@`, with a number when that is taken',
  ).openapi({ pattern: USERNAME_PATTERN.source }),
  first_name: blankAsUndefined(singleLine('first_name', 150)),
  last_name: blankAsUndefined(singleLine('last_name', 150)),
  timezone: blankAsUndefined(timeZone, 'The name of an IANA time zone, in any case; by default UTC'),
  ...clientFields,
});

export const refreshBody = z
  .object({
    refresh_token: secret(REFRESH_REQUIRED)
      .optional()
      .openapi({ description: 'Answered with a pair; goes before `refresh`' }),
    refresh: secret(REFRESH_REQUIRED)
      .optional()
      .openapi({ description: 'Answered with an access token alone' }),
  })
  .openapi({ description: 'One of the two' });

const EMAIL_REQUIRED = 'A valid email is required';

export const emailBody = z.object({ email: emailAddress(EMAIL_REQUIRED) });

export const otpBody = z.object({
  email: emailAddress(EMAIL_REQUIRED),
  otp_code: z
    .string('OTP must be exactly 6 digits')
    .regex(/^\d{6}$/, 'OTP must be exactly 6 digits')
    .openapi({ description: 'The code of the letter' }),
});

export const newPasswordBody = z.object({
  email: emailAddress(EMAIL_REQUIRED),
  new_password: z.string('New password is required').openapi({
    minLength: 8,
    maxLength: 128,
    description: 'With an uppercase letter, a lowercase letter, a digit and a special character',
  }),
  token: secret('Verification token is required').openapi({ description: 'As verify-otp answered with it' }),
});

export const timeZoneBody = z.object({
  timezone: z.string('Timezone is required').max(200, 'Timezone is too long').openapi({
    description: 'The name of an IANA time zone, in any case; other names than those listed will do',
  }),
});

const emailOrNone = z.string().nullable();
const seconds = z.int().openapi({ minimum: 1 });
const expiresIn = seconds.openapi({ description: 'Seconds that the access token lives' });
const sessionId = z.int().openapi({ description: 'The session, as `/auth/sessions` shows it' });

export const userSchema = z
  .object({
    id: z.uuid(),
    email: emailOrNone,
    username: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    timezone: z.string(),
    is_active: z.boolean(),
    is_premium: z.boolean(),
    is_verified: z.boolean().openapi({ description: 'Whether the address is known to be theirs' }),
    created_at: time,
    updated_at: time,
  })
  .openapi('User');

export const tokensSchema = z
  .object({
    access_token: z.string(),
    refresh_token: z.string(),
    token_type: z.literal('bearer'),
    expires_in: expiresIn,
    access: z.string().openapi({ description: 'The same as `access_token`' }),
    refresh: z.string().openapi({ description: 'The same as `refresh_token`' }),
  })
  .openapi('Tokens');

export const signedInSchema = z
  .object({ user: userSchema, tokens: tokensSchema, session_id: sessionId })
  .openapi('SignedIn');

export const accessOnlySchema = z
  .object({
    access: z.string(),
    access_token: z.string().openapi({ description: 'The same as `access`' }),
    token_type: z.literal('bearer'),
    expires_in: expiresIn,
  })
  .openapi('AccessToken');

export const meSchema = z
  .object({
    id: z.uuid(),
    email: emailOrNone,
    username: z.string(),
    is_premium: z.boolean(),
    has_active_subscription: z.boolean().openapi({ description: 'The same as `is_premium`' }),
    first_name: z.string(),
    last_name: z.string(),
    timezone: z.string(),
    is_verified: z.boolean(),
    created_at: time,
  })
  .openapi('Me');

export const messageSchema = z.object({ message: z.string(), success: z.literal(true) });

export const codeSentSchema = messageSchema.extend({
  email: z.string().openapi({ description: 'The address asked for, in lower case' }),
  expires_in: seconds.openapi({ description: 'Seconds that a new code lives' }),
});

export const codeVerifiedSchema = messageSchema.extend({
  email: z.string(),
  token: z.string(),
  expires_in: seconds.openapi({ description: 'Seconds that the token lives' }),
});

export const timeZoneSetSchema = messageSchema.extend({
  timezone: z.string().openapi({ description: 'The zone as it is kept' }),
  utc_offset: z
    .string()
    .regex(/^[+-]\d{2}:\d{2}$/)
    .openapi({ description: 'Its offset from UTC now' }),
});

export const timeZonesSchema = z.object({
  common_timezones: z.array(z.string()),
  grouped_timezones: z
    .record(z.string(), z.array(z.string()))
    .openapi({ description: 'By region, the part before the first slash' }),
});
