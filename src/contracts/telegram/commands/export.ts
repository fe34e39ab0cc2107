/** The command `/export`: contacts and targets as a CSV file, which the bot sends after the response to the update. */
import { Composer } from 'grammy';
import { pageUrl } from '../../../core/request/account-link.ts';
import {
  type ContactExport,
  exportContacts,
  MAX_EXPORTED_CONTACTS,
} from '../../../core/telegram/export-contacts.ts';
import { AppError } from '../../../rules/app-error.ts';
import type { BotContext } from '../bot-context.ts';
import { sendFile, sendText } from '../messages.ts';
import { reportFailure } from '../report-failure.ts';
import { NOT_LINKED_SENTENCE } from '../sentences.ts';

/** Telegram accepts files of up to 50 MB from a bot. */
const MAX_FILE_BYTES = 50_000_000;

export const fileExport = new Composer<BotContext>();

fileExport.command('export', async (c) => {
  const prepared = await exportContacts(c.core, c.botUpdate);
  if (!prepared) return sendText(c, NOT_LINKED_SENTENCE);
  const { total, open } = prepared;
  if (open) return c.core.waitUntil(sendExport(c, total, open));
  await sendText(c, total === 0 ? 'You have no contacts yet.' : tooLargeText(c, `${total} contacts`));
});

/** Sends the file. A failure is reported to the chat, because the update has already been handled. */
async function sendExport(
  c: BotContext,
  total: number,
  open: NonNullable<ContactExport['open']>,
): Promise<void> {
  try {
    const { fileName, body } = await open();
    const limited = limitSize(body);
    const isSent = await sendFile(c, {
      name: fileName,
      caption: total === 1 ? '1 contact' : `${total} contacts`,
      content: limited.content,
    });
    if (limited.isTooLarge()) return await sendText(c, tooLargeText(c, 'more than 50 MB'));
    if (!isSent) throw new AppError('UNAVAILABLE', { retryAfterSeconds: 5 });
  } catch (error) {
    await reportFailure(c, error);
  }
}

function tooLargeText(c: BotContext, size: string): string {
  const url = pageUrl(c.core.configuration, '/web/contacts');
  return `Your export has ${size}. I send files with up to ${MAX_EXPORTED_CONTACTS} contacts and 50 MB. Use Export on this page: ${url}`;
}

/**
 * Limits the size of a file. Reading `content` throws an error if the file is larger than `MAX_FILE_BYTES`. Then
 * `isTooLarge` returns true.
 */
function limitSize(body: ReadableStream<Uint8Array>) {
  let size = 0;
  async function* content(): AsyncGenerator<Uint8Array> {
    for await (const part of body) {
      size += part.byteLength;
      if (size > MAX_FILE_BYTES) throw new RangeError('the file is too large for Telegram');
      yield part;
    }
  }
  return { content: content(), isTooLarge: () => size > MAX_FILE_BYTES };
}
