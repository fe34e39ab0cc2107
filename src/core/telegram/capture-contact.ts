/**
 * Saves the contact of a message, unless the account already has this contact or the message is the reply to a question
 * of the bot. Also adds the contact of a message to an existing plug.
 */
import { isIdentified, plugFieldsFrom, withAdditions } from '../../rules/plugs/plug.ts';
import type { ExpectedReply } from '../../rules/telegram/expected-reply.ts';
import type { PlugRow } from '../../store/plugs/plugs.ts';
import { expectedPlugStatement, expectReplyStatement } from '../../store/telegram/links.ts';
import { type CreatePlugInput, createPlug } from '../plugs/create-plug.ts';
import { duplicatesAmong, possibleDuplicatesStatement } from '../plugs/duplicates/find-duplicates.ts';
import type { Ctx } from '../request/context.ts';
import { type BotUpdate, claimStatement, claimUpdate, withClaim } from './claim-update.ts';
import { type OpenedChat, openChatToWrite } from './open-chat.ts';
import { addReply } from './plug-actions.ts';

/** Reads the contact of a message; null if there is none. The time zone indicates the language of names. */
export type ContactReader = (options: { timeZone: string }) => CreatePlugInput | null;

export type CaptureOutcome =
  | { kind: 'not_linked' }
  /** The message has no name, company, e-mail address or number. */
  | { kind: 'unreadable' }
  | { kind: 'saved'; plug: PlugRow }
  /** The account already has the contact. Nothing was saved. */
  | { kind: 'known'; plug: PlugRow }
  /** The message was the reply to a question of the bot. */
  | { kind: 'replied'; plug: PlugRow; reply: ExpectedReply };

/**
 * The time zones with which the message is first read, before the account is known. Duplicates are read by keys. Only
 * the key of the name can depend on the time zone: a Chinese or Japanese name without a space is split differently in
 * Japan.
 */
const POSSIBLE_TIME_ZONES = ['UTC', 'Asia/Tokyo'];

/**
 * Saves the contact of a message in two round trips. If the chat has an open question about a live plug, `text` is the
 * reply to the question.
 * @param text the text of the message; null if the message cannot be a reply
 * @param read reads the contact of the message
 * @throws RepeatedUpdate
 * @throws AppError `LIMIT_EXCEEDED`, and the codes of `createPlug` and `addReply`
 */
export async function captureContact(
  ctx: Ctx,
  update: BotUpdate,
  { text, read }: { text: string | null; read: ContactReader },
): Promise<CaptureOutcome> {
  const possibleContacts = POSSIBLE_TIME_ZONES.flatMap((timeZone) => read({ timeZone }) ?? []);
  const { chat, results } = await openChatToWrite(ctx, update, (owner) => [
    expectedPlugStatement(update.chat, owner),
    ...(possibleContacts.length > 0
      ? [possibleDuplicatesStatement(owner, ...possibleContacts.map(plugFieldsFrom))]
      : []),
  ]);
  const [[askedPlug], candidates = []] = results as [PlugRow[], PlugRow[]?];
  if (!chat) return { kind: 'not_linked' };
  if (text !== null && chat.expectedReply && askedPlug) {
    const plug = await addReply(chat, { reply: chat.expectedReply, plug: askedPlug, text });
    return { kind: 'replied', plug, reply: chat.expectedReply };
  }
  const sent = read(chat.account);
  if (!sent) return withClaimedUpdate(ctx, update, { kind: 'unreadable' });
  const fields = plugFieldsFrom(sent);
  const [duplicate] = duplicatesAmong(candidates, fields, chat.account.timeZone);
  if (duplicate) return withClaimedUpdate(ctx, update, { kind: 'known', plug: duplicate.plug });
  // A stored contact is found by its Telegram account alone, but a new contact needs a value that the owner can see.
  if (!isIdentified(fields)) return withClaimedUpdate(ctx, update, { kind: 'unreadable' });
  return { kind: 'saved', plug: await saveContact(chat, sent) };
}

/**
 * Returns the plug with the fields of a message. The values of the message replace the stored values. Tags and custom
 * data are merged. Notes are appended, unless the stored notes already contain them.
 */
export function withMessage(plug: PlugRow, sent: CreatePlugInput): PlugRow {
  const { notes, ...others } = sent;
  const isNew = notes && !plug.notes?.includes(notes);
  const appended = isNew ? [plug.notes, notes].filter(Boolean).join('\n') : plug.notes;
  return { ...plug, ...withAdditions(plug, { ...others, notes: appended }) };
}

async function saveContact(chat: OpenedChat, sent: CreatePlugInput): Promise<PlugRow> {
  const { ctx, update } = chat;
  const statementsBefore = [
    claimStatement(ctx, update),
    // A new contact cancels an open question of the bot.
    ...(chat.expectedReply ? [expectReplyStatement(update.chat, null)] : []),
  ];
  const { plug } = await withClaim(update, () => createPlug(ctx, { sent, statementsBefore }));
  return plug;
}

/** Claims an update that writes no plug, and returns its outcome. */
async function withClaimedUpdate(
  ctx: Ctx,
  update: BotUpdate,
  outcome: CaptureOutcome,
): Promise<CaptureOutcome> {
  await claimUpdate(ctx, update);
  return outcome;
}
