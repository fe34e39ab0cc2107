/** Saves the contact of a message, unless the account already has this contact. */
import { plugFieldsFrom, withAdditions } from '../../rules/plugs/plug.ts';
import type { ExpectedReply } from '../../rules/telegram/expected-reply.ts';
import type { PlugRow } from '../../store/plugs/plugs.ts';
import { expectedPlugStatement, expectReplyStatement } from '../../store/telegram/links.ts';
import { type CreatePlugInput, createPlug } from '../plugs/create-plug.ts';
import { duplicatesAmong, possibleDuplicatesStatement } from '../plugs/duplicates/find-duplicates.ts';
import type { Ctx } from '../request/context.ts';
import { type BotUpdate, claimStatement, claimUpdate, withClaim } from './claim-update.ts';
import { type OpenedChat, openChatToWrite } from './open-chat.ts';
import { addReply } from './plug-actions.ts';

/**
 * Reads the contact of a message. `timeZone` is the time zone of the account, which indicates the language of names.
 */
export type ReadContact = (options: { timeZone: string }) => CreatePlugInput | null;

export type Captured =
  | { kind: 'not_linked' }
  /** The message has no name, company, e-mail address or number. */
  | { kind: 'unreadable' }
  | { kind: 'saved'; plug: PlugRow }
  | { kind: 'known'; plug: PlugRow }
  /** The message was the reply to a question of the bot. */
  | { kind: 'replied'; plug: PlugRow; reply: ExpectedReply };

/**
 * The time zone with which the message is first read, before the account is known. The keys with which duplicates are
 * read do not depend on this time zone.
 */
const ANY_TIME_ZONE = { timeZone: 'UTC' };

/**
 * Saves the contact of a message in two round trips. If the chat has an open question of the bot, `text` is the reply.
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, and the codes of `createPlug` and `updatePlug`
 */
export async function captureContact(
  ctx: Ctx,
  update: BotUpdate,
  { text, read }: { text: string | null; read: ReadContact },
): Promise<Captured> {
  const possible = read(ANY_TIME_ZONE);
  const { chat, results } = await openChatToWrite(ctx, update, (owner) => [
    expectedPlugStatement(update.chat, owner),
    ...(possible ? [possibleDuplicatesStatement(owner, plugFieldsFrom(possible))] : []),
  ]);
  const [[asked], similar = []] = results as [PlugRow[], PlugRow[]?];
  if (!chat) return withClaimedUpdate(ctx, update, { kind: 'not_linked' });
  if (text !== null && chat.expectedReply && asked) {
    const plug = await addReply(chat, { reply: chat.expectedReply, plug: asked, text });
    return { kind: 'replied', plug, reply: chat.expectedReply };
  }
  const sent = read(chat.account);
  if (!sent) return withClaimedUpdate(ctx, update, { kind: 'unreadable' });
  const [known] = duplicatesAmong(similar, plugFieldsFrom(sent), chat.account.timeZone);
  if (known) return withClaimedUpdate(ctx, update, { kind: 'known', plug: known.plug });
  return { kind: 'saved', plug: await save(chat, sent) };
}

/** Adds the fields of a message to a plug: values replace the stored values, tags are merged, notes are appended. */
export function withMessage(plug: PlugRow, sent: CreatePlugInput): PlugRow {
  const { notes, ...others } = sent;
  const isNew = notes && !plug.notes?.includes(notes);
  const appended = isNew ? [plug.notes, notes].filter(Boolean).join('\n') : plug.notes;
  return { ...plug, ...withAdditions(plug, { ...others, notes: appended }) };
}

async function save(chat: OpenedChat, sent: CreatePlugInput): Promise<PlugRow> {
  const { ctx, update } = chat;
  const statementsBefore = [
    claimStatement(ctx, update),
    // A new contact cancels an open question of the bot.
    ...(chat.expectedReply ? [expectReplyStatement(update.chat, null)] : []),
  ];
  const { plug } = await withClaim(update, () => createPlug(ctx, { sent, statementsBefore }));
  return plug;
}

async function withClaimedUpdate(ctx: Ctx, update: BotUpdate, captured: Captured): Promise<Captured> {
  await claimUpdate(ctx, update);
  return captured;
}
