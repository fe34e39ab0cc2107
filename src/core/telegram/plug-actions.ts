/**
 * The actions of the buttons under a card, and the replies to the questions of the bot. A card is a message that shows
 * one contact. An action reads and changes one plug in two round trips, or more if another write changes the plug
 * first.
 */

import { AppError, invalidField } from '../../rules/app-error.ts';
import { MAX_TAG_LENGTH } from '../../rules/plugs/fields/stored-form.ts';
import { oneLine, severalLines } from '../../rules/plugs/plain-text.ts';
import { distinctTags, MAX_NOTES_LENGTH, MAX_TAGS, type Priority } from '../../rules/plugs/plug.ts';
import type { ExpectedReply } from '../../rules/telegram/expected-reply.ts';
import type { Statement } from '../../store/database/database.ts';
import { anyPlugStatement, type PlugRow } from '../../store/plugs/plugs.ts';
import { expectReplyStatement } from '../../store/telegram/links.ts';
import { convertToContact } from '../plugs/convert-to-contact.ts';
import { deletePlug } from '../plugs/delete-plug.ts';
import { updatePlug } from '../plugs/update-plug.ts';
import { type PlugWriteOptions, type WrittenPlug, writePlug } from '../plugs/write-plug.ts';
import type { Ctx } from '../request/context.ts';
import { type BotUpdate, claimStatement, claimUpdate, withClaim } from './claim-update.ts';
import { type OpenedChat, openChatToWrite } from './open-chat.ts';

export type PlugAction =
  | { kind: 'convert' }
  | { kind: 'delete' }
  | { kind: 'priority'; priority: Priority }
  /**
   * `change` returns the plug after the change. If another write changes the plug at the same time, `change` is called
   * again with the new plug.
   */
  | { kind: 'update'; change: (plug: PlugRow, timeZone: string) => PlugRow };

/**
 * Applies an action to a plug of the account that is linked to the chat. Returns null for a chat without a link.
 * `isWritten` is false if the action changed no value.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, `NOT_FOUND`, and the codes of the use case of the action
 */
export async function changePlugFromChat(
  ctx: Ctx,
  update: BotUpdate,
  plugId: string,
  action: PlugAction,
): Promise<WrittenPlug | null> {
  const { chat, plug } = await openWithPlug(ctx, update, plugId);
  if (!chat) return null;
  if (!plug) throw new AppError('NOT_FOUND');
  return writeWithClaim(chat, plug, (target) => {
    switch (action.kind) {
      case 'convert':
        return convertToContact(chat.ctx, { ...target, additions: {} });
      case 'delete':
        return deletePlug(chat.ctx, target);
      case 'priority':
        return updatePlug(chat.ctx, { ...target, changes: { priority: action.priority } });
      case 'update':
        return writeChange(chat, target, (read) => action.change(read, chat.account.timeZone));
    }
  });
}

/**
 * Claims the update of a button that writes nothing, and reads a plug of the account that is linked to the chat.
 * Returns null for a chat without a link.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, `NOT_FOUND`, `UNAVAILABLE`
 */
export async function readPlugForChat(ctx: Ctx, update: BotUpdate, plugId: string): Promise<PlugRow | null> {
  const { chat, plug } = await openWithPlug(ctx, update, plugId);
  if (!chat) return null;
  await claimUpdate(ctx, update);
  if (!plug || plug.deletedAtMs !== null) throw new AppError('NOT_FOUND');
  return plug;
}

/**
 * Adds the reply to a question of the bot to the plug, and removes the question. A note is appended to the notes. Tags
 * are added to the tags of the plug.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, `INVALID_INPUT` if the notes or the tags exceed a limit, and the codes of
 *   `writePlug`
 */
export async function addReply(
  chat: OpenedChat,
  { reply, plug, text }: { reply: ExpectedReply; plug: PlugRow; text: string },
): Promise<PlugRow> {
  const clearQuestion = expectReplyStatement(chat.update.chat, null);
  const written = await writeWithClaim(
    chat,
    plug,
    (target) => writeChange(chat, target, (read) => withReply(read, reply.kind, text)),
    clearQuestion,
  );
  return written.plug;
}

function withReply(plug: PlugRow, kind: ExpectedReply['kind'], text: string): PlugRow {
  if (kind === 'note') {
    const notes = [plug.notes, severalLines(text)].filter(Boolean).join('\n');
    return { ...plug, notes: notes || null };
  }
  return { ...plug, tags: distinctTags([...plug.tags, ...tagsOf(text)]) };
}

/**
 * Returns the tags in a text. If a word of the text begins with `#`, tags are separated by white space, commas and
 * `#`. Otherwise tags are separated by commas and line breaks.
 */
function tagsOf(text: string): string[] {
  const separator = /(?:^|\s)#/.test(text) ? /[\s,#]+/ : /[,\n]+/;
  return text.split(separator).map(oneLine).filter(Boolean);
}

/**
 * Opens the chat with `openChatToWrite` and reads a plug of its account, also from the trash. The plug is undefined if
 * the account has no plug with this id.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, `UNAVAILABLE`
 */
export async function openWithPlug(ctx: Ctx, update: BotUpdate, plugId: string) {
  const { chat, results } = await openChatToWrite(ctx, update, (owner) => [anyPlugStatement(owner, plugId)]);
  return { chat, plug: results[0][0] };
}

/**
 * Runs a write whose batch also claims the update and contains the statements `others`. A write that changes no value
 * runs no batch. The claim and the other statements then run in a separate batch.
 */
async function writeWithClaim(
  { ctx, update, account }: OpenedChat,
  plug: PlugRow,
  writeOperation: (target: PlugWriteOptions & { id: string }) => Promise<WrittenPlug>,
  ...others: Statement[]
): Promise<WrittenPlug> {
  const read = { plug, timeZone: account.timeZone };
  const statementsBefore = [claimStatement(ctx, update), ...others];
  const written = await withClaim(update, () => writeOperation({ id: plug.id, read, statementsBefore }));
  if (!written.isWritten) await withClaim(update, () => ctx.database.batch(statementsBefore));
  return written;
}

function writeChange(
  { ctx }: OpenedChat,
  target: PlugWriteOptions & { id: string },
  change: (plug: PlugRow) => PlugRow,
): Promise<WrittenPlug> {
  return writePlug(ctx, { ...target, place: 'live', change: (plug) => requireWithinLimits(change(plug)) });
}

/**
 * Returns the plug. Rejects a plug whose notes or tags are longer than the API allows, and a plug with too many tags.
 * @throws AppError `INVALID_INPUT`
 */
function requireWithinLimits(plug: PlugRow): PlugRow {
  const { notes, tags } = plug;
  const hasLongNotes = [...(notes ?? '')].length > MAX_NOTES_LENGTH;
  const hasLongTag = tags.some((tag) => [...tag].length > MAX_TAG_LENGTH);
  if (!hasLongNotes && !hasLongTag && tags.length <= MAX_TAGS) return plug;
  const field = hasLongNotes ? 'notes' : 'tags';
  throw invalidField(field, `${field} exceed a limit`);
}
