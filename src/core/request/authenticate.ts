/** Authenticates a token without a storage call. `access.ts` checks in D1 whether the session has ended. */
import { type TokenClaims, verifyToken } from '../../crypto/tokens.ts';
import { AppError } from '../../rules/app-error.ts';
import type { RevisionVia } from '../../rules/plugs/revision.ts';
import { accountNumberOf } from '../../rules/sessions/session-id.ts';
import type { Ctx, UserActor } from './context.ts';

/**
 * Verifies the signature and the claims of an access token, and returns the user of the token.
 * @throws AppError `NOT_AUTHENTICATED`, `TOKEN_EXPIRED`, `TOKEN_INVALID`
 */
export async function authenticate(ctx: Ctx, token: string | null): Promise<UserActor> {
  if (!token) throw new AppError('NOT_AUTHENTICATED');
  return userOfClaims(await verifyClaims(ctx, 'access', token), 'api');
}

/**
 * Like `authenticate`, but for the token in the cookie of the pages. Also returns the time when the token was issued,
 * in milliseconds.
 * @throws AppError `NOT_AUTHENTICATED`, `TOKEN_EXPIRED`, `TOKEN_INVALID`
 */
export async function authenticatePage(
  ctx: Ctx,
  token: string | null,
): Promise<{ actor: UserActor; issuedAtMs: number }> {
  if (!token) throw new AppError('NOT_AUTHENTICATED');
  const claims = await verifyClaims(ctx, 'page', token);
  return { actor: userOfClaims(claims, 'page'), issuedAtMs: claims.issuedAtSeconds * 1000 };
}

async function verifyClaims(ctx: Ctx, type: 'access' | 'page', token: string): Promise<TokenClaims> {
  const verdict = await verifyToken(await ctx.keyRing(), type, token, ctx.nowMs);
  if (verdict.kind === 'expired') throw new AppError('TOKEN_EXPIRED');
  if (verdict.kind === 'invalid') throw new AppError('TOKEN_INVALID');
  return verdict.claims;
}

function userOfClaims({ accountId, sessionId }: TokenClaims, via: RevisionVia): UserActor {
  return { kind: 'user', accountId, sessionId, accountNumber: accountNumberOf(sessionId), via };
}
