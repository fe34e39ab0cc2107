/** Downloads a vCard file from Telegram and reads its first contact. */
import { decodeFile } from '../../core/plugs/exchange/decode-file.ts';
import { readVCards } from '../../core/plugs/exchange/vcard/read-vcards.ts';
import type { ContactReader } from '../../core/telegram/capture-contact.ts';
import { openChatToWrite } from '../../core/telegram/open-chat.ts';
import { callTelegram, downloadTelegramFile } from '../../telegram-api/telegram-api.ts';
import type { BotContext } from './bot-context.ts';
import { NOT_LINKED_SENTENCE } from './sentences.ts';
import type { ReceivedMessage } from './update-schema.ts';

/** The maximum size of a file. A vCard of one contact is usually smaller, also with a picture. */
const MAX_VCARD_BYTES = 1024 * 1024;
const VCARD_TYPES = new Set(['text/vcard', 'text/x-vcard', 'text/directory']);

export type TelegramDocument = NonNullable<ReceivedMessage['document']>;

/** Whether a file is a vCard, by its type or its name. */
export function isVCard({ mime_type, file_name }: TelegramDocument): boolean {
  return VCARD_TYPES.has(mime_type ?? '') || /\.vcf$/i.test(file_name ?? '');
}

/**
 * Downloads a vCard file. Returns the function that reads its first contact, and the number of its other contacts.
 * Returns a sentence for the user if the chat has no link, or if the file is too large, cannot be loaded or has no
 * contact. Only an update of a chat without a link is claimed.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function vCardReader(
  c: BotContext,
  { file_id, file_size = 0 }: TelegramDocument,
): Promise<{ read: ContactReader; otherCount: number } | string> {
  if (file_size > MAX_VCARD_BYTES) return 'This file is too large. A vCard file can have up to 1 MiB.';
  // A user without a link, and an update that is not handled, must not cause a download.
  const { chat } = await openChatToWrite(c.core, c.botUpdate, () => []);
  if (!chat) return NOT_LINKED_SENTENCE;
  const file = await callTelegram(c.api, 'getFile', { file_id });
  const filePath = file.kind === 'done' ? file.value.file_path : undefined;
  const loaded = filePath === undefined ? null : await downloadTelegramFile(c.bot, filePath, MAX_VCARD_BYTES);
  if (loaded?.kind !== 'done') return 'I could not load this file. Please send it again.';
  const text = decodeFile(loaded.value);
  const readCards = (timeZone: string) => readVCards(text, { timeZone, limit: 1 });
  const { entries, skipped } = readCards('UTC');
  if (entries.length === 0) return 'I found no contact in this file.';
  return { read: ({ timeZone }) => readCards(timeZone).entries[0]?.fields ?? null, otherCount: skipped };
}
