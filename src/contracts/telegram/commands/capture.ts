/**
 * Saves contacts from `/add`, lines of text, shared contacts, forwarded messages and vCard files. Stores the reply to a
 * question of the bot. The button "Update" updates a stored contact.
 */
import { Composer } from 'grammy';
import {
  type CaptureOutcome,
  type ContactReader,
  captureContact,
  withMessage,
} from '../../../core/telegram/capture-contact.ts';
import { claimUpdate } from '../../../core/telegram/claim-update.ts';
import { changePlugFromChat } from '../../../core/telegram/plug-actions.ts';
import type { BotContext } from '../bot-context.ts';
import { cardButtons, cardOf } from '../cards.ts';
import { contactReader } from '../contact-of-message.ts';
import { answerButton, sendMessage, sendText } from '../messages.ts';
import { NOT_LINKED_SENTENCE, OLD_BUTTON_SENTENCE } from '../sentences.ts';
import type { ReceivedMessage } from '../update-schema.ts';
import { isVCard, type TelegramDocument, vCardReader } from '../vcard-file.ts';
import { showCard } from './buttons.ts';

const UNREADABLE_SENTENCE =
  'I found no contact in this message. Send a name, or a line such as: Jane Smith, Health Tech, jane@healthtech.com';

export const capture = new Composer<BotContext>();

capture.command('add', (c) => captureMessage(c, null));
capture.on('message:text', async (c, next) => {
  const { text } = c.message;
  await (text.startsWith('/') ? next() : captureMessage(c, text));
});
capture.on('message:document', async (c, next) => {
  const file = c.received.message && fileToRead(c.received.message);
  await (file ? captureFile(c, file) : next());
});
capture.on(['message:contact', 'message:forward_origin'], (c) => captureMessage(c, null));
capture.callbackQuery(/^update\.([0-9a-f-]{36})$/, (c) => updateKnown(c, c.match[1] ?? ''));

/**
 * Returns the file of a message if the contact is read from the file. A forwarded message can contain a file that is not
 * a vCard. The sender of this message is then the contact.
 */
function fileToRead({ document, forward_origin: origin }: ReceivedMessage): TelegramDocument | null {
  return document && (isVCard(document) || !origin) ? document : null;
}

/** `text` can be the reply to a question of the bot; null if it cannot. A forwarded message is never a reply. */
async function captureMessage(c: BotContext, text: string | null): Promise<void> {
  const { message } = c.received;
  const read = message ? contactReader(message) : null;
  const isForwarded = message?.forward_origin !== undefined;
  const reply = isForwarded ? null : text;
  const outcome = await captureContact(c.core, c.botUpdate, { text: reply, read: read ?? (() => null) });
  await reportOutcome(c, outcome);
}

/**
 * Saves the first contact of a vCard file, unless the account already has this contact. Any other file, and a vCard
 * file that cannot be read, is rejected with a text.
 */
async function captureFile(c: BotContext, document: TelegramDocument): Promise<void> {
  const file = isVCard(document) ? await vCardReader(c, document) : 'I can read only vCard files (.vcf).';
  if (typeof file === 'string') {
    await claimUpdate(c.core, c.botUpdate);
    return sendText(c, file);
  }
  await reportOutcome(c, await captureContact(c.core, c.botUpdate, { text: null, read: file.read }));
  if (file.otherCount > 0) await sendText(c, `Other contacts in the file, not saved: ${file.otherCount}`);
}

async function reportOutcome(c: BotContext, outcome: CaptureOutcome): Promise<void> {
  switch (outcome.kind) {
    case 'not_linked':
      return sendText(c, NOT_LINKED_SENTENCE);
    case 'unreadable':
      return sendText(c, UNREADABLE_SENTENCE);
    case 'saved':
      return sendMessage(c, {
        blocks: cardOf(outcome.plug, `Saved as ${outcome.plug.plugType}:`),
        buttons: cardButtons(outcome.plug),
      });
    case 'replied':
      return sendMessage(c, {
        blocks: cardOf(outcome.plug, outcome.reply.kind === 'note' ? 'Noted:' : 'Tagged:'),
        buttons: cardButtons(outcome.plug),
      });
    case 'known':
      // `updateKnown` reads the new values again from the message of the user, to which this message is a reply.
      return sendMessage(c, {
        blocks: cardOf(outcome.plug, 'Already there:'),
        buttons: [[{ text: 'Update', data: `update.${outcome.plug.id}` }], ...cardButtons(outcome.plug)],
        replyTo: c.source?.message_id,
      });
  }
}

/**
 * Returns the function that reads the contact of a message, or a sentence for the user if there is none. If the contact
 * is read from the file of the message, downloads the file again with `vCardReader`.
 */
async function readerOf(c: BotContext, message: ReceivedMessage): Promise<ContactReader | string> {
  const document = fileToRead(message);
  if (!document) return contactReader(message) ?? OLD_BUTTON_SENTENCE;
  const file = await vCardReader(c, document);
  return typeof file === 'string' ? file : file.read;
}

/** Updates the stored contact. The new values come from the message of the user. */
async function updateKnown(c: BotContext, plugId: string): Promise<void> {
  const original = c.received.callback_query?.message?.reply_to_message;
  const read = original ? await readerOf(c, original) : OLD_BUTTON_SENTENCE;
  if (typeof read === 'string') {
    await claimUpdate(c.core, c.botUpdate);
    return answerButton(c, read);
  }
  const written = await changePlugFromChat(c.core, c.botUpdate, plugId, {
    kind: 'update',
    change: (plug, timeZone) => {
      const sent = read({ timeZone });
      return sent ? withMessage(plug, sent) : plug;
    },
  });
  if (!written) return answerButton(c, NOT_LINKED_SENTENCE);
  await answerButton(c, written.isWritten ? 'Updated.' : 'Nothing has changed.');
  await showCard(c, written.plug, written.isWritten ? 'Updated:' : undefined);
}
