/** The actions of the buttons under a card. Each action changes one plug in two round trips. */

import { AppError, invalidField } from '../../rules/app-error.ts';
import { distinctTags, MAX_TAGS, type Priority } from '../../rules/plugs/plug.ts';
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

/** The maximum lengths of the fields in the API. */
const MAX_NOTES_CHARACTERS = 10_000;
const MAX_TAG_CHARACTERS = 50;

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
 * Applies an action to a plug of the chat's account. Returns null for a chat without a link. `isWritten` is false if the
 * action changed no value.
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
  return write(chat, plug, (target) => {
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
 * Reads a plug of the chat's account, for a button that writes nothing. Returns null for a chat without a link.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, `NOT_FOUND`, `UNAVAILABLE`
 */
export async function showPlug(ctx: Ctx, update: BotUpdate, plugId: string): Promise<PlugRow | null> {
  const { chat, plug } = await openWithPlug(ctx, update, plugId);
  await claimUpdate(ctx, update);
  if (!chat) return null;
  if (!plug || plug.deletedAtMs !== null) throw new AppError('NOT_FOUND');
  return plug;
}

/**
 * Adds the reply to a question of the bot: a note is appended to the notes, and tags are merged.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, and the codes of `updatePlug`
 */
export async function addReply(
  chat: OpenedChat,
  { reply, plug, text }: { reply: ExpectedReply; plug: PlugRow; text: string },
): Promise<PlugRow> {
  const clearQuestion = expectReplyStatement(chat.update.chat, null);
  const written = await write(
    chat,
    plug,
    (target) => writeChange(chat, target, (read) => withReply(read, reply.kind, text)),
    clearQuestion,
  );
  return written.plug;
}

function withReply(plug: PlugRow, kind: ExpectedReply['kind'], text: string): PlugRow {
  if (kind === 'note') return { ...plug, notes: [plug.notes, text].filter(Boolean).join('\n') };
  return { ...plug, tags: distinctTags([...plug.tags, ...tagsOf(text)]) };
}

/** Returns the tags in a text. They are separated by commas or line breaks, or each tag begins with `#`. */
function tagsOf(text: string): string[] {
  const separator = /(?:^|\s)#/.test(text) ? /[\s,#]+/ : /[,\n]+/;
  return text
    .split(separator)
    .map((tag) => tag.trim().normalize('NFC'))
    .filter(Boolean);
}

async function openWithPlug(ctx: Ctx, update: BotUpdate, plugId: string) {
  const { chat, results } = await openChatToWrite(ctx, update, (owner) => [anyPlugStatement(owner, plugId)]);
  return { chat, plug: results[0][0] };
}

/**
 * Runs the write with the claim in its batch. A write that changes no value has no batch, so the update is then claimed
 * separately.
 */
async function write(
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
  changed: (plug: PlugRow) => PlugRow,
): Promise<WrittenPlug> {
  return writePlug(ctx, { ...target, place: 'live', change: (plug) => withinLimits(changed(plug)) });
}

/**
 * Rejects a plug whose texts are longer than the API allows.
 * @throws AppError `INVALID_INPUT`
 */
function withinLimits(plug: PlugRow): PlugRow {
  const { notes, tags } = plug;
  const isNotesLong = [...(notes ?? '')].length > MAX_NOTES_CHARACTERS;
  const isTagLong = tags.some((tag) => [...tag].length > MAX_TAG_CHARACTERS);
  if (!isNotesLong && !isTagLong && tags.length <= MAX_TAGS) return plug;
  const field = isNotesLong ? 'notes' : 'tags';
  throw invalidField(field, `${field} are too long`);
}
