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

/** The client data that a sign-in on the pages passes to the use case that begins the session. */
export const PAGE_CLIENT = { contract: 'page' } as const;

/**
 * Sets the account of the cookie as the actor. Only the signature and the claims are verified here. The use case checks
 * the session in D1, in the same round trip as its data. If the token is older than a day, the session is extended in
 * parallel.
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

/** Returns whether the request has a valid token of the pages. The session may have ended. */
export async function hasPageToken(c: Context<AppEnv>): Promise<boolean> {
  return authenticatePage(c.get('ctx'), readCookie(c, SESSION_COOKIE)).then(
    () => true,
    () => false,
  );
}

/** Writes the cookie of a session. */
function writeSessionCookie(c: Context<AppEnv>, { accessToken, expiresInSeconds }: TokenPair): void {
  writeCookie(c, SESSION_COOKIE, accessToken, expiresInSeconds);
}

/** Sets the cookie of a new session. The browser's previous session ends, because its cookie is overwritten. */
export function startSession(c: Context<AppEnv>, tokens: TokenPair): void {
  const ctx = c.get('ctx');
  ctx.waitUntil(endSessionOf(ctx, readCookie(c, SESSION_COOKIE)));
  writeSessionCookie(c, tokens);
}

/** Ends the session of the cookie, if there is one, and removes the cookie. */
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
 * Ignores a failed extension. The current token is valid for days, so the next request tries again. The use case
 * reports an ended session.
 */
function ignoreFailedExtension(error: unknown): null {
  if (!(error instanceof AppError)) throw error;
  return null;
}
