/**
 * Exchanges a refresh token for new tokens. `rules/sessions/refresh.ts` contains the rules. The account's object
 * applies the rules to one request at a time.
 */
import { verifyToken } from '../../crypto/tokens.ts';
import { AppError, type SessionEndReason } from '../../rules/app-error.ts';
import { accountNumberOf } from '../../rules/sessions/session-id.ts';
import { userAgentFamily } from '../../rules/sessions/user-agent.ts';
import { limitExceeded } from '../guards/limits.ts';
import { notifyRefreshReuse } from '../notifications/notify-owner.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent } from '../security-log/record-events.ts';
import { generationOf, issueTokens, type TokenPair } from './issue-tokens.ts';

/**
 * Issues a new access token and the next refresh token of the session. A repeated request that the rules accept gets
 * the same refresh token again. Under the policy `static`, and with `isAccessOnly`, the refresh token does not change.
 * A route whose response has no field for a refresh token sets `isAccessOnly`.
 * @throws AppError `REFRESH_TOKEN_INVALID`, `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function rotateRefreshToken(
  ctx: Ctx,
  { token, isAccessOnly = false }: { token: string; isAccessOnly?: boolean },
): Promise<TokenPair> {
  const verdict = await verifyToken(await ctx.keyRing(), 'refresh', token, ctx.nowMs);
  const claims = verdict.kind === 'valid' ? verdict.claims : null;
  const generation = claims && generationOf(claims.tokenId);
  if (!claims || generation === null)
    throw invalidTokenError(verdict.kind === 'expired' ? 'expired' : undefined);
  await rejectByEdgeCache(ctx, claims.sessionId);
  const { addressBlock, userAgent } = ctx.request;
  const result = await ctx.objects.account(claims.accountId).rotate({
    sessionId: claims.sessionId,
    generation,
    isAccessOnly,
    clientTraits: { addressBlock, userAgentFamily: userAgentFamily(userAgent) },
    maxLifeMs: ctx.configuration.sessionLifeMs,
    limit: ctx.configuration.limits.refresh,
    event: draftEvent(ctx, accountNumberOf(claims.sessionId), 'session_ended'),
  });
  switch (result.kind) {
    case 'granted':
      return issueTokens(ctx, claims.accountId, result.grant);
    case 'limited':
      throw limitExceeded(ctx, 'refresh', result);
    case 'ended':
      throw invalidTokenError(result.reason);
    case 'reuse':
      // The e-mail warns the owner about a copied token. It is not sent if the client probably repeats a request whose
      // response was lost.
      if (!result.isLostResponseLikely) notifyRefreshReuse(ctx, claims.accountId);
      throw invalidTokenError('reuse_detected');
    case 'rejected':
      throw invalidTokenError(undefined);
  }
}

/**
 * Rejects the request if the edge cache contains the end of the session or an exceeded limit. The object is then not
 * called.
 * @throws AppError `REFRESH_TOKEN_INVALID`, `LIMIT_EXCEEDED`
 */
async function rejectByEdgeCache(ctx: Ctx, sessionId: number): Promise<void> {
  const { endedReason, exceeded } = await ctx.edgeCache.sessionEntries(sessionId, 'refresh', ctx.nowMs);
  if (endedReason) throw invalidTokenError(endedReason as SessionEndReason);
  if (exceeded) throw limitExceeded(ctx, 'refresh', { window: exceeded });
}

function invalidTokenError(reason: SessionEndReason | undefined): AppError {
  return new AppError('REFRESH_TOKEN_INVALID', reason ? { reason } : {});
}
