/**
 * Header values in folded ASCII, RFC 2047. Pure. Only for text that passed `assertSafeMessage`.
 * worker-mailer writes one encoded-word of any length, and puts it inside quotes where RFC 2047 section 5 forbids it.
 */
import type { Mailbox } from './safe-message.ts';

/** 52 characters of base64: with its frame 64 and after `Subject: ` 73, so no line passes the 76 of RFC 2047 section 2. */
const ENCODED_WORD_BYTES = 39;
const PLAIN_LENGTH = 64;

/** A subject as it stands when it is short, printable ASCII; encoded-words on folded lines otherwise. */
export function subjectHeader(subject: string): string {
  const isPlain = /^[!-~]+(?: +[!-~]+)*$/.test(subject) && !subject.includes('=?');
  return isPlain && subject.length <= PLAIN_LENGTH ? subject : encodedWords(subject);
}

/** `Name <address>`: the name a quoted-string, or encoded-words without quotes. */
export function mailboxHeader({ name, email }: Mailbox): string {
  if (!name) return email;
  const isPlain = /^[ -~]+$/.test(name) && !name.includes('=?') && name.length <= PLAIN_LENGTH;
  const phrase = isPlain ? `"${name.replace(/["\\]/g, '\\$&')}"` : encodedWords(name);
  return `${phrase}\r\n <${email}>`;
}

/** RFC 5322 section 3.3: `GMT`, as `toUTCString` ends, is the obsolete spelling of the zone. */
export function dateHeader(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000');
}

/** Text as the string of its UTF-8 bytes, which is what `btoa` takes. */
export function utf8Binary(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

function encodedWords(text: string): string {
  const words = [''];
  for (const character of text) {
    const word = words.at(-1) + character;
    if (utf8Binary(word).length > ENCODED_WORD_BYTES) words.push(character);
    else words[words.length - 1] = word;
  }
  return words.map((word) => `=?UTF-8?B?${btoa(utf8Binary(word))}?=`).join('\r\n ');
}
