/** The session of a signed-in user, in a cookie that only the pages accept. */
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { authenticatePage } from '../../core/request/authenticate.ts';
import type { Ctx } from '../../core/request/context.ts';
import { extendPageSession } from '../../core/sessions/extend-page-session.ts';
import type { TokenPair } from '../../core/sessions/issue-tokens.ts';
import { logOut } from '../../core/sessions/log-out.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { AppError } from '../../rules/app-error.ts';
import { isExtensionDue } from '../../rules/sessions/page-session.ts';
import { readCookie, removeCookie, SESSION_COOKIE, writeCookie } from './cookies.ts';

/** The description of the client that a sign-in on the pages passes to the use case. */
export const PAGE_CLIENT = { contract: 'page' } as const;

/**
 * Middleware that sets the user of the session cookie as the actor. It verifies only the signature and the claims of
 * the token. The use case checks the session in D1, in the round trip that reads the data of the page. If the token
 * is older than a day, the session is extended while the page is rendered. The response contains the new cookie unless
 * the extension or the page failed.
 * @throws AppError `NOT_AUTHENTICATED`, `TOKEN_EXPIRED`, `TOKEN_INVALID`, and unexpected errors of the extension
 */
export const requirePageSession = createMiddleware<AppEnv>(async (c, next) => {
  const ctx = c.get('ctx');
  const { actor, issuedAtMs } = await authenticatePage(ctx, readCookie(c, SESSION_COOKIE));
  c.set('ctx', { ...ctx, actor });
  const extension = isExtensionDue(issuedAtMs, ctx.nowMs) ? extendPageSession(c.get('ctx')) : null;
  const extended = extension?.catch(ignoreFailedExtension);
  await next();
  const tokens = await extended;
  if (tokens && !c.error) writeSessionCookie(c, tokens);
});

/** Returns whether the request has a valid, unexpired token of the pages. The session of the token may have ended. */
export async function hasPageToken(c: Context<AppEnv>): Promise<boolean> {
  return authenticatePage(c.get('ctx'), readCookie(c, SESSION_COOKIE)).then(
    () => true,
    () => false,
  );
}

function writeSessionCookie(c: Context<AppEnv>, { accessToken, expiresInSeconds }: TokenPair): void {
  writeCookie(c, SESSION_COOKIE, accessToken, expiresInSeconds);
}

/**
 * Sets the cookie of a new session. This overwrites the cookie of the previous session in this browser, so the
 * previous session, if there is one, is ended in parallel with the response.
 */
export function startSession(c: Context<AppEnv>, tokens: TokenPair): void {
  const ctx = c.get('ctx');
  ctx.waitUntil(endSessionOf(ctx, readCookie(c, SESSION_COOKIE)));
  writeSessionCookie(c, tokens);
}

/**
 * Removes the session cookie and ends its session, even if the token is expired. If the cookie is missing or invalid,
 * no session is ended.
 * @throws AppError `UNAVAILABLE`
 */
export async function endPageSession(c: Context<AppEnv>): Promise<void> {
  const pageToken = readCookie(c, SESSION_COOKIE);
  removeCookie(c, SESSION_COOKIE);
  await endSessionOf(c.get('ctx'), pageToken);
}

async function endSessionOf(ctx: Ctx, pageToken: string | null): Promise<void> {
  if (!pageToken) return;
  try {
    await logOut(ctx, { pageToken });
  } catch (error) {
    // A cookie that is not a token of this service does not refer to a session.
    if (!(error instanceof AppError && error.is('REFRESH_TOKEN_INVALID'))) throw error;
  }
}

/**
 * Ignores an `AppError` of an extension: the current token is still valid, so the next request tries the extension
 * again, and the use case of the page reports a session that has ended. Any other error is thrown again.
 */
function ignoreFailedExtension(error: unknown): null {
  if (!(error instanceof AppError)) throw error;
  return null;
}
