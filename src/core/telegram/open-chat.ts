/**
 * The access check of the bot. One statement finds the link of the Telegram user and the account of the link. This
 * statement runs in one batch with the reads of the command. `openChat` and `openChatToRead` also claim the update in
 * this batch. After `openChatToWrite`, the command claims the update later, usually in the batch of its write. In a chat
 * without a link, the command has nothing to write, so `openChatToWrite` claims the update.
 */
import type { BatchResponse } from 'drizzle-orm/batch';
import { isActivityDue } from '../../rules/sessions/telegram-link.ts';
import { unexpiredReply } from '../../rules/telegram/expected-reply.ts';
import type { Statement } from '../../store/database/database.ts';
import { type LinkedChat, linkedChatStatement, linkedOwner } from '../../store/telegram/links.ts';
import { claimStateStatement } from '../../store/telegram/updates.ts';
import type { Ctx } from '../request/context.ts';
import {
  type BotUpdate,
  claimStatement,
  claimUpdate,
  keyOf,
  rejectHandledUpdate,
  withClaim,
} from './claim-update.ts';

/** A chat with a live link. The actor of `ctx` is the owner of the linked account. */
export interface OpenedChat extends Pick<LinkedChat, 'account' | 'expectedReply'> {
  ctx: Ctx;
  update: BotUpdate;
}

/** An SQL expression for the number of the account that is linked to a chat. NULL for a chat without a link. */
type Owner = ReturnType<typeof linkedOwner>;

/**
 * Claims the update and opens the chat for a command that writes nothing. Returns null for a chat without a link.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function openChat(ctx: Ctx, update: BotUpdate): Promise<OpenedChat | null> {
  return (await openChatToRead(ctx, update, () => [])).chat;
}

/**
 * Like `openChat`, but also runs the statements that `reads` returns, in the same batch. For a chat without a link, the
 * owner is NULL, so these statements return no rows.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function openChatToRead<Reads extends readonly Statement[] | readonly []>(
  ctx: Ctx,
  update: BotUpdate,
  reads: (owner: Owner) => Reads,
): Promise<{ chat: OpenedChat | null; results: BatchResponse<Reads> }> {
  const [, chats, ...results] = await withClaim(update, () =>
    ctx.database.batch([
      claimStatement(ctx, update),
      linkedChatStatement(update.chat, ctx.nowMs),
      ...reads(linkedOwner(update.chat, ctx.nowMs)),
    ]),
  );
  const [linked] = chats as LinkedChat[];
  return { chat: openLinkedChat(ctx, update, linked), results: results as unknown as BatchResponse<Reads> };
}

/**
 * Opens a chat for a command that writes. If the chat has a link, the command must claim the update, if possible in the
 * batch of its write. Otherwise the update is claimed here. `reads` returns statements that run in the batch of the
 * access check. For a chat without a link, the owner is NULL, so these statements return no rows.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function openChatToWrite<Reads extends readonly Statement[] | readonly []>(
  ctx: Ctx,
  update: BotUpdate,
  reads: (owner: Owner) => Reads,
): Promise<{ chat: OpenedChat | null; results: BatchResponse<Reads> }> {
  const [chats, state, ...results] = await ctx.database.batch([
    linkedChatStatement(update.chat, ctx.nowMs),
    claimStateStatement(keyOf(ctx, update)),
    ...reads(linkedOwner(update.chat, ctx.nowMs)),
  ]);
  rejectHandledUpdate(state as Parameters<typeof rejectHandledUpdate>[0]);
  const [linked] = chats as LinkedChat[];
  if (!linked) await claimUpdate(ctx, update);
  return { chat: openLinkedChat(ctx, update, linked), results: results as unknown as BatchResponse<Reads> };
}

function openLinkedChat(ctx: Ctx, update: BotUpdate, linked: LinkedChat | undefined): OpenedChat | null {
  if (!linked) return null;
  const { account, sessionId, begunAtMs, expectedReply } = linked;
  const actor = {
    kind: 'user',
    accountId: account.id,
    accountNumber: account.number,
    sessionId,
    via: 'telegram',
  } as const;
  const checkedAccess = { account, begunAtMs, begunBy: 'password' as const };
  recordActivity(ctx, linked);
  return {
    ctx: { ...ctx, actor, checkedAccess },
    update,
    account,
    expectedReply: unexpiredReply(expectedReply, ctx.nowMs),
  };
}

/**
 * Extends the session of the link if its last recorded use is at least one hour old. The account's object writes the
 * new expiry to D1 later.
 */
function recordActivity(ctx: Ctx, { account, sessionId, lastActivityAtMs }: LinkedChat): void {
  if (!isActivityDue(lastActivityAtMs, ctx.nowMs)) return;
  const { sessionLifeMs: maxLifeMs } = ctx.configuration;
  ctx.waitUntil(ctx.objects.account(account.id).extend({ sessionId, owner: account.number, maxLifeMs }));
}
