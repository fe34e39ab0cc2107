/** Sessions and security events in requests and responses. */
import * as z from '../../../http/openapi/zod.ts';
import { booleanParam, int64, integerParam, time } from '../../../http/wire-fields.ts';
import { SESSION_END_REASONS } from '../../../rules/app-error.ts';
import { SECURITY_EVENT_TYPES } from '../../../rules/sessions/account-change.ts';
import { deviceExample } from './token-schemas.ts';

const MAX_CURSOR_LENGTH = 4096;
const EXAMPLE_SESSION_ID = 4_194_305;
const EXAMPLE_ADDRESS = '203.0.113.7';
const EXAMPLE_USER_AGENT = 'python-requests/2.32.5';

/** A text that is not an id is converted to -1. The response is then 404, as for an unknown id. */
export const sessionIdParam = z.object({
  id: z
    .string()
    .transform((id) => (/^\d{1,16}$/.test(id) ? Number(id) : -1))
    .openapi({
      type: 'integer',
      format: 'int64',
      minimum: 1,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'The id of the session',
      example: EXAMPLE_SESSION_ID,
    }),
});

export const listSessionsQuery = z.object({
  all: booleanParam('all', '`true` includes the sessions that ended in the last 30 days')
    .openapi({ default: false })
    .default(false),
  cursor: z.string('cursor may be given once').max(MAX_CURSOR_LENGTH, 'Invalid cursor').optional().openapi({
    description: 'The cursor in the `Link` header of the previous page, sent with the same `all`',
  }),
});

export const revokeAllBody = z
  .object({
    keep_current: z
      .boolean('keep_current must be true or false')
      .nullish()
      .transform((keep) => keep ?? false)
      .openapi({ default: false, description: '`true` does not end the current session' }),
  })
  .openapi('RevokeAllRequest');

export const revokeAllExample: z.input<typeof revokeAllBody> = { keep_current: true };

export const eventsQuery = z.object({
  limit: integerParam('limit', {
    min: 1,
    max: 200,
    fallback: 50,
    description: 'Number of events per page',
  }),
  cursor: z
    .string('cursor may be given once')
    .max(MAX_CURSOR_LENGTH, 'Invalid cursor')
    .optional()
    .openapi({ description: 'The `next_cursor` of the previous page' }),
});

export const sessionSchema = z
  .object({
    id: int64,
    client_type: z.string(),
    device_name: z.string().nullable(),
    telegram_user_id: int64.nullable(),
    telegram_username: z.string().nullable(),
    created_at: time,
    last_activity: time.openapi({
      description:
        'The time of the last refresh, with a delay of about 30 seconds. For a link with Telegram, the time of the last message, with a delay of up to one hour',
    }),
    expires_at: time.openapi({
      description:
        'The session can be refreshed until this time. A link with Telegram can be used until this time',
    }),
    ip_address: z.string(),
    user_agent: z.string(),
    is_active: z.boolean(),
    is_current: z.boolean().openapi({ description: 'Whether this is the session of the request' }),
    ended_reason: z
      .enum(SESSION_END_REASONS)
      .nullable()
      .optional()
      .openapi({ description: 'Present in the list with `all=true`. `null` while the session is active' }),
  })
  .openapi('Session');

export const sessionExample: z.input<typeof sessionSchema> = {
  id: EXAMPLE_SESSION_ID,
  ...deviceExample,
  created_at: '2026-11-21T10:00:00.000Z',
  last_activity: '2026-11-21T12:30:00.000Z',
  expires_at: '2026-11-28T12:30:00.000Z',
  ip_address: EXAMPLE_ADDRESS,
  user_agent: EXAMPLE_USER_AGENT,
  is_active: true,
  is_current: true,
};

export const sessionsSchema = z.array(sessionSchema).openapi('SessionList');

const eventSchema = z
  .object({
    id: z.uuid(),
    type: z.enum(SECURITY_EVENT_TYPES).openapi('SecurityEventType'),
    session_id: int64.nullable(),
    ip_address: z.string().nullable(),
    user_agent: z.string().nullable(),
    country: z.string().nullable().openapi({ description: 'Two letters (ISO 3166-1), or `null` if unknown' }),
    detail: z
      .string()
      .nullable()
      .openapi({ description: 'The reason of the event or what it affected, depending on `type`' }),
    created_at: time,
  })
  .openapi('SecurityEvent');

export const eventPageSchema = z
  .object({ items: z.array(eventSchema), has_next: z.boolean(), next_cursor: z.string().nullable() })
  .openapi('SecurityEventPage');

export const eventPageExample: z.input<typeof eventPageSchema> = {
  items: [
    {
      id: '0199f1a2-7c1e-7000-8000-0000000000e1',
      type: 'login_succeeded',
      session_id: EXAMPLE_SESSION_ID,
      ip_address: EXAMPLE_ADDRESS,
      user_agent: EXAMPLE_USER_AGENT,
      country: 'DE',
      detail: null,
      created_at: '2026-11-21T10:00:00.000Z',
    },
  ],
  has_next: true,
  next_cursor: 'b3BhcXVl',
};
