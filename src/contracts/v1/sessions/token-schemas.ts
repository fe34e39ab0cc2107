/** The SimpleJWT client's bodies and answers on the wire. */
import { z } from '@hono/zod-openapi';
import { singleLine, time } from '../../../http/wire-fields.ts';

import { clientFields } from '../client-facts.ts';
import { blankAsUndefined, messageSchema, secret } from '../fields.ts';

const CREDENTIALS = 'Username and password are required';
const identifier = blankAsUndefined(
  z.string(CREDENTIALS).trim().max(254, 'Username is too long'),
  'A user name or an e-mail address',
);
const label = 'Shown in the list of sessions; proof of nothing';

export const tokenBody = z
  .object({
    username: identifier,
    login: identifier,
    email: identifier,
    password: z.string(CREDENTIALS).min(1, CREDENTIALS),
    telegram_user_id: z
      .int('telegram_user_id must be a whole number')
      .positive()
      .nullish()
      .transform((id) => id ?? undefined)
      .openapi({ maximum: Number.MAX_SAFE_INTEGER, description: label }),
    telegram_username: blankAsUndefined(singleLine('telegram_username', 255), label),
    ...clientFields,
  })
  .refine(({ username, login, email }) => username || login || email, {
    path: ['username'],
    error: CREDENTIALS,
  })
  .openapi({ description: 'One of `username`, `login` and `email`; of several the first in this order' });

export const tokenRefreshBody = z.object({ refresh: secret('Refresh token is required') });

const token = z.string('Refresh token must be a string').nullish();

export const logoutBody = z.object({
  refresh: token,
  refresh_token: token.openapi({ description: 'Another name of `refresh`, which goes before it' }),
});

const sessionId = z.int().openapi({ description: 'The session, as `/auth/sessions` shows it' });
const accountNumber = z.int().openapi({ description: 'The number of the account' });

export const tokenAnswer = z
  .object({
    refresh: z.string(),
    access: z.string(),
    user: z.object({
      id: accountNumber,
      username: z.string(),
      email: z.string().nullable(),
      first_name: z.string(),
      last_name: z.string(),
    }),
    session_id: sessionId,
  })
  .openapi('DeviceSignedIn');

export const tokenPair = z.object({ access: z.string(), refresh: z.string() }).openapi('DeviceTokens');

export const loggedOutSchema = messageSchema.extend({ detail: z.string() });

export const accountSchema = z
  .object({
    id: accountNumber,
    uuid: z.uuid(),
    username: z.string(),
    email: z.string().nullable(),
    first_name: z.string(),
    last_name: z.string(),
    is_active: z.boolean(),
    is_staff: z.boolean().openapi({ description: 'Whether they administer' }),
    is_superuser: z.boolean().openapi({ description: 'The same as `is_staff`' }),
    date_joined: time,
    last_login: time.nullable(),
    profile: z.object({
      expired: z.boolean(),
      expiry_date: time.nullable().openapi({ description: 'From then on no session begins or is refreshed' }),
      created_at: time,
      updated_at: time,
    }),
  })
  .openapi('DeviceAccount');

export const endedSchema = z.object({
  message: z.string(),
  revoked_sessions: z.int().openapi({ minimum: 0, description: 'How many this call ended' }),
});
