/** The button that deletes a contact, and the button that undoes the deletion. */
import { Composer } from 'grammy';
import { changePlugFromChat } from '../../../core/telegram/plug-actions.ts';
import { undoFromChat } from '../../../core/telegram/undo-from-chat.ts';
import { revisionId } from '../../../rules/plugs/history/revision-number.ts';
import { fullName } from '../../../rules/plugs/plug.ts';
import type { BotContext } from '../bot-context.ts';
import { blocksOf } from '../html.ts';
import { answerButton, replaceMessage } from '../messages.ts';
import { NOT_LINKED_SENTENCE } from '../sentences.ts';
import { showCard } from './buttons.ts';

export const deletion = new Composer<BotContext>();

deletion.callbackQuery(/^delete\.([0-9a-f-]{36})$/, (c) => remove(c, c.match[1] ?? ''));
deletion.callbackQuery(/^undo\.(rev_[0-9a-z]{11})$/, (c) => undoDeletion(c, c.match[1] ?? ''));

async function remove(c: BotContext, plugId: string): Promise<void> {
  const written = await changePlugFromChat(c.core, c.botUpdate, plugId, { kind: 'delete' });
  if (!written) return answerButton(c, NOT_LINKED_SENTENCE);
  await answerButton(c, 'Moved to the trash.');
  await replaceMessage(c, {
    blocks: blocksOf(`Moved to the trash: ${fullName(written.plug)}`),
    buttons: [[{ text: 'Undo', data: `undo.${revisionId(written.plug.seq)}` }]],
  });
}

async function undoDeletion(c: BotContext, deletionId: string): Promise<void> {
  const undone = await undoFromChat(c.core, c.botUpdate, deletionId);
  if (!undone) return answerButton(c, NOT_LINKED_SENTENCE);
  await answerButton(c, undone.isUndone ? 'Restored.' : 'This contact is already restored.');
  await showCard(c, undone.plug, undone.isUndone ? 'Restored:' : undefined);
}
