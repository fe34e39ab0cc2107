/** Signing in with Plex, refreshing, logging out. */

import { createRoute, z } from '@hono/zod-openapi';
import { finishPlexPin, logInWithPlex, startPlexPin } from '../../core/log-in-with-plex.ts';
import { logOut } from '../../core/log-out.ts';
import { rotateRefreshToken } from '../../core/rotate-refresh-token.ts';
import { bearerToken, requireBearer } from '../../http/bearer.ts';
import { jsonAnswer, jsonBody } from '../../http/json-content.ts';
import { noStore } from '../../http/no-store.ts';
import { newRouter } from '../../http/router.ts';
import { isoTime } from '../../rules/iso-time.ts';
import { failures } from './answers.ts';
import { renderMediaError } from './errors.ts';
import { renderSignedIn, renderTokens } from './render.ts';
import {
  envelope,
  messageSchema,
  pinSchema,
  plexLoginBody,
  refreshBody,
  signedInSchema,
  tokensSchema,
} from './schemas.ts';

const shared = { tags: ['Media'], middleware: noStore };
const client = { contract: 'media' } as const;
/** A PIN lives for minutes, and polling counts against the contract's limit. */
const POLL_SECONDS = 10;

const plexLoginRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/auth/plex/login',
  request: jsonBody(plexLoginBody),
  responses: { 200: jsonAnswer(envelope(signedInSchema), 'Signed in'), ...failures(400, 401, 403, 413, 415) },
});

const startPinRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/auth/plex/pin',
  responses: {
    200: jsonAnswer(envelope(pinSchema), 'Show the code or the QR picture, then poll'),
    ...failures(),
  },
});

const pollPinRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/auth/plex/pin/{id}',
  request: { params: z.object({ id: z.string() }) },
  responses: {
    200: jsonAnswer(
      envelope(z.union([z.object({ authorized: z.literal(false) }), signedInSchema])),
      'Not yet, or signed in',
    ),
    ...failures(401, 403, 404),
  },
});

const refreshRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/auth/refresh',
  request: jsonBody(refreshBody),
  responses: { 200: jsonAnswer(envelope(tokensSchema), 'A new pair'), ...failures(400, 401, 413, 415) },
});

const logoutRoute = createRoute({
  ...shared,
  middleware: [noStore, requireBearer] as const,
  method: 'post',
  path: '/auth/logout',
  security: [{ bearer: [] }],
  responses: { 200: jsonAnswer(messageSchema, 'The session has ended'), ...failures(401) },
});

/** The routes into and out of a session. */
export function signInRoutes() {
  const router = newRouter();
  router.onError(renderMediaError);
  router.openapi(plexLoginRoute, async (c) => {
    const { ctx } = c.var;
    const { plexToken: token } = c.req.valid('json');
    return c.json(renderSignedIn(ctx, await logInWithPlex(ctx, { token, client })), 200);
  });
  router.openapi(startPinRoute, async (c) => {
    const { ctx } = c.var;
    const { sealedId: id, code, qrUrl, expiresAtMs } = await startPlexPin(ctx);
    const authUrl = plexAuthUrl(ctx.configuration.plex.clientIdentifier, code);
    const data = { id, code, qrUrl, authUrl, expiresAt: isoTime(expiresAtMs), pollInterval: POLL_SECONDS };
    return c.json({ success: true as const, data }, 200);
  });
  router.openapi(pollPinRoute, async (c) => {
    const { ctx } = c.var;
    const signedIn = await finishPlexPin(ctx, { sealedId: c.req.valid('param').id, client });
    if (signedIn) return c.json(renderSignedIn(ctx, signedIn), 200);
    return c.json({ success: true as const, data: { authorized: false as const } }, 200);
  });
  router.openapi(refreshRoute, async (c) => {
    const tokens = await rotateRefreshToken(c.var.ctx, c.req.valid('json').refreshToken);
    return c.json({ success: true as const, data: renderTokens(tokens) }, 200);
  });
  router.openapi(logoutRoute, async (c) => {
    await logOut(c.var.ctx, { accessToken: bearerToken(c) });
    return c.json({ success: true as const, message: 'Logged out successfully' }, 200);
  });
  return router;
}

function plexAuthUrl(clientIdentifier: string, code: string): string {
  const parameters = new URLSearchParams({
    clientID: clientIdentifier,
    code,
    'context[device][product]': 'Plugs',
  });
  return `https://app.plex.tv/auth#?${parameters}`;
}
