/** Writes the lines of a vCard (RFC 6350 sections 3.2 to 3.4). */

/** The maximum length of a line in bytes, without its line break. */
const MAX_LINE_BYTES = 75;

/** Escapes a text. A carriage return becomes a line feed, because vCard has no escape sequence for it. */
export function escapedText(text: string): string {
  return text
    .replace(/[\\,;]/g, '\\$&')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\n', '\\n');
}

/**
 * Returns a property as one or more lines of at most 75 bytes. A character is never divided. `value` must be escaped.
 */
export function contentLine(name: string, value: string): string {
  const text = `${name}:${value}`;
  // A UTF-16 code unit needs at most three bytes in UTF-8.
  if (text.length * 3 <= MAX_LINE_BYTES) return `${text}\r\n`;
  let lines = '';
  let from = 0;
  let at = 0;
  let bytes = 0;
  for (const character of text) {
    const size = byteCount(character);
    if (bytes + size > MAX_LINE_BYTES) {
      lines += `${text.slice(from, at)}\r\n `;
      from = at;
      // A continued line begins with a space.
      bytes = 1;
    }
    bytes += size;
    at += character.length;
  }
  return `${lines}${text.slice(from)}\r\n`;
}

/** The number of bytes of a character in UTF-8. */
function byteCount(character: string): number {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
