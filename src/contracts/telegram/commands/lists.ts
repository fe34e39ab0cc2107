/**
 * The commands `/find` and `/recent`, which list contacts in pages of five. The buttons Prev and Next replace the
 * message with another page.
 */
import { Composer } from 'grammy';
import type { PlugPageResult } from '../../../core/plugs/page.ts';
import { claimUpdate } from '../../../core/telegram/claim-update.ts';
import { listRecentContacts, searchContacts } from '../../../core/telegram/find-contacts.ts';
import type { BotContext } from '../bot-context.ts';
import { cardButtons, cardOf, listEntryOf } from '../cards.ts';
import { blocksOf } from '../html.ts';
import {
  answerButton,
  type Button,
  type OutgoingMessage,
  replaceMessage,
  sendMessage,
  sendText,
} from '../messages.ts';
import { NOT_LINKED_SENTENCE } from '../sentences.ts';

/** The maximum length of a search text in UTF-16 code units. A longer text is cut. */
const MAX_TYPED_LENGTH = 200;

export const lists = new Composer<BotContext>();

lists.command('find', async (c) => {
  const typed = c.match.trim().slice(0, MAX_TYPED_LENGTH);
  if (typed === '') {
    await claimUpdate(c.core, c.botUpdate);
    return sendText(c, 'Send the words to find after the command: /find jane');
  }
  await sendPage(c, await searchContacts(c.core, c.botUpdate, { typed, skip: 0 }), searchList(typed));
});

lists.command('recent', async (c) => {
  await sendPage(c, await listRecentContacts(c.core, c.botUpdate, { skip: 0 }), RECENT);
});

lists.callbackQuery(/^find\.(\d{1,6})\.(.+)$/s, async (c) => {
  const typed = c.match[2] ?? '';
  const page = await searchContacts(c.core, c.botUpdate, { typed, skip: Number(c.match[1]) });
  await turnPage(c, page, searchList(typed));
});

lists.callbackQuery(/^recent\.(\d{1,6})$/, async (c) => {
  await turnPage(c, await listRecentContacts(c.core, c.botUpdate, { skip: Number(c.match[1]) }), RECENT);
});

interface ContactList {
  title: string;
  /** Returns the data of the button that shows the page after `skip` contacts. */
  pageData: (skip: number) => string;
}

const RECENT: ContactList = { title: 'Newest contacts', pageData: (skip) => `recent.${skip}` };

function searchList(typed: string): ContactList {
  return { title: `Found for “${typed}”`, pageData: (skip) => `find.${skip}.${typed}` };
}

async function sendPage(c: BotContext, page: PlugPageResult | null, list: ContactList): Promise<void> {
  await (page ? sendMessage(c, pageMessage(page, list)) : sendText(c, NOT_LINKED_SENTENCE));
}

async function turnPage(c: BotContext, page: PlugPageResult | null, list: ContactList): Promise<void> {
  if (!page) return answerButton(c, NOT_LINKED_SENTENCE);
  await answerButton(c);
  await replaceMessage(c, pageMessage(page, list));
}

/**
 * Builds the message of a page. A list with one contact is shown as a card. `keyboardOf` omits a button with more than
 * 64 bytes of data, so the user sees only the first page of a search with a long text.
 */
function pageMessage(
  { items, total, skip, perPage }: PlugPageResult,
  { title, pageData }: ContactList,
): OutgoingMessage {
  const [first] = items;
  if (total === 0 || !first) return { blocks: blocksOf('Nothing found.') };
  if (total === 1) return { blocks: cardOf(first), buttons: cardButtons(first) };
  const lastNumber = skip + items.length;
  const turnButtons: Button[] = [
    ...(skip > 0 ? [{ text: '◀ Prev', data: pageData(Math.max(0, skip - perPage)) }] : []),
    ...(lastNumber < total ? [{ text: 'Next ▶', data: pageData(lastNumber) }] : []),
  ];
  return {
    blocks: [
      ...blocksOf(`${title}: ${skip + 1}–${lastNumber} of ${total}`),
      ...items.map((plug, at) => listEntryOf(plug, skip + at + 1)),
    ],
    buttons: [
      items.map((plug, at) => ({ text: String(skip + at + 1), data: `show.${plug.id}` })),
      turnButtons,
    ],
  };
}
