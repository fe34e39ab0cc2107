/** Signing in with Plex, refreshing, logging out. */

import { logOut } from '../../core/sessions/log-out.ts';
import { rotateRefreshToken } from '../../core/sessions/rotate-refresh-token.ts';
import { finishPlexPin, logInWithPlex, startPlexPin } from '../../core/sign-in/log-in-with-plex.ts';
import { bearerToken } from '../../http/bearer.ts';
import { newRouter } from '../../http/router.ts';
import { isoTime } from '../../rules/iso-time.ts';
import { renderMediaError } from './errors.ts';
import { renderSignedIn, renderTokens } from './render.ts';
import {
  logoutRoute,
  plexLoginRoute,
  pollPinRoute,
  refreshRoute,
  startPinRoute,
} from './sign-in-definitions.ts';

const client = { contract: 'media' } as const;
/** A PIN lives for minutes, and polling counts against the contract's limit. */
const POLL_SECONDS = 10;

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
