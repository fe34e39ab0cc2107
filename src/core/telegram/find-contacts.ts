/** Finds contacts for a chat, in pages of five contacts. */
import { listPlugs } from '../plugs/list-plugs.ts';
import type { PlugPageResult } from '../plugs/page.ts';
import { searchPlugs } from '../plugs/search-plugs.ts';
import type { Ctx } from '../request/context.ts';
import type { BotUpdate } from './claim-update.ts';
import { openChat } from './open-chat.ts';

const PER_PAGE = 5;

/**
 * Searches the contacts of the chat's account. Returns null for a chat without a link.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, and the codes of `searchPlugs`
 */
export async function searchContacts(
  ctx: Ctx,
  update: BotUpdate,
  { typed, skip }: { typed: string; skip: number },
): Promise<PlugPageResult | null> {
  const chat = await openChat(ctx, update);
  return chat && searchPlugs(chat.ctx, { typed, limit: PER_PAGE, skip });
}

/**
 * Lists the newest contacts of the chat's account. Returns null for a chat without a link.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, and the codes of `listPlugs`
 */
export async function listRecent(
  ctx: Ctx,
  update: BotUpdate,
  { skip }: { skip: number },
): Promise<PlugPageResult | null> {
  const chat = await openChat(ctx, update);
  if (!chat) return null;
  const order = { field: 'created_at', descending: true } as const;
  return listPlugs(chat.ctx, { filters: { tags: [], deleted: false }, order, limit: PER_PAGE, skip });
}
