/** Characters at the ends of a text that are neither letters nor digits. Pure. */

/** The lookbehind makes the search linear: without it, every position in a run of signs would search to its end. */
const SIGNS_AT_ENDS = /^[^\p{L}\p{N}]+|(?<![^\p{L}\p{N}])[^\p{L}\p{N}]+$/gu;

/** Removes the characters at both ends that are neither letters nor digits. */
export function trimSigns(text: string): string {
  return text.replace(SIGNS_AT_ENDS, '');
}
