/**
 * The buttons under a card, except "Delete" and "Update". Also the numbered buttons under a list, which show a card. If
 * an action is no longer possible, the use case throws, and the bot shows a short text.
 */
import { Composer } from 'grammy';
import { storeExpectedReply } from '../../../core/telegram/expected-replies.ts';
import { changePlugFromChat, type PlugAction, readPlugForChat } from '../../../core/telegram/plug-actions.ts';
import { fullName, PRIORITIES, type Priority } from '../../../rules/plugs/plug.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import type { BotContext } from '../bot-context.ts';
import { cardButtons, cardOf } from '../cards.ts';
import { answerButton, askFor, type Button, replaceButtons, replaceMessage } from '../messages.ts';
import { NOT_LINKED_SENTENCE } from '../sentences.ts';

/** A capturing group that matches the id of a plug. */
const PLUG_ID_PATTERN = '([0-9a-f-]{36})';

export const buttons = new Composer<BotContext>();

buttons.callbackQuery(new RegExp(`^show\\.${PLUG_ID_PATTERN}$`), (c) => show(c, c.match[1] ?? ''));
buttons.callbackQuery(new RegExp(`^convert\\.${PLUG_ID_PATTERN}$`), (c) =>
  change(c, c.match[1] ?? '', { kind: 'convert' }, 'Converted to a contact.'),
);
buttons.callbackQuery(new RegExp(`^priority\\.${PLUG_ID_PATTERN}$`), (c) =>
  offerPriorities(c, c.match[1] ?? ''),
);
buttons.callbackQuery(new RegExp(`^priority\\.(${PRIORITIES.join('|')})\\.${PLUG_ID_PATTERN}$`), (c) => {
  const priority = c.match[1] as Priority;
  return change(c, c.match[2] ?? '', { kind: 'priority', priority }, `Priority: ${priority}.`);
});
buttons.callbackQuery(new RegExp(`^ask\\.(note|tag)\\.${PLUG_ID_PATTERN}$`), (c) =>
  ask(c, c.match[1] as 'note' | 'tag', c.match[2] ?? ''),
);

/** Replaces the message that has the pressed button with the card of a contact. */
export function showCard(c: BotContext, plug: PlugRow, heading?: string): Promise<void> {
  return replaceMessage(c, { blocks: cardOf(plug, heading), buttons: cardButtons(plug) });
}

async function show(c: BotContext, plugId: string): Promise<void> {
  const plug = await readPlugForChat(c.core, c.botUpdate, plugId);
  if (!plug) return answerButton(c, NOT_LINKED_SENTENCE);
  await answerButton(c);
  await showCard(c, plug);
}

async function change(
  c: BotContext,
  plugId: string,
  action: PlugAction,
  confirmation: string,
): Promise<void> {
  const written = await changePlugFromChat(c.core, c.botUpdate, plugId, action);
  if (!written) return answerButton(c, NOT_LINKED_SENTENCE);
  await answerButton(c, confirmation);
  await showCard(c, written.plug);
}

/** Replaces the buttons under the card with one button for each priority. */
async function offerPriorities(c: BotContext, plugId: string): Promise<void> {
  const plug = await readPlugForChat(c.core, c.botUpdate, plugId);
  if (!plug) return answerButton(c, NOT_LINKED_SENTENCE);
  await answerButton(c);
  const choices = PRIORITIES.map((priority): Button => {
    const mark = priority === plug.priority ? '✓ ' : '';
    return { text: `${mark}${priority}`, data: `priority.${priority}.${plugId}` };
  });
  await replaceButtons(c, [choices, [{ text: 'Back', data: `show.${plugId}` }]]);
}

/**
 * Asks the user for a note or for tags. The next text message within 10 minutes is the reply, unless the message is a
 * command or is forwarded.
 */
async function ask(c: BotContext, kind: 'note' | 'tag', plugId: string): Promise<void> {
  const plug = await storeExpectedReply(c.core, c.botUpdate, { kind, plugId });
  if (!plug) return answerButton(c, NOT_LINKED_SENTENCE);
  await answerButton(c);
  const name = fullName(plug);
  const question = kind === 'note' ? `Note about ${name}?` : `Tags for ${name}?`;
  await askFor(c, question, kind === 'note' ? 'Met at the fair' : 'conference, berlin');
}
