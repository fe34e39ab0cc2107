/** Extends a session of the pages. The account's object decides whether the session is extended. */
import { AppError } from '../../rules/app-error.ts';
import { userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { issueTokens, type TokenPair } from './issue-tokens.ts';

/**
 * Postpones the end of the caller's page session and issues the next token of the session.
 * @throws AppError `SESSION_ENDED`, `TOKEN_INVALID` for a session that is unknown to the object, `UNAVAILABLE`, and the
 *   codes of `userOf`
 */
export async function extendPageSession(ctx: Ctx): Promise<TokenPair> {
  const { accountId, accountNumber: owner, sessionId } = userOf(ctx);
  const { sessionLifeMs: maxLifeMs } = ctx.configuration;
  const result = await ctx.objects.account(accountId).extend({ sessionId, owner, maxLifeMs });
  if (result.kind === 'ended') {
    throw new AppError('SESSION_ENDED', { reason: result.reason, isAccountActive: true });
  }
  if (result.kind === 'rejected') throw new AppError('TOKEN_INVALID');
  return issueTokens(ctx, accountId, result.grant, 'page');
}
