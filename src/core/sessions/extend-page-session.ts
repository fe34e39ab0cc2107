/** Extends the session of a user of the pages. The object of the account makes the decision. */
import { AppError } from '../../rules/app-error.ts';
import { userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { issueTokens, type TokenPair } from './issue-tokens.ts';

/**
 * Moves the end of the caller's page session and issues its next token.
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
