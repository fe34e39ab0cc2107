/** Authenticates a bearer token without any storage call. `access.ts` checks the session in D1. */
import { verifyToken } from '../../crypto/tokens.ts';
import { AppError } from '../../rules/app-error.ts';
import { accountNumberOf } from '../../rules/sessions/session-id.ts';
import type { Ctx, UserActor } from './context.ts';

/**
 * Verifies the signature and the claims of an access token and returns its user.
 * @throws AppError `NOT_AUTHENTICATED`, `TOKEN_EXPIRED`, `TOKEN_INVALID`
 */
export async function authenticate(ctx: Ctx, token: string | null): Promise<UserActor> {
  if (!token) throw new AppError('NOT_AUTHENTICATED');
  const verdict = await verifyToken(await ctx.keyRing(), 'access', token, ctx.nowMs);
  if (verdict.kind === 'expired') throw new AppError('TOKEN_EXPIRED');
  if (verdict.kind === 'invalid') throw new AppError('TOKEN_INVALID');
  const { accountId, sessionId } = verdict.claims;
  return { kind: 'user', accountId, sessionId, accountNumber: accountNumberOf(sessionId) };
}
