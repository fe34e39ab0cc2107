/**
 * Splits text into words for the search. Punctuation at the edges of words is removed. Words are split where a script
 * without spaces begins or ends. Pure.
 */
import { foldedWords } from './folding.ts';

/** Scripts whose texts have no spaces between words. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Bopomofo}\\p{Script=Yi}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Tai_Le}\\p{Script=New_Tai_Lue}\\p{Script=Tai_Tham}\\p{Script=Tai_Viet}\\p{Script=Tibetan}\\p{Script=Javanese}\\p{Script=Balinese}ー々';
const UNSPACED_RUN = new RegExp(`[${UNSPACED}]+`, 'gu');
/** Scripts in which family name and given name are written together, and in which one character can be a word. */
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}々]/u;
/** Because of the lookbehind, the pattern tests a run of punctuation once and not from each of its characters. */
const EDGES = /^[\p{P}^~<>|=]+|(?<![\p{P}^~<>|=])[\p{P}^~<>|=]+$/gu;

/** A part of a word: a run of a script without spaces, or the text before, between or after such runs. */
export interface WordPart {
  text: string;
  isUnspaced: boolean;
}

/**
 * The folded words of a text. Punctuation at the edges of a word is removed, unless the word consists only of
 * punctuation.
 */
export function searchWords(text: string | null): string[] {
  return text === null ? [] : foldedWords(text).map((word) => word.replace(EDGES, '') || word);
}

/** Whether a word consists only of punctuation. */
export function isPunctuation(word: string): boolean {
  return word.replace(EDGES, '') === '';
}

/**
 * Splits a word where a script without spaces begins or ends. Punctuation at the edges of a part is removed. A word of
 * punctuation is one part.
 */
export function wordParts(word: string): WordPart[] {
  const parts: WordPart[] = [];
  const addSpaced = (text: string) => {
    const trimmed = text.replace(EDGES, '');
    if (trimmed) parts.push({ text: trimmed, isUnspaced: false });
  };
  let from = 0;
  for (const { 0: run, index } of word.matchAll(UNSPACED_RUN)) {
    addSpaced(word.slice(from, index));
    parts.push({ text: run, isUnspaced: true });
    from = index + run.length;
  }
  addSpaced(word.slice(from));
  return parts.length > 0 ? parts : [{ text: word, isUnspaced: false }];
}

/**
 * The beginnings of a word and of the words inside it, which follow punctuation or symbols, such as a hyphen. Each
 * beginning has at most `length` characters.
 */
export function innerBeginnings(word: string, length: number): string[] {
  const ends = [...word.matchAll(/[\p{P}\p{S}]+/gu)].map((signs) => signs.index + signs[0].length);
  const starts = [0, ...ends.filter((end) => end < word.length)];
  return starts.map((start) => beginning(word.slice(start), length));
}

/** Whether a text contains a Chinese, Japanese or Korean character. */
export function hasCjk(text: string): boolean {
  return CJK.test(text);
}

/** For each position of a text, at most `length` characters from this position. */
export function slices(text: string, length: number): string[] {
  const characters = [...text];
  return characters.map((_, at) => characters.slice(at, at + length).join(''));
}

/** The first `length` characters of a text. A character has at most two UTF-16 code units. */
export function beginning(text: string, length: number): string {
  return [...text.slice(0, 2 * length)].slice(0, length).join('');
}
