/** The routes that start and end a session: sign up, log in, log out. No response may be cached. */
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { SignedIn } from '../../core/sessions/begin-session.ts';
import { endReplacedSession, logOut } from '../../core/sessions/log-out.ts';
import { logIn } from '../../core/sign-in/log-in.ts';
import { registerAccount } from '../../core/sign-in/register-account.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { documentNoStore } from '../../http/no-store.ts';
import { BODY_ERRORS, SIGN_IN_ERRORS, wrongField } from '../../http/openapi/documented-errors.ts';
import { documentLifetimes, documentLimits } from '../../http/openapi/documented-extensions.ts';
import { headerReferences } from '../../http/openapi/documented-headers.ts';
import { jsonBody, jsonResponse, optionalJsonBody } from '../../http/openapi/json-content.ts';
import { optionalBody } from '../../http/optional-body.ts';
import { clearSiteCache } from '../../http/policies/clear-site-cache.ts';
import { clearSessionCookie, setSessionCookie, signOutTokens } from '../../http/session-cookie.ts';
import { splitName } from '../../rules/accounts/full-name.ts';
import { AppError } from '../../rules/app-error.ts';
import { isoTime } from '../../rules/iso-time.ts';
import { renderNewUser, renderTokens, renderUser } from './render.ts';
import { loginBody, loginExample, logoutBody, signupBody, signupExample } from './request-schemas.ts';
import {
  loggedOutExample,
  loginResponse,
  loginResponseExample,
  messageResponse,
  signupResponse,
  signupResponseExample,
} from './response-schemas.ts';
import { routeGroup } from './route-group.ts';
import { cookieToken } from './session-cookie.ts';

const { router, failures } = routeGroup();
const client = { contract: 'auction' } as const;

/** The routes that start and end a session. */
export const sessionRoutes = router;

const signupRoute = createRoute({
  tags: ['Auction'],
  ...documentLifetimes('auction'),
  ...documentLimits('register'),
  method: 'post',
  path: '/auth/signup',
  operationId: 'signUpAtAuction',
  summary: 'Create an account',
  description:
    'Also signs the account in: the response sets the session cookie, and `auth_token` contains the tokens for clients that send them in a header. If the request has a session cookie, its session ends.',
  request: jsonBody(signupBody, signupExample),
  responses: documentNoStore({
    200: jsonResponse(signupResponse, 'The new account, signed in', signupResponseExample, 'Set-Cookie'),
    ...failures(BODY_ERRORS, 'EMAIL_TAKEN', 'LIMIT_EXCEEDED'),
  }),
});

router.openapi(signupRoute, async (c) => {
  const { ctx } = c.var;
  const { name, email, password, phone = null, city = null, country = null } = c.req.valid('json');
  const signedIn = await registerAccount(ctx, {
    ...splitName(name),
    email,
    password,
    passwordStyle: 'composition',
    profile: { phone, city, country },
    client,
  });
  const token = { ...(await startCookieSession(c, signedIn)), created_at: isoTime(ctx.nowMs) };
  const message = 'User registered successfully';
  const user = renderNewUser(signedIn.account);
  return c.json({ success: true as const, message, user, auth_token: token }, 200);
});

const loginRoute = createRoute({
  tags: ['Auction'],
  ...documentLifetimes('auction'),
  ...documentLimits('login', 'sign_ins'),
  method: 'post',
  path: '/auth/login',
  operationId: 'logInAtAuction',
  summary: 'Sign in',
  description:
    'The response is the same for a wrong password and for an unknown address. It reveals that an account is inactive only if the password is correct. The response sets the session cookie, and `auth_token` contains the tokens. If the request has a session cookie, its session ends.',
  request: jsonBody(loginBody, loginExample),
  responses: documentNoStore({
    200: jsonResponse(loginResponse, 'Signed in', loginResponseExample, 'Set-Cookie'),
    ...failures(BODY_ERRORS, wrongField('email', 'Email and password are required'), SIGN_IN_ERRORS),
  }),
});

router.openapi(loginRoute, async (c) => {
  const { ctx } = c.var;
  const { email: identifier, password } = c.req.valid('json');
  const signedIn = await logIn(ctx, { identifier, by: 'email', password, client });
  const token = { ...(await startCookieSession(c, signedIn)), login_at: isoTime(ctx.nowMs) };
  const user = renderUser(signedIn.account);
  return c.json({ success: true as const, message: 'Login successful', user, auth_token: token }, 200);
});

const logoutRoute = createRoute({
  tags: ['Auction'],
  method: 'post',
  path: '/auth/logout',
  operationId: 'logOutOfAuction',
  summary: 'Sign out',
  description:
    'Ends the sessions of the sent tokens, and removes the cookie. One token is enough: in the header, in the cookie or in the body. The token may have expired. A second logout with the same token also succeeds.',
  middleware: optionalBody,
  security: [{ bearer: [] }, { cookie: [] }, {}],
  request: optionalJsonBody(logoutBody, {}),
  responses: documentNoStore({
    200: jsonResponse(
      messageResponse,
      'The session has ended',
      loggedOutExample,
      'Set-Cookie',
      'Clear-Site-Data',
    ),
    ...documentRemovedCookie(
      failures(
        'NOT_AUTHENTICATED',
        'TOKEN_INVALID',
        BODY_ERRORS,
        wrongField('body', 'The request body must be a JSON object'),
        'FORBIDDEN',
      ),
    ),
  }),
});

router.openapi(logoutRoute, async (c) => {
  const cookie = cookieToken(c);
  const sessionTokens = signOutTokens(c, cookie === null ? [] : [cookie]);
  // The cookie is removed even if no token is valid. Otherwise the browser would send it with every request.
  clearSessionCookie(c, 'auction');
  const refreshToken = c.req.valid('json')?.refresh_token;
  await logOut(c.var.ctx, { sessionTokens, refreshToken }).catch(throwAsTokenError);
  clearSiteCache(c);
  return c.json({ success: true as const, message: 'Logged out' }, 200);
});

/**
 * Converts the errors of `logOut`, because this contract has no errors for refresh tokens. The error for a request
 * without a token becomes `NOT_AUTHENTICATED`. The error for a request without a valid token becomes `TOKEN_INVALID`.
 */
function throwAsTokenError(error: unknown): never {
  if (error instanceof AppError && error.is('REFRESH_TOKEN_REQUIRED'))
    throw new AppError('NOT_AUTHENTICATED');
  if (error instanceof AppError && error.is('REFRESH_TOKEN_INVALID')) throw new AppError('TOKEN_INVALID');
  throw error;
}

/** Documents that a response with 401 also removes the cookie. */
function documentRemovedCookie<Responses extends object>(responses: Responses): Responses {
  const { 401: unauthorized, ...others } = responses as Record<number, { headers?: object }>;
  const headers = { ...unauthorized?.headers, ...headerReferences(['Set-Cookie']) };
  return { ...others, 401: { ...unauthorized, headers } } as Responses;
}

/** Ends the session of the previous cookie, sets the new cookie, and returns the tokens for the body. */
async function startCookieSession(c: Context<AppEnv>, { account, tokens }: SignedIn) {
  // The previous session ends before the cookie is set. If its end fails, the error response must not set the cookie.
  await endReplacedSession(c.get('ctx'), cookieToken(c), tokens.sessionId);
  const cookie = { value: tokens.accessToken, maxAgeSeconds: tokens.expiresInSeconds };
  setSessionCookie(c, 'auction', cookie);
  return renderTokens(account, tokens);
}
