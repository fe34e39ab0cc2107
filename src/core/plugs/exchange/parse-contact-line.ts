/** Reads one contact from a text that a user sends, for example to the Telegram bot. */
import type { ContactFields } from '../../../rules/plugs/contact-draft.ts';
import {
  type ContactLineOptions,
  readContactLine,
} from '../../../rules/plugs/contact-line/read-contact-line.ts';

export interface ParsedContact {
  /** The recognised fields. They obey the field rules of the API. Both names are always present. */
  fields: ContactFields;
}

/** The contact in a message, or null if the message has no name, company, e-mail address or number. */
export function parseContactLine(text: string, options: ContactLineOptions): ParsedContact | null {
  const fields = readContactLine(text, options);
  return fields && { fields };
}
