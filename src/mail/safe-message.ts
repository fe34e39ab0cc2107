/**
 * Validates messages. Every transport calls `assertSafeMessage` before it sends a message, because a line break in a
 * header or an address could add headers or recipients (CWE-93). Pure.
 */
import type { MailMessage } from './transport.ts';

export interface Mailbox {
  name?: string;
  email: string;
}

/**
 * RFC 5321 section 4.5.3.1 allows 64 bytes for the local part, and 256 bytes for the whole address with its angle
 * brackets.
 */
const MAX_LOCAL_PART_LENGTH = 64;
const MAX_ADDRESS_LENGTH = 254;
/** The maximum length of a line (RFC 5322 section 2.1.1). */
const MAX_HEADER_LENGTH = 998;

const CONTROL_CHARACTER = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
/** Allows only ASCII, because the transports do not support SMTPUTF8. A domain in another script must be punycode. */
const ADDRESS = new RegExp(`^${ATOM}(?:\\.${ATOM})*@${LABEL}(?:\\.${LABEL})*$`);

/**
 * Accepts a message with exactly one sender, one recipient and a text or HTML part, whose sender, recipient and
 * subject cannot inject a header. `from` may have a display name, `to` is only an address. The error contains no text
 * of the message.
 * @throws Error that names the invalid part
 */
export function assertSafeMessage(message: MailMessage): void {
  parseMailbox(message.from, 'from');
  assertAddress(message.to, 'to');
  assertHeaderText(message.subject, 'subject');
  if (!message.text && !message.html) throw new Error('Mail refused: the message has neither text nor html.');
}

/**
 * Parses `no-reply@example.com` and `Plugs <no-reply@example.com>`, with or without quotes around the name.
 * @throws Error when the text is not one valid mailbox; `part` is its name in the error message
 */
export function parseMailbox(text: string, part = 'mailbox'): Mailbox {
  assertHeaderText(text, part);
  const bracketed = /^([^<]*)<([^<>]*)>$/.exec(text.trim());
  const email = bracketed?.[2] ?? text.trim();
  assertAddress(email, part);
  const name = unquoted(bracketed?.[1]?.trim() ?? '');
  return name ? { name, email } : { email };
}

function unquoted(name: string): string {
  const quoted = /^"(.*)"$/.exec(name)?.[1];
  return quoted === undefined ? name : quoted.replace(/\\(.)/g, '$1').trim();
}

function assertHeaderText(text: string, part: string): void {
  if (CONTROL_CHARACTER.test(text))
    throw new Error(`Mail refused: ${part} contains a line break or control character.`);
  if (text.length > MAX_HEADER_LENGTH) {
    throw new Error(`Mail refused: ${part} is longer than ${MAX_HEADER_LENGTH} characters.`);
  }
}

function assertAddress(email: string, part: string): void {
  assertHeaderText(email, part);
  const isAddress = email.length <= MAX_ADDRESS_LENGTH && ADDRESS.test(email);
  if (!isAddress || email.indexOf('@') > MAX_LOCAL_PART_LENGTH) {
    throw new Error(`Mail refused: ${part} is not one address of the form local@domain.`);
  }
}
