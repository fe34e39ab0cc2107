/** Characters that a reader does not see: format characters, fillers and white space. Pure. */

/**
 * Format characters (general category Cf) and other characters without a visible glyph, such as variation selectors.
 */
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * White space and most unseen characters. Tag characters and variation selectors are not included, because an emoji can
 * end with such a character.
 */
const EDGE =
  '[\\s\\p{Z}\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb]+';
const START = new RegExp(`^${EDGE}`, 'u');
const END = new RegExp(`(?<!${EDGE.slice(0, -1)})${EDGE}$`, 'u');

/** Removes white space and most unseen characters from both ends (see `EDGE`). */
export function trimUnseen(text: string): string {
  return text.replace(START, '').replace(END, '');
}

/** Removes unseen characters everywhere. White space is not removed. */
export function withoutUnseen(text: string): string {
  return text.replace(UNSEEN, '');
}

/** Whether a text has no visible character. Control characters that are not white space count as visible. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Z}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u.test(text);
}
