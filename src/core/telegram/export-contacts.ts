/** Exports the contacts of a chat as a CSV file. */
import { plugTotalStatement } from '../../store/plugs/lists.ts';
import { type ExportedFile, exportPlugs } from '../plugs/exchange/export/export-plugs.ts';
import type { Ctx } from '../request/context.ts';
import type { BotUpdate } from './claim-update.ts';
import { openChatToRead } from './open-chat.ts';

/** The maximum number of contacts in a file for a chat. The file is sent after the response, in at most 30 seconds. */
export const MAX_EXPORTED = 5_000;

const ALL = { tags: [], deleted: false };

export interface ContactExport {
  /** The number of contacts and targets of the account. */
  total: number;
  /** Begins the export; null without a contact, and for more contacts than a file may contain. */
  open: (() => Promise<ExportedFile>) | null;
}

/**
 * Prepares the export of the chat's account. Returns null for a chat without a link. `open` reads the first page, and
 * throws the codes of `exportPlugs`.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function exportContacts(ctx: Ctx, update: BotUpdate): Promise<ContactExport | null> {
  const { chat, results } = await openChatToRead(ctx, update, (owner) => [plugTotalStatement(owner, ALL)]);
  if (!chat) return null;
  const total = results[0][0]?.total ?? 0;
  if (total === 0 || total > MAX_EXPORTED) return { total, open: null };
  return { total, open: () => exportPlugs(chat.ctx, { format: 'csv', filter: { filters: ALL } }) };
}
