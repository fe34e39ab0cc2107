/** Reads the contact of a message: a line of text, a shared contact, or the sender of a forwarded message. */
import { parseContactLine } from '../../core/plugs/exchange/parse-contact-line.ts';
import type { ContactReader } from '../../core/telegram/capture-contact.ts';
import { ContactDraft, type ContactFields } from '../../rules/plugs/contact-draft.ts';
import { splitFullName } from '../../rules/plugs/names/split-full-name.ts';
import type { ReceivedMessage } from './update-schema.ts';

const ADD_COMMAND = /^\/add(?:@\w+)?\s*/;

/**
 * Returns the function that reads the contact of a message. This function returns null for a text without a contact. If
 * the message has no shared contact, no known sender and no text, the result is null instead of a function.
 */
export function contactReader(message: ReceivedMessage): ContactReader | null {
  const { contact, forward_origin: origin, text, caption } = message;
  if (contact) return (options) => sharedContact(contact, options);
  if (origin?.sender_user || origin?.sender_user_name) {
    return (options) => forwardedSender(origin, text ?? caption, options);
  }
  if (text === undefined) return null;
  const line = text.replace(ADD_COMMAND, '');
  return (options) => parseContactLine(line, options)?.fields ?? null;
}

type ReadOptions = Parameters<ContactReader>[0];

/** Reads a shared contact. Telegram adds a vCard if the contact has more than a name and one number. */
function sharedContact(
  { first_name, last_name, phone_number, user_id, vcard }: NonNullable<ReceivedMessage['contact']>,
  options: ReadOptions,
): ContactFields | null {
  const fromCard = vcard ? parseContactLine(vcard, options)?.fields : null;
  const draft = new ContactDraft();
  setName(draft, { first: first_name, last: last_name }, options);
  draft.addPhone(phone_number);
  const fromMessage = draft.finish();
  // If the vCard has no name, the name in the message is used.
  const isNamed = Boolean(fromCard?.firstName || fromCard?.lastName);
  const { firstName, lastName } = isNamed && fromCard ? fromCard : fromMessage;
  const fields = { ...fromMessage, ...fromCard, firstName, lastName };
  return typeof user_id === 'number' ? { ...fields, telegramUserId: user_id } : fields;
}

/** Reads the sender of a forwarded message. A hidden sender has only a name. The text or caption becomes a note. */
function forwardedSender(
  { sender_user: sender, sender_user_name: name }: NonNullable<ReceivedMessage['forward_origin']>,
  text: string | undefined,
  options: ReadOptions,
): ContactFields {
  const draft = new ContactDraft();
  const lastName = typeof sender?.last_name === 'string' ? sender.last_name : undefined;
  setName(draft, { first: sender?.first_name ?? name ?? '', last: lastName }, options);
  if (text) draft.addNote(text);
  return {
    ...draft.finish(),
    ...(sender && { telegramUserId: sender.id }),
    ...(sender?.username && { telegramUsername: sender.username }),
  };
}

/** Sets both names. If Telegram sends no last name, the first name is split, because it can be a full name. */
function setName(
  draft: ContactDraft,
  { first, last }: { first: string; last?: string | undefined },
  { timeZone }: ReadOptions,
): void {
  const { firstName, lastName } = last
    ? { firstName: first, lastName: last }
    : splitFullName(first, { timeZone });
  draft.setLine('firstName', firstName);
  draft.setLine('lastName', lastName);
}
