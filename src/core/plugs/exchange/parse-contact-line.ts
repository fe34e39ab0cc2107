/** Reads one contact from a text that a user sends, for example to the Telegram bot. */
import type { ContactFields } from '../../../rules/plugs/contact-draft.ts';
import {
  type ContactLineOptions,
  readContactLine,
} from '../../../rules/plugs/contact-line/read-contact-line.ts';
import { isIdentified, plugFieldsFrom } from '../../../rules/plugs/plug.ts';
import { readVCards } from './vcard/read-vcards.ts';

export interface ParsedContact {
  /** The recognised fields. All values are valid in the API. Both names are always present. */
  fields: ContactFields;
}

const VCARD = /^\s*BEGIN:VCARD\s*$/im;

/**
 * Returns the contact in a message; null if the message has no name, company, e-mail address or number. If the message
 * contains vCards, only the first card is read.
 */
export function parseContactLine(text: string, options: ContactLineOptions): ParsedContact | null {
  const [card] = VCARD.test(text) ? readVCards(text, { ...options, limit: 1 }).entries : [];
  if (card && isIdentified(plugFieldsFrom(card.fields))) return { fields: card.fields };
  const fields = readContactLine(text, options);
  return fields && { fields };
}
