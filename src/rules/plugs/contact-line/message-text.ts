/**
 * Normalizes the text of a message: removes invisible characters and converts spaces and line breaks to one form. Also
 * removes pictures from the ends of a text. Pure.
 */

/**
 * Characters without a glyph. The joiners U+200C and U+200D and variation selectors are not in this set, because some
 * scripts and emoji need them.
 */
const INVISIBLE =
  /\u034f|[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]/g;
/** U+200C and U+200D outside the scripts and the emoji that use them. */
const JOINER =
  /(?<!\p{M}|\p{Script=Arabic}|\p{Extended_Pictographic})\p{Join_Control}|\p{Join_Control}(?!\p{M}|\p{L}|\p{Extended_Pictographic})/gu;
const LINE_BREAK = /\r\n?|[\u0085\u2028\u2029\v\f]/g;

/**
 * Normalizes a message: Unicode form NFC, no invisible characters, one kind of space and of line break. Tabs and the
 * joiners that a script or an emoji uses are kept. Other control characters become spaces.
 */
export function messageText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(LINE_BREAK, '\n')
    .replace(INVISIBLE, '')
    .replace(JOINER, '')
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
    .replace(/\p{Zs}/gu, ' ');
}

/** One character of a picture: an emoji or its modifier, a geometric sign or a bullet. A space also matches. */
const PICTURE =
  '(?:\\p{Extended_Pictographic}|\\p{Regional_Indicator}|\\p{Emoji_Modifier}|\\p{Join_Control}|[\\ufe0f\\u20e3\\u25aa-\\u25ff\\u2022\\s])';
const EDGE_PICTURES = new RegExp(`^${PICTURE}+|(?<!${PICTURE})${PICTURE}+$`, 'gu');

/** Removes pictures and spaces at both ends. Replaces every other run of spaces and line breaks by one space. */
export function withoutPictures(text: string): string {
  return text.replace(EDGE_PICTURES, '').replace(/\s+/g, ' ');
}
