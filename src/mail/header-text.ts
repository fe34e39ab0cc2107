/**
 * Renders header values in folded ASCII (RFC 2047), and encodes text in UTF-8 for `btoa`. Pure. Header values must
 * have passed `assertSafeMessage`.
 */
import type { Mailbox } from './safe-message.ts';

/**
 * The maximum number of bytes of text in an encoded-word. 39 bytes are 52 characters of base64, 64 characters with the
 * delimiters, and 73 characters with `Subject: `. RFC 2047 section 2 allows 76 characters in a line.
 */
const MAX_ENCODED_WORD_BYTES = 39;
/** The maximum length of a text that is written without encoding. */
const MAX_PLAIN_LENGTH = 64;

/**
 * A subject: unchanged when it is short, printable ASCII without `=?` and without spaces at its ends; otherwise
 * encoded-words on folded lines.
 */
export function subjectHeader(subject: string): string {
  const isPlain = /^[!-~]+(?: +[!-~]+)*$/.test(subject) && !subject.includes('=?');
  return isPlain && subject.length <= MAX_PLAIN_LENGTH ? subject : encodedWords(subject);
}

/**
 * `Name <address>`, or only the address without a name. The name is a quoted-string, or encoded-words without quotes.
 */
export function mailboxHeader({ name, email }: Mailbox): string {
  if (!name) return email;
  const isPlain = /^[ -~]+$/.test(name) && !name.includes('=?') && name.length <= MAX_PLAIN_LENGTH;
  const phrase = isPlain ? `"${name.replace(/["\\]/g, '\\$&')}"` : encodedWords(name);
  return `${phrase}\r\n <${email}>`;
}

/** A date with the zone `+0000`, because the `GMT` of `toUTCString` is an obsolete form (RFC 5322 section 4.3). */
export function dateHeader(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000');
}

/** Text as a string with one character for each UTF-8 byte, as `btoa` expects. */
export function utf8Binary(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

/** The text as encoded-words, one on each folded line. */
function encodedWords(text: string): string {
  const words = [''];
  for (const character of text) {
    const word = words.at(-1) + character;
    if (utf8Binary(word).length > MAX_ENCODED_WORD_BYTES) words.push(character);
    else words[words.length - 1] = word;
  }
  return words.map((word) => `=?UTF-8?B?${btoa(utf8Binary(word))}?=`).join('\r\n ');
}
