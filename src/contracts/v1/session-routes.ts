/** A person's sessions and security events. */
import { createRoute, z } from '@hono/zod-openapi';
import { userOf } from '../../core/access.ts';
import { listOwnEvents } from '../../core/own-events.ts';
import { endOwnSessions, listSessions, readSession, revokeSession } from '../../core/own-sessions.ts';
import { requireBearer } from '../../http/bearer.ts';
import { jsonAnswer } from '../../http/json-content.ts';
import { optionalBody } from '../../http/optional-body.ts';
import { newRouter } from '../../http/router.ts';
import { endedSchema, eventSchema, sessionSchema } from './device-schemas.ts';
import { bodyFailures, failures } from './error-schema.ts';
import { renderErrors } from './errors.ts';
import { whole } from './plug-queries.ts';
import { renderAnySession, renderEvent, renderSession } from './render-device.ts';

const shared = { tags: ['Sessions'], middleware: requireBearer, security: [{ bearer: [] }] };
/** What is no id of ours is not found, as every other unknown id. */
const idParam = z.object({ id: z.string().transform((id) => (/^\d{1,16}$/.test(id) ? Number(id) : -1)) });

const listSessionsRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/auth/sessions',
  request: {
    query: z.object({ all: z.enum(['true', 'false'], 'all must be true or false').default('false') }),
  },
  responses: { 200: jsonAnswer(z.array(sessionSchema), 'Newest first'), ...failures(400, 401) },
});

const readSessionRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/auth/sessions/{id}',
  request: { params: idParam },
  responses: { 200: jsonAnswer(sessionSchema, 'One session'), ...failures(401, 404) },
});

const revokeSessionRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/auth/sessions/{id}/revoke',
  request: { params: idParam },
  responses: { 200: jsonAnswer(endedSchema, 'The session has ended'), ...failures(400, 401, 404) },
});

const revokeAllBody = z.object({
  keep_current: z.boolean('keep_current must be true or false').default(false),
});

const revokeAllRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/auth/sessions/revoke_all',
  middleware: [requireBearer, optionalBody] as const,
  request: { body: { content: { 'application/json': { schema: revokeAllBody } } } },
  responses: { 200: jsonAnswer(endedSchema, 'All, or all others, have ended'), ...bodyFailures(401) },
});

const eventsRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/auth/events',
  request: { query: z.object({ limit: whole('limit', 1, 200).default(50), cursor: z.string().optional() }) },
  responses: {
    200: jsonAnswer(
      z.object({ items: z.array(eventSchema), has_next: z.boolean(), next_cursor: z.string().nullable() }),
      'The account’s own security events, newest first',
    ),
    ...failures(400, 401),
  },
});

/** The routes of sessions. */
export function sessionRoutes() {
  const router = newRouter();
  router.onError(renderErrors('device'));
  router.openapi(listSessionsRoute, async (c) => {
    const { ctx } = c.var;
    const all = c.req.valid('query').all === 'true';
    const render = all ? renderAnySession : renderSession;
    const sessions = await listSessions(ctx, { all });
    const { sessionId } = userOf(ctx);
    return c.json(
      sessions.map((session) => render(session, sessionId, ctx.nowMs)),
      200,
    );
  });
  router.openapi(readSessionRoute, async (c) => {
    const { ctx } = c.var;
    const session = await readSession(ctx, c.req.valid('param'));
    return c.json(renderSession(session, userOf(ctx).sessionId, ctx.nowMs), 200);
  });
  router.openapi(revokeAllRoute, async (c) => {
    const { keep_current: keepCurrent = false } = c.req.valid('json') ?? {};
    const count = await endOwnSessions(c.var.ctx, { keepCurrent, reason: 'revoked' });
    return c.json({ message: `Revoked ${count} session(s)`, revoked_sessions: count }, 200);
  });
  router.openapi(revokeSessionRoute, async (c) => {
    const count = await revokeSession(c.var.ctx, c.req.valid('param'));
    return c.json({ message: 'Session revoked', revoked_sessions: count }, 200);
  });
  router.openapi(eventsRoute, async (c) => {
    const { events, nextCursor } = await listOwnEvents(c.var.ctx, c.req.valid('query'));
    const items = events.map(renderEvent);
    return c.json({ items, has_next: nextCursor !== null, next_cursor: nextCursor }, 200);
  });
  return router;
}
