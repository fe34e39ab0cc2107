/** Requests and responses of the devices client (SimpleJWT). */
import { blankAsUndefined, isBlankText } from '../../../http/fields/account-fields.ts';
import { documentAnyOf } from '../../../http/openapi/json-content.ts';
import * as z from '../../../http/openapi/zod.ts';
import { int64, singleLine } from '../../../http/wire-fields.ts';
import { clientFields } from '../client-facts.ts';
import { messageSchema, secret } from '../fields.ts';

const EXAMPLE_TOKEN = 'eyJhbGciOiJIUzI1NiJ9.e30.sig';
const EXAMPLE_SESSION_ID = 4_194_305;
const CREDENTIALS_REQUIRED_MESSAGE = 'Username and password are required';
const identifier = blankAsUndefined(
  z.string(CREDENTIALS_REQUIRED_MESSAGE).trim().max(254, 'Username is too long'),
  'A user name or an e-mail address',
);

/** Example values of the optional fields with which a client describes its device. */
export const deviceExample = {
  client_type: 'telegram_bot',
  device_name: 'Alice’s bot',
  telegram_user_id: 123_456_789,
  telegram_username: '@alice',
};

const TELEGRAM_USER_ID_MESSAGE = 'telegram_user_id must be a positive whole number';

const UNVERIFIED_LABEL_DESCRIPTION = 'A label in the list of sessions. It is not verified';

export const tokenBody = z
  .object({
    username: identifier,
    login: identifier,
    email: identifier,
    password: secret(CREDENTIALS_REQUIRED_MESSAGE),
    telegram_user_id: z
      .preprocess(
        (sent) => (isBlankText(sent) ? null : sent),
        z.int(TELEGRAM_USER_ID_MESSAGE).min(1, TELEGRAM_USER_ID_MESSAGE).nullish(),
      )
      .transform((id) => id ?? undefined)
      .openapi({
        format: 'int64',
        maximum: Number.MAX_SAFE_INTEGER,
        description: UNVERIFIED_LABEL_DESCRIPTION,
      })
      .optional(),
    telegram_username: blankAsUndefined(singleLine('telegram_username', 255), UNVERIFIED_LABEL_DESCRIPTION),
    ...clientFields,
  })
  .refine(({ username, login, email }) => username || login || email, {
    path: ['username'],
    error: CREDENTIALS_REQUIRED_MESSAGE,
  })
  .openapi({
    description:
      'One of `username`, `login` and `email` is required. If several are sent, the first in this order is used',
    ...documentAnyOf('username', 'login', 'email'),
  })
  .openapi('DeviceCredentials');

export const tokenExample: z.input<typeof tokenBody> = {
  username: 'alice',
  password: 'Tr0ub4dor&3-battery',
  ...deviceExample,
};

export const tokenRefreshBody = z
  .object({ refresh: secret('Refresh token is required') })
  .openapi('DeviceRefreshRequest');

export const tokenRefreshExample: z.input<typeof tokenRefreshBody> = { refresh: EXAMPLE_TOKEN };

const optionalRefreshToken = blankAsUndefined(
  z.string('Refresh token must be a string').max(4096, 'Refresh token is too long'),
);

export const logoutBody = z
  .object({
    refresh: optionalRefreshToken,
    refresh_token: optionalRefreshToken.openapi({
      description: 'An alias of `refresh`. Ignored if `refresh` is sent',
    }),
  })
  .openapi('LogoutRequest');

const sessionId = int64.openapi({ description: 'The id of the session in `/auth/sessions`' });

export const tokenResponse = z
  .object({
    refresh: z.string(),
    access: z.string(),
    user: z.object({
      id: int64.openapi({ description: 'The number of the account' }),
      username: z.string(),
      email: z.string().nullable(),
      first_name: z.string(),
      last_name: z.string(),
    }),
    session_id: sessionId,
  })
  .openapi('DeviceSignedIn');

export const tokensIssuedExample: z.input<typeof tokenResponse> = {
  access: EXAMPLE_TOKEN,
  refresh: EXAMPLE_TOKEN,
  user: {
    id: 1,
    username: 'alice',
    email: 'alice@example.com',
    first_name: 'Alice',
    last_name: 'Goldsmith',
  },
  session_id: EXAMPLE_SESSION_ID,
};

export const tokenPair = z.object({ access: z.string(), refresh: z.string() }).openapi('DeviceTokens');

export const tokenPairExample: z.input<typeof tokenPair> = { access: EXAMPLE_TOKEN, refresh: EXAMPLE_TOKEN };

export const loggedOutSchema = messageSchema.extend({ detail: z.string() }).openapi('LoggedOut');

export const loggedOutExample: z.input<typeof loggedOutSchema> = {
  message: 'Logout successful',
  success: true,
  detail: 'Session revoked and token blacklisted',
};

export const endedSchema = z
  .object({
    message: z.string(),
    revoked_sessions: z.int().openapi({ minimum: 0, description: 'Number of sessions that this call ended' }),
  })
  .openapi('SessionsEnded');

export const loggedOutEverywhereExample: z.input<typeof endedSchema> = {
  message: 'Logged out from 3 device(s)',
  revoked_sessions: 3,
};

export const revokedExample: z.input<typeof endedSchema> = {
  message: 'Session revoked',
  revoked_sessions: 1,
};

export const revokedAllExample: z.input<typeof endedSchema> = {
  message: 'Revoked 2 session(s)',
  revoked_sessions: 2,
};
