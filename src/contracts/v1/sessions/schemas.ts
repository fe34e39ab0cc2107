/** Sessions and security events on the wire. */
import { z } from '@hono/zod-openapi';
import { integerParam, time } from '../../../http/wire-fields.ts';

/** What is no id of ours is not found, as every other unknown id. */
export const sessionIdParam = z.object({
  id: z
    .string()
    .transform((id) => (/^\d{1,16}$/.test(id) ? Number(id) : -1))
    .openapi({
      type: 'integer',
      minimum: 1,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'The session',
      example: 4_194_305,
    }),
});

export const listSessionsQuery = z.object({
  all: z
    .enum(['true', 'false'], 'all must be true or false')
    .default('false')
    .openapi({ description: 'Also those that ended in the last 30 days' }),
});

export const revokeAllBody = z.object({
  keep_current: z
    .boolean('keep_current must be true or false')
    .default(false)
    .openapi({ description: 'Keeps the session that asks' }),
});

export const eventsQuery = z.object({
  limit: integerParam('limit', {
    min: 1,
    max: 200,
    fallback: 50,
    description: 'How many events a page holds',
  }),
  cursor: z
    .string('cursor may be given once')
    .optional()
    .openapi({ description: 'The `next_cursor` of the page before' }),
});

export const sessionSchema = z
  .object({
    id: z.int(),
    client_type: z.string(),
    device_name: z.string().nullable(),
    telegram_user_id: z.int().nullable(),
    telegram_username: z.string().nullable(),
    created_at: time,
    last_activity: time.openapi({ description: 'The last refresh, shown up to 30 seconds late' }),
    expires_at: time.openapi({ description: 'Until then it can be refreshed' }),
    ip_address: z.string(),
    user_agent: z.string(),
    is_active: z.boolean(),
    is_current: z.boolean().openapi({ description: 'Whether it is the one that asks' }),
    ended_reason: z
      .enum(['logged_out', 'revoked', 'password_changed', 'reuse_detected', 'deactivated', 'expired'])
      .nullable()
      .optional()
      .openapi({ description: 'In the list with `all=true`; `null` while the session lives' }),
  })
  .openapi('Session');

export const sessionsSchema = z.array(sessionSchema);

const eventSchema = z
  .object({
    id: z.uuid(),
    type: z.enum([
      'registered',
      'login_succeeded',
      'login_failed',
      'login_refused',
      'account_locked',
      'account_unlocked',
      'refresh_replayed',
      'refresh_reuse',
      'session_ended',
      'otp_requested',
      'otp_verified',
      'otp_failed',
      'password_changed',
      'email_changed',
      'account_deleted',
      'account_restored',
      'plex_linked',
      'time_zone_changed',
      'account_changed',
    ]),
    session_id: z.int().nullable(),
    ip_address: z.string().nullable(),
    user_agent: z.string().nullable(),
    country: z.string().nullable().openapi({ description: 'Two letters (ISO 3166-1), where it is known' }),
    detail: z.string().nullable().openapi({ description: 'Why, or what: by `type`' }),
    created_at: time,
  })
  .openapi('SecurityEvent');

export const eventPageSchema = z
  .object({ items: z.array(eventSchema), has_next: z.boolean(), next_cursor: z.string().nullable() })
  .openapi('SecurityEventPage');
