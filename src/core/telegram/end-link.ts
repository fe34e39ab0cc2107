/** Reads and ends the link between an account and a Telegram user. */
import type { SessionEndReason } from '../../rules/app-error.ts';
import { linkedChatStatement, type OwnLink, ownLinkStatement } from '../../store/telegram/links.ts';
import { readWithAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import type { BotUpdate } from './claim-update.ts';

/**
 * Returns the link of the caller's account; null if the account has no live link.
 * @throws AppError with the codes of `readWithAccess`
 */
export async function readOwnLink(ctx: Ctx): Promise<OwnLink | null> {
  const { accountNumber } = userOf(ctx);
  const { results } = await readWithAccess(ctx, [ownLinkStatement(accountNumber, ctx.nowMs)]);
  return results[0][0] ?? null;
}

/**
 * Ends the link of the caller's account. Does nothing if the account has no link.
 * @throws AppError `UNAVAILABLE`, and the codes of `readWithAccess`
 */
export async function endOwnLink(ctx: Ctx): Promise<void> {
  const link = await readOwnLink(ctx);
  if (!link) return;
  const { accountId, accountNumber } = userOf(ctx);
  await endSessions(ctx, {
    accountId,
    accountNumber,
    sessions: { only: link.sessionId },
    reason: 'revoked',
  });
}

/**
 * Ends the link of a Telegram user after the command `/unlink`, or after the user has blocked the bot. Returns whether
 * there was a link. The update is not claimed, because ending the link a second time has no effect.
 * @throws AppError `UNAVAILABLE`
 */
export async function endLinkOfChat(
  ctx: Ctx,
  update: BotUpdate,
  reason: Extract<SessionEndReason, 'logged_out' | 'revoked'>,
): Promise<boolean> {
  const [chats] = await ctx.database.batch([linkedChatStatement(update.chat, ctx.nowMs)]);
  const [linked] = chats;
  if (!linked) return false;
  const { account, sessionId } = linked;
  await endSessions(ctx, {
    accountId: account.id,
    accountNumber: account.number,
    sessions: { only: sessionId },
    reason,
  });
  update.isHandled = true;
  return true;
}
