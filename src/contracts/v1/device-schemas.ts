/** The SimpleJWT client's bodies and answers on the wire. */
import { z } from '@hono/zod-openapi';
import { clientFields } from './client-facts.ts';
import { line, omittable, secret } from './fields.ts';

const CREDENTIALS = 'Username and password are required';
const identifier = omittable(z.string(CREDENTIALS).trim().max(254, 'Username is too long'));

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
      .transform((id) => id ?? undefined),
    telegram_username: omittable(line('telegram_username', 255)),
    ...clientFields,
  })
  .refine(({ username, login, email }) => username || login || email, {
    path: ['username'],
    error: CREDENTIALS,
  });

export const tokenRefreshBody = z.object({ refresh: secret('Refresh token is required') });

export const tokenAnswer = z.object({
  refresh: z.string(),
  access: z.string(),
  user: z.object({
    id: z.int(),
    username: z.string(),
    email: z.string().nullable(),
    first_name: z.string(),
    last_name: z.string(),
  }),
  session_id: z.int(),
});

export const accountSchema = z
  .object({
    id: z.int(),
    uuid: z.uuid(),
    username: z.string(),
    email: z.string().nullable(),
    first_name: z.string(),
    last_name: z.string(),
    is_active: z.boolean(),
    is_staff: z.boolean(),
    is_superuser: z.boolean(),
    date_joined: z.string(),
    last_login: z.string().nullable(),
    profile: z.object({
      expired: z.boolean(),
      expiry_date: z.string().nullable(),
      created_at: z.string(),
      updated_at: z.string(),
    }),
  })
  .openapi('DeviceAccount');

export const sessionSchema = z
  .object({
    id: z.int(),
    client_type: z.string(),
    device_name: z.string().nullable(),
    telegram_user_id: z.int().nullable(),
    telegram_username: z.string().nullable(),
    created_at: z.string(),
    last_activity: z.string(),
    expires_at: z.string(),
    ip_address: z.string(),
    user_agent: z.string(),
    is_active: z.boolean(),
    is_current: z.boolean(),
    ended_reason: z.string().nullable().optional(),
  })
  .openapi('Session');

export const eventSchema = z
  .object({
    id: z.uuid(),
    type: z.string(),
    session_id: z.int().nullable(),
    ip_address: z.string().nullable(),
    user_agent: z.string().nullable(),
    country: z.string().nullable(),
    detail: z.string().nullable(),
    created_at: z.string(),
  })
  .openapi('SecurityEvent');

export const endedSchema = z.object({ message: z.string(), revoked_sessions: z.int() });
