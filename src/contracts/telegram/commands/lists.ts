/** `/find` and `/recent`: pages of five contacts. The buttons Prev and Next replace the message with another page. */
import { Composer } from 'grammy';
import type { PlugPageResult } from '../../../core/plugs/page.ts';
import { claimUpdate } from '../../../core/telegram/claim-update.ts';
import { listRecent, searchContacts } from '../../../core/telegram/find-contacts.ts';
import type { BotContext } from '../bot-context.ts';
import { cardButtons, cardOf, entryOf } from '../cards.ts';
import { blocksOf } from '../html.ts';
import {
  answerButton,
  type Button,
  type OutgoingMessage,
  replaceMessage,
  sendMessage,
  sendText,
} from '../messages.ts';
import { NOT_LINKED } from '../sentences.ts';

const MAX_TYPED_CHARACTERS = 200;

export const lists = new Composer<BotContext>();

lists.command('find', async (c) => {
  const typed = c.match.trim().slice(0, MAX_TYPED_CHARACTERS);
  if (typed === '') {
    await claimUpdate(c.core, c.key);
    return sendText(c, 'Send the words to find after the command: /find jane');
  }
  await sendPage(c, await searchContacts(c.core, c.key, { typed, skip: 0 }), titleOfSearch(typed));
});

lists.command('recent', async (c) => {
  await sendPage(c, await listRecent(c.core, c.key, { skip: 0 }), RECENT);
});

lists.callbackQuery(/^find\.(\d{1,6})\.(.+)$/s, async (c) => {
  const typed = c.match[2] ?? '';
  const page = await searchContacts(c.core, c.key, { typed, skip: Number(c.match[1]) });
  await turnPage(c, page, titleOfSearch(typed));
});

lists.callbackQuery(/^recent\.(\d{1,6})$/, async (c) => {
  await turnPage(c, await listRecent(c.core, c.key, { skip: Number(c.match[1]) }), RECENT);
});

/** The title of a list, and the data of the button that shows the page after `skip` contacts. */
interface Title {
  text: string;
  data: (skip: number) => string;
}

const RECENT: Title = { text: 'Newest contacts', data: (skip) => `recent.${skip}` };

function titleOfSearch(typed: string): Title {
  return { text: `Found for “${typed}”`, data: (skip) => `find.${skip}.${typed}` };
}

async function sendPage(c: BotContext, page: PlugPageResult | null, title: Title): Promise<void> {
  await (page ? sendMessage(c, pageOf(page, title)) : sendText(c, NOT_LINKED));
}

async function turnPage(c: BotContext, page: PlugPageResult | null, title: Title): Promise<void> {
  if (!page) return answerButton(c, NOT_LINKED);
  await answerButton(c);
  await replaceMessage(c, pageOf(page, title));
}

/** A list with one contact is shown as a card. Button data have at most 64 bytes, so a long search has only one page. */
function pageOf({ items, total, skip, perPage }: PlugPageResult, { text, data }: Title): OutgoingMessage {
  const [only] = items;
  if (total === 0 || !only) return { blocks: blocksOf('Nothing found.') };
  if (total === 1) return { blocks: cardOf(only), buttons: cardButtons(only) };
  const last = skip + items.length;
  const turns: Button[] = [
    ...(skip > 0 ? [{ text: '◀ Prev', data: data(Math.max(0, skip - perPage)) }] : []),
    ...(last < total ? [{ text: 'Next ▶', data: data(last) }] : []),
  ];
  return {
    blocks: [
      ...blocksOf(`${text}: ${skip + 1}–${last} of ${total}`),
      ...items.map((plug, at) => entryOf(plug, skip + at + 1)),
    ],
    buttons: [items.map((plug, at) => ({ text: String(skip + at + 1), data: `show.${plug.id}` })), turns],
  };
}
