/** Finds the words of a search in a text, so that they can be marked. Pure. */
import { fold } from './folding.ts';
import { digitsOf, isNumberWord } from './phone-number.ts';

export interface TextPart {
  text: string;
  isMatch: boolean;
}

/** A character with its combining marks. */
const CHARACTERS = /.\p{M}*/gsu;
/** The minimum number of digits that are compared as a number, as in the search. */
const MIN_NUMBER_DIGITS = 3;

/**
 * Splits a text into the parts that match a folded word and the parts between them. Letter case and accents are
 * ignored, as in the search.
 */
export function markedParts(text: string, words: readonly string[]): TextPart[] {
  const characters = text.match(CHARACTERS) ?? [];
  return partsOf(characters, characters.map(fold), words);
}

/**
 * Splits a phone number into parts like `markedParts`. The digits of all number words are joined, without leading
 * zeros. If there are at least three, only this sequence is searched. It also matches across punctuation.
 */
export function markedNumber(number: string, words: readonly string[]): TextPart[] {
  const digits = digitsOf(words.filter(isNumberWord).join('')).replace(/^0+/, '');
  if (digits.length < MIN_NUMBER_DIGITS) return markedParts(number, words);
  const characters = [...number];
  return partsOf(characters, characters.map(digitsOf), [digits]);
}

/** `folded` contains the folded form of each character. A folded form can be empty or longer than one character. */
function partsOf(characters: string[], folded: string[], words: readonly string[]): TextPart[] {
  const places = folded.flatMap((form, place) => Array.from({ length: form.length }, () => place));
  const searched = folded.join('');
  const marked = new Set<number>();
  for (const word of words) {
    for (let at = searched.indexOf(word); word && at >= 0; at = searched.indexOf(word, at + 1)) {
      const first = places[at] ?? 0;
      const last = places[at + word.length - 1] ?? first;
      for (let place = first; place <= last; place += 1) marked.add(place);
    }
  }
  const parts: TextPart[] = [];
  for (const [place, character] of characters.entries()) {
    const isMatch = marked.has(place);
    const part = parts.at(-1);
    if (part?.isMatch === isMatch) part.text += character;
    else parts.push({ text: character, isMatch });
  }
  return parts;
}
