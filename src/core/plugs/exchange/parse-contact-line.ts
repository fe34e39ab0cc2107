/** Reads one contact from a text that a user sends, for example to the Telegram bot. */
import type { ContactFields } from '../../../rules/plugs/contact-draft.ts';
import {
  type ContactLineOptions,
  readContactLine,
} from '../../../rules/plugs/contact-line/read-contact-line.ts';
import { isIdentified, plugFieldsFrom } from '../../../rules/plugs/plug.ts';
import { readVCards } from './vcard/read-vcards.ts';

export interface ParsedContact {
  /** The recognised fields. All values are valid in the API. `firstName` and `lastName` are present, but can be empty. */
  fields: ContactFields;
}

const VCARD_START = /^\s*BEGIN:VCARD\s*$/im;

/**
 * Returns the contact in a text; null if the text has no name, company, e-mail address or number. If the text contains
 * vCards, only the first readable card is read. If there is none, or if it has none of these values, the whole text is
 * read as a message.
 */
export function parseContactLine(text: string, options: ContactLineOptions): ParsedContact | null {
  const [card] = VCARD_START.test(text) ? readVCards(text, { ...options, limit: 1 }).entries : [];
  if (card && isIdentified(plugFieldsFrom(card.fields))) return { fields: card.fields };
  const fields = readContactLine(text, options);
  return fields && { fields };
}
