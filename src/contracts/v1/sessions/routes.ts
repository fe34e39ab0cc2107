/** A person's sessions and security events. */
import { createRoute } from '@hono/zod-openapi';
import { userOf } from '../../../core/request/access.ts';
import { listOwnEvents } from '../../../core/security-log/list-own-events.ts';
import {
  endOwnSessions,
  listSessions,
  readSession,
  revokeSession,
} from '../../../core/sessions/own-sessions.ts';
import { requireBearer } from '../../../http/bearer.ts';
import { documentNoStore } from '../../../http/no-store.ts';
import { BEARER_ERRORS, BODY_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { jsonAnswer, optionalJsonBody } from '../../../http/openapi/json-content.ts';
import { optionalBody } from '../../../http/optional-body.ts';
import { newRouter } from '../../../http/router.ts';
import { renderErrors } from '../errors.ts';
import { failuresOf } from '../route-group.ts';
import { DEVICE_EXAMPLES } from './examples.ts';
import { renderAnySession, renderEvent, renderSession } from './render.ts';
import {
  eventPageSchema,
  eventsQuery,
  listSessionsQuery,
  revokeAllBody,
  sessionIdParam,
  sessionSchema,
  sessionsSchema,
} from './schemas.ts';
import { endedSchema } from './token-schemas.ts';

const shared = { tags: ['Sessions'], middleware: requireBearer, security: [{ bearer: [] }] };
const failures = failuresOf('device');
const { session, revoked, keepCurrent, revokedAll, events } = DEVICE_EXAMPLES;

const listSessionsRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/auth/sessions',
  operationId: 'listSessions',
  summary: 'What is signed in',
  request: { query: listSessionsQuery },
  responses: documentNoStore({
    200: jsonAnswer(sessionsSchema, 'Newest first', [session]),
    ...failures(BEARER_ERRORS, wrongField('all', 'all must be true or false')),
  }),
});

const readSessionRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/auth/sessions/{id}',
  operationId: 'readSession',
  summary: 'One session',
  description: 'It may have ended.',
  request: { params: sessionIdParam },
  responses: documentNoStore({
    200: jsonAnswer(sessionSchema, 'The session', session),
    ...failures(BEARER_ERRORS, 'NOT_FOUND'),
  }),
});

const revokeSessionRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/auth/sessions/{id}/revoke',
  operationId: 'revokeSession',
  summary: 'End a session',
  description: 'Its tokens stop working. What has ended stays as it is, and `revoked_sessions` is 0.',
  request: { params: sessionIdParam },
  responses: documentNoStore({
    200: jsonAnswer(endedSchema, 'The session has ended', revoked),
    ...failures(BEARER_ERRORS, 'NOT_FOUND'),
  }),
});

const revokeAllRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/auth/sessions/revoke_all',
  operationId: 'revokeAllSessions',
  summary: 'End all sessions',
  description: 'Their tokens stop working; without `keep_current` those of the session that asks, too.',
  middleware: [requireBearer, optionalBody] as const,
  request: optionalJsonBody(revokeAllBody, keepCurrent),
  responses: documentNoStore({
    200: jsonAnswer(endedSchema, 'All, or all others, have ended', revokedAll),
    ...failures(BEARER_ERRORS, BODY_ERRORS, wrongField('keep_current', 'keep_current must be true or false')),
  }),
});

const eventsRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/auth/events',
  operationId: 'listSecurityEvents',
  summary: 'What happened to the account',
  description: 'Kept for 400 days.',
  request: { query: eventsQuery },
  responses: documentNoStore({
    200: jsonAnswer(eventPageSchema, 'The account’s own security events, newest first', events),
    ...failures(BEARER_ERRORS, wrongField('cursor', 'Invalid cursor')),
  }),
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
