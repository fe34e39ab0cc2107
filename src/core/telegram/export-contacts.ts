/** Exports the contacts and targets of the account that is linked to a chat, as a CSV file. */
import { plugTotalStatement } from '../../store/plugs/lists.ts';
import { type ExportedFile, exportPlugs } from '../plugs/exchange/export/export-plugs.ts';
import type { Ctx } from '../request/context.ts';
import type { BotUpdate } from './claim-update.ts';
import { openChatToRead } from './open-chat.ts';

/**
 * The maximum number of contacts and targets in a file. The file is sent within the 30 seconds that Workers allow after
 * a response.
 */
export const MAX_EXPORTED_CONTACTS = 5_000;

/** The filters that select all live plugs. */
const ALL_PLUGS = { tags: [], isDeleted: false };

export interface ContactExport {
  /** The number of contacts and targets of the account. */
  total: number;
  /** Begins the export. Null if `total` is 0 or greater than `MAX_EXPORTED_CONTACTS`. */
  open: (() => Promise<ExportedFile>) | null;
}

/**
 * Prepares the export of the account that is linked to the chat. Returns null for a chat without a link. The function
 * `open` of the result reads the first page and throws AppError with the codes of `exportPlugs`.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function exportContacts(ctx: Ctx, update: BotUpdate): Promise<ContactExport | null> {
  const { chat, results } = await openChatToRead(ctx, update, (owner) => [
    plugTotalStatement(owner, ALL_PLUGS),
  ]);
  if (!chat) return null;
  const total = results[0][0]?.total ?? 0;
  if (total === 0 || total > MAX_EXPORTED_CONTACTS) return { total, open: null };
  return { total, open: () => exportPlugs(chat.ctx, { format: 'csv', filter: { filters: ALL_PLUGS } }) };
}
