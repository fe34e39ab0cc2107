/** Finds contacts and targets for a chat, in pages of five. */
import { listPlugs } from '../plugs/list-plugs.ts';
import type { PlugPageResult } from '../plugs/page.ts';
import { searchPlugs } from '../plugs/search-plugs.ts';
import type { Ctx } from '../request/context.ts';
import type { BotUpdate } from './claim-update.ts';
import { openChat } from './open-chat.ts';

const CONTACTS_PER_PAGE = 5;

/**
 * Searches the contacts and targets of the account that is linked to the chat. Returns null for a chat without a link.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, and the codes of `searchPlugs`
 */
export async function searchContacts(
  ctx: Ctx,
  update: BotUpdate,
  { typed, skip }: { typed: string; skip: number },
): Promise<PlugPageResult | null> {
  const chat = await openChat(ctx, update);
  return chat && searchPlugs(chat.ctx, { typed, limit: CONTACTS_PER_PAGE, skip });
}

/**
 * Lists the contacts and targets of the account that is linked to the chat, the newest first. Returns null for a chat
 * without a link.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, and the codes of `listPlugs`
 */
export async function listRecentContacts(
  ctx: Ctx,
  update: BotUpdate,
  { skip }: { skip: number },
): Promise<PlugPageResult | null> {
  const chat = await openChat(ctx, update);
  if (!chat) return null;
  const order = { field: 'created_at', isDescending: true } as const;
  return listPlugs(chat.ctx, {
    filters: { tags: [], isDeleted: false },
    order,
    limit: CONTACTS_PER_PAGE,
    skip,
  });
}
