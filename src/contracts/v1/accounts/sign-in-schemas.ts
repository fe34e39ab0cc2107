/** Registration, login, refresh and the caller's account in requests and responses. */
import { blankAsUndefined, timeZone } from '../../../http/fields/account-fields.ts';
import { documentAnyOf } from '../../../http/openapi/json-content.ts';
import * as z from '../../../http/openapi/zod.ts';
import { emailAddress, int64, singleLine, time, USERNAME_RULE, username } from '../../../http/wire-fields.ts';
import { clientFields } from '../client-facts.ts';
import { secret } from '../fields.ts';

const EXAMPLE_EMAIL = 'alice@example.com';
const EXAMPLE_PASSWORD = 'Tr0ub4dor&3-battery';
const EXAMPLE_TOKEN = 'eyJhbGciOiJIUzI1NiJ9.e30.sig';

const CREDENTIALS_REQUIRED_MESSAGE = 'Email and password are required';
const INVALID_USERNAME_MESSAGE =
  'Enter a valid username. This value may contain only letters, numbers, and ./+/-/_ characters.';
const REFRESH_REQUIRED_MESSAGE = 'Refresh token is required';

/**
 * The maximum length in UTF-16 code units. No e-mail address is this long. A longer text has the error message of a
 * missing address. A shorter text that is not the address of an account has the error of a wrong password.
 */
const MAX_IDENTIFIER_LENGTH = 4096;

export const loginBody = z
  .object({
    email: z
      .string(CREDENTIALS_REQUIRED_MESSAGE)
      .trim()
      .min(1, CREDENTIALS_REQUIRED_MESSAGE)
      .max(MAX_IDENTIFIER_LENGTH, CREDENTIALS_REQUIRED_MESSAGE)
      .openapi({ pattern: '\\S', description: 'The e-mail address of the account, in upper or lower case' }),
    password: secret(CREDENTIALS_REQUIRED_MESSAGE),
    ...clientFields,
  })
  .openapi('Credentials');

export const loginExample: z.input<typeof loginBody> = { email: EXAMPLE_EMAIL, password: EXAMPLE_PASSWORD };

export const registerBody = z
  .object({
    email: z
      .string(CREDENTIALS_REQUIRED_MESSAGE)
      .trim()
      .min(1, CREDENTIALS_REQUIRED_MESSAGE)
      .pipe(emailAddress('Enter a valid email address.'))
      .openapi({ format: 'email', maxLength: 254, description: 'Stored in lower case' }),
    password: secret(CREDENTIALS_REQUIRED_MESSAGE).openapi({
      minLength: 8,
      description:
        'At most 1024 bytes. Common passwords, passwords of digits only, and passwords similar to the e-mail address, the user name or the name of the service are rejected',
    }),
    username: blankAsUndefined(
      username(INVALID_USERNAME_MESSAGE),
      `${USERNAME_RULE}. The default is the part of the e-mail address before the \`@\`, with a number appended if it is taken`,
    ),
    first_name: blankAsUndefined(singleLine('first_name', 150)),
    last_name: blankAsUndefined(singleLine('last_name', 150)),
    timezone: blankAsUndefined(
      timeZone,
      'The name of an IANA time zone, in upper or lower case. The default is UTC',
    ),
    ...clientFields,
  })
  .openapi('NewAccount');

export const registerExample: z.input<typeof registerBody> = {
  email: EXAMPLE_EMAIL,
  password: EXAMPLE_PASSWORD,
  username: 'alice',
  first_name: 'Alice',
  last_name: 'Goldsmith',
  timezone: 'Europe/Berlin',
};

export const refreshBody = z
  .object({
    refresh_token: blankAsUndefined(
      secret(REFRESH_REQUIRED_MESSAGE),
      'Returns a pair of tokens. Takes precedence over `refresh`',
    ),
    refresh: blankAsUndefined(secret(REFRESH_REQUIRED_MESSAGE), 'Returns only an access token'),
  })
  .openapi({ description: 'One of the two fields is required', ...documentAnyOf('refresh_token', 'refresh') })
  .openapi('RefreshRequest');

export const refreshExample: z.input<typeof refreshBody> = { refresh_token: EXAMPLE_TOKEN };

const emailOrNone = z.string().nullable();
const expiresIn = z.int().openapi({ minimum: 1, description: 'Lifetime of the access token in seconds' });
const sessionId = int64.openapi({ description: 'The id of the session in `/auth/sessions`' });

const userSchema = z
  .object({
    id: z.uuid(),
    email: emailOrNone,
    username: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    timezone: z.string(),
    is_active: z.boolean(),
    is_premium: z.boolean(),
    is_verified: z.boolean().openapi({ description: 'Whether the e-mail address is verified' }),
    created_at: time,
    updated_at: time,
  })
  .openapi('User');

const userExample: z.input<typeof userSchema> = {
  id: '0199f1a2-0000-7000-8000-0000000000aa',
  email: EXAMPLE_EMAIL,
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

export const tokensExample: z.input<typeof tokensSchema> = {
  access_token: EXAMPLE_TOKEN,
  refresh_token: EXAMPLE_TOKEN,
  token_type: 'bearer',
  expires_in: 1800,
  access: EXAMPLE_TOKEN,
  refresh: EXAMPLE_TOKEN,
};

export const signedInSchema = z
  .object({ user: userSchema, tokens: tokensSchema, session_id: sessionId })
  .openapi('SignedIn');

export const registeredExample: z.input<typeof signedInSchema> = {
  user: userExample,
  tokens: { ...tokensExample, expires_in: 604_800 },
  session_id: 4_194_305,
};

export const signedInExample: z.input<typeof signedInSchema> = {
  user: userExample,
  tokens: tokensExample,
  session_id: 4_194_306,
};

export const accessOnlySchema = z
  .object({
    access: z.string(),
    access_token: z.string().openapi({ description: 'The same as `access`' }),
    token_type: z.literal('bearer'),
    expires_in: expiresIn,
  })
  .openapi('AccessToken');

/** The response to a refresh: a pair of tokens, or only an access token. */
export const refreshedSchema = z.union([tokensSchema, accessOnlySchema]).openapi('RefreshedTokens');

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

export const meExample: z.input<typeof meSchema> = {
  id: userExample.id,
  email: userExample.email,
  username: userExample.username,
  is_premium: userExample.is_premium,
  has_active_subscription: userExample.is_premium,
  first_name: userExample.first_name,
  last_name: userExample.last_name,
  timezone: userExample.timezone,
  is_verified: userExample.is_verified,
  created_at: userExample.created_at,
};
