/** The routes that sign in with Plex: with a Plex token, or with a PIN that the user authorizes on the page of Plex. */
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import {
  finishPlexPin,
  logInWithPlex,
  type PlexSignedIn,
  startPlexPin,
} from '../../core/sign-in/log-in-with-plex.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { BODY_ERRORS, wrongField } from '../../http/openapi/documented-errors.ts';
import { documentLifetimes, documentLimits } from '../../http/openapi/documented-extensions.ts';
import { jsonBody } from '../../http/openapi/json-content.ts';
import { plexAuthUrl } from '../../plex/plex-api.ts';
import { AppError } from '../../rules/app-error.ts';
import { isoTime } from '../../rules/iso-time.ts';
import { renderSignedIn } from './render.ts';
import { pinParam, plexLoginBody, plexLoginExample } from './request-schemas.ts';
import {
  pinResponse,
  pinResponseExample,
  pollResponse,
  pollResponseExample,
  signedInCookieExample,
  signedInResponse,
  signedInResponseExample,
} from './response-schemas.ts';
import { routeGroup } from './route-group.ts';
import { cookieHeaders, documentCookie, requestsCookie, storeInCookie } from './session-cookie.ts';

const { router, success, failures } = routeGroup();
const client = { contract: 'media' } as const;
/**
 * The recommended interval between two polls, which is sent to the client with the PIN. A short interval would use up
 * the contract's rate limit, because every poll counts and a PIN is valid for minutes.
 */
const POLL_INTERVAL_SECONDS = 10;
/** The errors of a sign-in with a Plex token. The client sends the token, or Plex returns it for an authorized PIN. */
const PLEX_ERRORS = [
  'PLEX_TOKEN_INVALID',
  'PLEX_UNAVAILABLE',
  'ACCOUNT_DEACTIVATED',
  'ACCOUNT_EXPIRED',
] as const;

/** The routes that begin a session. */
export const plexSignInRoutes = router;

const plexLoginRoute = createRoute({
  tags: ['Media'],
  ...documentLifetimes('media'),
  ...documentLimits('media', 'plex_login', 'sign_ins'),
  method: 'post',
  path: '/auth/plex/login',
  operationId: 'logInToMediaWithPlex',
  summary: 'Sign in with a Plex token',
  description:
    'The first sign-in creates an account. If another account has the same e-mail address, both this service and Plex have verified the address, and the account is not linked to another Plex user, the Plex user is linked to that account instead. In every other case in which another account has the address, the new account has no e-mail address, and `message` states this. A later sign-in copies a new name and picture from Plex, unless the user has changed them here. The Plex token is neither stored nor logged.',
  request: { headers: cookieHeaders, ...jsonBody(plexLoginBody, plexLoginExample) },
  responses: {
    200: documentCookie(
      success(signedInResponse, 'Signed in', signedInResponseExample),
      signedInCookieExample,
    ),
    ...failures(
      BODY_ERRORS,
      wrongField('plexToken', 'Plex token is required'),
      PLEX_ERRORS,
      'LIMIT_EXCEEDED',
    ),
  },
});

router.openapi(plexLoginRoute, async (c) => {
  const { ctx } = c.var;
  const { plexToken: token } = c.req.valid('json');
  return c.json(await finishSignIn(c, await logInWithPlex(ctx, { token, client })), 200);
});

const startPinRoute = createRoute({
  tags: ['Media'],
  ...documentLimits('media', 'plex_login'),
  method: 'post',
  path: '/auth/plex/pin',
  operationId: 'startMediaPin',
  summary: 'Start a sign-in without a Plex token',
  description: 'Counts towards the same limit as sign-ins with a Plex token.',
  responses: {
    200: success(pinResponse, 'The PIN: open `authUrl` or show the QR code, then poll', pinResponseExample),
    ...failures('PLEX_UNAVAILABLE', 'LIMIT_EXCEEDED'),
  },
});

router.openapi(startPinRoute, async (c) => {
  const { ctx } = c.var;
  const { sealedId: id, code, qrUrl, expiresAtMs } = await startPlexPin(ctx);
  const authUrl = plexAuthUrl(ctx.configuration.plex, code);
  const data = {
    id,
    code,
    qrUrl,
    authUrl,
    expiresAt: isoTime(expiresAtMs),
    pollInterval: POLL_INTERVAL_SECONDS,
  };
  return c.json({ success: true as const, data }, 200);
});

const pollPinRoute = createRoute({
  tags: ['Media'],
  ...documentLifetimes('media'),
  ...documentLimits('media', 'sign_ins'),
  method: 'get',
  path: '/auth/plex/pin/{id}',
  operationId: 'pollMediaPin',
  summary: 'Finish a sign-in with a PIN',
  description:
    'While the PIN is not authorized, `authorized` is `false`. When it is authorized, the first poll signs in and has the same response as a sign-in with a Plex token. Later polls get 404.',
  request: { params: pinParam, headers: cookieHeaders },
  responses: {
    200: documentCookie(
      success(pollResponse, 'Not yet authorized, or signed in', pollResponseExample),
      signedInCookieExample,
    ),
    ...failures('NOT_FOUND', PLEX_ERRORS, 'LIMIT_EXCEEDED'),
  },
});

router.openapi(pollPinRoute, async (c) => {
  const { ctx } = c.var;
  // Hono calls the GET handler for HEAD requests. A HEAD request must not sign in.
  if (c.req.method === 'HEAD') throw new AppError('NOT_FOUND');
  const signedIn = await finishPlexPin(ctx, { sealedId: c.req.valid('param').id, client });
  if (signedIn) return c.json(await finishSignIn(c, signedIn), 200);
  return c.json({ success: true as const, data: { authorized: false as const } }, 200);
});

/** Stores the session in the cookie if the client requests the cookie. Returns the body of the response. */
async function finishSignIn(c: Context<AppEnv>, signedIn: PlexSignedIn) {
  const isInCookie = requestsCookie(c);
  if (isInCookie) await storeInCookie(c, signedIn.tokens);
  return renderSignedIn(c.get('ctx'), signedIn, { isInCookie });
}
