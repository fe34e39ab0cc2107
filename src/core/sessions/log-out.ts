/** Logs out: ends the sessions of the tokens that the client sends. Also ends the session that a sign-in replaces. */
import { type TokenClaims, type TokenType, verifyToken } from '../../crypto/tokens.ts';
import { AppError } from '../../rules/app-error.ts';
import { accountNumberOf } from '../../rules/sessions/session-id.ts';
import type { Ctx } from '../request/context.ts';
import { endSessions } from './end-sessions.ts';

export interface LogOutInput {
  refreshToken?: string | null | undefined;
  /** The tokens in the `Authorization` header and in a cookie: access or refresh tokens. */
  sessionTokens?: (string | null)[];
  /** The token in the cookie of the pages. */
  pageToken?: string | null | undefined;
}

/**
 * The time at which tokens are verified. No token is expired at this time. An expired token can still name a session.
 */
const BEFORE_ANY_EXPIRY_MS = 0;

/**
 * Ends every session whose id is in a valid token. Expired tokens are also valid here. A second logout is not an error.
 * If at least one token is valid, invalid tokens are ignored.
 * @throws AppError `REFRESH_TOKEN_REQUIRED` without a token, `REFRESH_TOKEN_INVALID` when no token is valid,
 *   `UNAVAILABLE`
 */
export async function logOut(ctx: Ctx, input: LogOutInput): Promise<void> {
  const { refreshToken, sessionTokens = [], pageToken } = input;
  if (![refreshToken, pageToken, ...sessionTokens].some(Boolean))
    throw new AppError('REFRESH_TOKEN_REQUIRED');
  const claims = await Promise.all([
    verifyClaims(ctx, 'refresh', refreshToken),
    ...sessionTokens.flatMap((token) => [
      verifyClaims(ctx, 'access', token),
      verifyClaims(ctx, 'refresh', token),
    ]),
    verifyClaims(ctx, 'page', pageToken),
  ]);
  const valid = claims.filter((each) => each !== null);
  if (valid.length === 0) throw new AppError('REFRESH_TOKEN_INVALID', {});
  await endNamedSessions(ctx, valid);
}

/**
 * Ends the previous session of a browser that signs in again. The sign-in replaces the cookie, so the browser could no
 * longer log out of the previous session (session fixation, OWASP). Without a valid token of the previous session, the
 * function does nothing.
 * @param newSessionId the session in the new cookie. This session does not end, even if it is also the previous session
 * @throws AppError `UNAVAILABLE`
 */
export async function endReplacedSession(
  ctx: Ctx,
  accessToken: string | null,
  newSessionId: number,
): Promise<void> {
  const claims = await verifyClaims(ctx, 'access', accessToken);
  if (claims && claims.sessionId !== newSessionId) await endNamedSessions(ctx, [claims]);
}

async function endNamedSessions(ctx: Ctx, claims: TokenClaims[]): Promise<void> {
  const named = new Map(claims.map(({ sessionId, accountId }) => [sessionId, accountId]));
  const ends = [...named].map(([sessionId, accountId]) =>
    endSessions(ctx, {
      accountId,
      accountNumber: accountNumberOf(sessionId),
      sessions: { only: sessionId },
      reason: 'logged_out',
    }),
  );
  await Promise.all(ends);
}

async function verifyClaims(
  ctx: Ctx,
  type: TokenType,
  token: string | null | undefined,
): Promise<TokenClaims | null> {
  if (!token) return null;
  const verdict = await verifyToken(await ctx.keyRing(), type, token, BEFORE_ANY_EXPIRY_MS);
  return verdict.kind === 'valid' ? verdict.claims : null;
}
