/** From a bearer token to an actor, without any call: what D1 says of the session is asked by `access.ts`. */
import { verifyToken } from '../../crypto/tokens.ts';
import { AppError } from '../../rules/app-error.ts';
import { accountNumberOf } from '../../rules/sessions/session-id.ts';
import type { Ctx, UserActor } from './context.ts';

/**
 * Checks an access token's signature and claims.
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
