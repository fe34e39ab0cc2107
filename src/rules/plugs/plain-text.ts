/** Converts texts to the form in which the fields of a plug store them, and measures texts. Pure. */
import { trimUnseen } from '../unseen-characters.ts';

const ENCODER = new TextEncoder();

/** The length of a text in bytes of UTF-8. */
export function byteLength(text: string): number {
  return ENCODER.encode(text).byteLength;
}

/**
 * One line in normalization form C, trimmed with `trimUnseen`. Control characters and repeated white space become one
 * space, because a one-line field must not contain control characters.
 */
export function oneLine(text: string): string {
  return trimUnseen(text.toWellFormed().replace(/[\p{Cc}\s]+/gu, ' ')).normalize('NFC');
}

/**
 * Several lines, trimmed with `trimUnseen`. `\r\n` and `\r` become `\n`, tabs are kept, and other control characters
 * become spaces.
 */
export function severalLines(text: string): string {
  const plain = text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, ' ');
  return trimUnseen(plain);
}

/** The length of a text in code points, as the API counts it. */
export function lengthOf(text: string): number {
  return [...text].length;
}
