/** The routes of the caller's sessions and security events. */
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
import { jsonResponse, optionalJsonBody } from '../../../http/openapi/json-content.ts';
import { optionalBody } from '../../../http/optional-body.ts';
import { pageLink } from '../../../http/wire-fields.ts';
import { routeGroup } from '../route-group.ts';
import { renderEvent, renderSession, renderSessionWithEndReason } from './render.ts';
import {
  eventPageExample,
  eventPageSchema,
  eventsQuery,
  listSessionsQuery,
  revokeAllBody,
  revokeAllExample,
  sessionExample,
  sessionIdParam,
  sessionSchema,
  sessionsSchema,
} from './schemas.ts';
import { endedSchema, revokedAllExample, revokedExample } from './token-schemas.ts';

const { router, failures } = routeGroup('device');
const shared = { tags: ['Sessions'], middleware: requireBearer, security: [{ bearer: [] }] };

/** The routes of sessions and security events. */
export const sessionRoutes = router;

const listSessionsRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/auth/sessions',
  operationId: 'listSessions',
  summary: 'List sessions',
  description:
    'Without `all=true`, only live sessions are listed. The `Link` header contains the URL of the next page if further sessions follow.',
  request: { query: listSessionsQuery },
  responses: documentNoStore({
    200: jsonResponse(sessionsSchema, 'At most 200 sessions, newest first', [sessionExample], 'Link'),
    ...failures(BEARER_ERRORS, wrongField('all', 'all must be true or false')),
  }),
});

router.openapi(listSessionsRoute, async (c) => {
  const { ctx } = c.var;
  const { all, cursor } = c.req.valid('query');
  const render = all ? renderSessionWithEndReason : renderSession;
  const { sessions, nextCursor } = await listSessions(ctx, { includesEnded: all, cursor });
  if (nextCursor) c.header('Link', `<${pageLink(c.req.url, { cursor: nextCursor })}>; rel="next"`);
  const { sessionId } = userOf(ctx);
  return c.json(
    sessions.map((session) => render(session, sessionId, ctx.nowMs)),
    200,
  );
});

const readSessionRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/auth/sessions/{id}',
  operationId: 'readSession',
  summary: 'Read a session',
  description: 'The session may have ended.',
  request: { params: sessionIdParam },
  responses: documentNoStore({
    200: jsonResponse(sessionSchema, 'The session', sessionExample),
    ...failures(BEARER_ERRORS, 'NOT_FOUND'),
  }),
});

router.openapi(readSessionRoute, async (c) => {
  const { ctx } = c.var;
  const session = await readSession(ctx, c.req.valid('param'));
  return c.json(renderSession(session, userOf(ctx).sessionId, ctx.nowMs), 200);
});

const revokeSessionRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/auth/sessions/{id}/revoke',
  operationId: 'revokeSession',
  summary: 'End a session',
  description:
    'The tokens of the session become invalid. For a session that has already ended, `revoked_sessions` is 0.',
  request: { params: sessionIdParam },
  responses: documentNoStore({
    200: jsonResponse(endedSchema, 'The session has ended', revokedExample),
    ...failures(BEARER_ERRORS, 'NOT_FOUND'),
  }),
});

router.openapi(revokeSessionRoute, async (c) => {
  const count = await revokeSession(c.var.ctx, c.req.valid('param'));
  return c.json({ message: 'Session revoked', revoked_sessions: count }, 200);
});

const revokeAllRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/auth/sessions/revoke_all',
  operationId: 'revokeAllSessions',
  summary: 'End all sessions',
  description:
    'The tokens of all sessions become invalid. With `keep_current`, the current session continues.',
  middleware: [requireBearer, optionalBody] as const,
  request: optionalJsonBody(revokeAllBody, revokeAllExample),
  responses: documentNoStore({
    200: jsonResponse(endedSchema, 'All sessions, or all other sessions, have ended', revokedAllExample),
    ...failures(BEARER_ERRORS, BODY_ERRORS, wrongField('keep_current', 'keep_current must be true or false')),
  }),
});

router.openapi(revokeAllRoute, async (c) => {
  const { keep_current: keepsCurrent = false } = c.req.valid('json') ?? {};
  const count = await endOwnSessions(c.var.ctx, { keepsCurrent, reason: 'revoked' });
  return c.json({ message: `Revoked ${count} session(s)`, revoked_sessions: count }, 200);
});

const eventsRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/auth/events',
  operationId: 'listSecurityEvents',
  summary: 'List security events',
  description: 'Events are stored for 400 days.',
  request: { query: eventsQuery },
  responses: documentNoStore({
    200: jsonResponse(eventPageSchema, 'The security events of the account, newest first', eventPageExample),
    ...failures(BEARER_ERRORS, wrongField('cursor', 'Invalid cursor')),
  }),
});

router.openapi(eventsRoute, async (c) => {
  const { events, nextCursor } = await listOwnEvents(c.var.ctx, c.req.valid('query'));
  const items = events.map(renderEvent);
  return c.json({ items, has_next: nextCursor !== null, next_cursor: nextCursor }, 200);
});
