/**
 * Stores and removes a question of the bot in a chat. Until the question expires, the next text message is the reply to
 * it.
 */
import { AppError } from '../../rules/app-error.ts';
import { type ExpectedReply, expectReply } from '../../rules/telegram/expected-reply.ts';
import type { PlugRow } from '../../store/plugs/plugs.ts';
import { expectReplyStatement } from '../../store/telegram/links.ts';
import type { Ctx } from '../request/context.ts';
import { type BotUpdate, claimStatement, withClaim } from './claim-update.ts';
import { openChatToWrite } from './open-chat.ts';
import { openWithPlug } from './plug-actions.ts';

/**
 * Stores the question about a plug. Returns the plug, or null if the chat has no link.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`, `NOT_FOUND` if the plug is unknown or in the trash
 */
export async function storeExpectedReply(
  ctx: Ctx,
  update: BotUpdate,
  { kind, plugId }: Pick<ExpectedReply, 'kind' | 'plugId'>,
): Promise<PlugRow | null> {
  const { chat, plug } = await openWithPlug(ctx, update, plugId);
  if (!chat) return null;
  if (!plug || plug.deletedAtMs !== null) throw new AppError('NOT_FOUND');
  await storeWithClaim(ctx, update, expectReply(kind, plugId, ctx.nowMs));
  return plug;
}

/**
 * Removes the question of the chat. Returns whether the chat had an unexpired question; null for a chat without a link.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function cancelExpectedReply(ctx: Ctx, update: BotUpdate): Promise<boolean | null> {
  const { chat } = await openChatToWrite(ctx, update, () => []);
  if (!chat) return null;
  await storeWithClaim(ctx, update, null);
  return chat.expectedReply !== null;
}

async function storeWithClaim(ctx: Ctx, update: BotUpdate, expected: ExpectedReply | null): Promise<void> {
  await withClaim(update, () =>
    ctx.database.batch([claimStatement(ctx, update), expectReplyStatement(update.chat, expected)]),
  );
}
