/** Downloads a vCard file from Telegram and reads its first contact. */
import { readVCards } from '../../core/plugs/exchange/vcard/read-vcards.ts';
import type { ReadContact } from '../../core/telegram/capture-contact.ts';
import { callTelegram, downloadTelegramFile } from '../../telegram-api/telegram-api.ts';
import type { BotContext } from './bot-context.ts';
import type { ReceivedMessage } from './update-schema.ts';

/** The maximum size of a file. A vCard of one contact with a picture is smaller. */
const MAX_BYTES = 1024 * 1024;
const VCARD_TYPES = new Set(['text/vcard', 'text/x-vcard', 'text/directory']);

export type TelegramDocument = NonNullable<ReceivedMessage['document']>;

/** Whether a file is a vCard, by its type or its name. */
export function isVCard({ mime_type, file_name }: TelegramDocument): boolean {
  return VCARD_TYPES.has(mime_type ?? '') || /\.vcf$/i.test(file_name ?? '');
}

/** Returns the function that reads the first contact of a vCard file, or a sentence that explains the failure. */
export async function vCardReader(
  c: BotContext,
  { file_id, file_size = 0 }: TelegramDocument,
): Promise<{ read: ReadContact; others: number } | string> {
  if (file_size > MAX_BYTES) return 'This file is too large. A vCard file can have up to 1 MiB.';
  const file = await callTelegram(c.api, 'getFile', { file_id });
  const path = file.kind === 'done' ? file.found.file_path : undefined;
  const loaded = path === undefined ? null : await downloadTelegramFile(c.bot, path, MAX_BYTES);
  if (loaded?.kind !== 'done') return 'I could not load this file. Please send it again.';
  const readAt = (timeZone: string) => readVCards(loaded.found, { timeZone, limit: 1 });
  const { entries, skipped } = readAt('UTC');
  if (entries.length === 0) return 'I found no contact in this file.';
  return { read: ({ timeZone }) => readAt(timeZone).entries[0]?.fields ?? null, others: skipped };
}
