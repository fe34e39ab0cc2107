/** Folding makes different spellings of one word equal. */
import { describe, expect, it } from 'vitest';
import { caseKey, fold, foldedLine, foldedWords } from '../../../src/rules/plugs/folding.ts';

/** The folded form of a word, followed by other spellings of the word. */
const SPELLINGS: [string, ...string[]][] = [
  ['lukasz', 'Łukasz', 'ŁUKASZ', 'L\u0301ukasz'],
  ['soren', 'Søren', 'SØREN'],
  ['dorde', 'Đorđe', 'Ðorðe'],
  ['weiss', 'Weiß', 'WEISS', 'WEIẞ'],
  ['strasse', 'Straße', 'STRASSE'],
  ['aesir', 'Æsir'],
  ['oeuvre', 'Œuvre'],
  ['thor', 'Þór'],
  ['hal', 'Ħal'],
  ["o'brien", 'O’Brien', "O'Brien", 'O´Brien', 'O`Brien', 'OʼBrien', 'O＇Brien', 'O‘Brien'],
  ['anne-marie', 'Anne‑Marie', 'Anne–Marie', 'Anne−Marie', 'Anne\u00AD-Marie'],
  ['istanbul', 'İstanbul', 'ISTANBUL', 'ıstanbul', 'i\u0307stanbul'],
  ['οδυσσευσ', 'Οδυσσεύς', 'ΟΔΥΣΣΕΥΣ', 'οδυσσευς'],
  ['fix', 'ﬁx', 'ＦＩＸ', '𝕱𝖎𝖝'],
  ['jose', 'José', 'JOSE\u0301', 'jo\u200bse', '\u202aJosé\u202c'],
  ['علي', 'علی', 'عَلِيّ', 'عـلي', 'على'],
  ['كتاب', 'کتاب'],
  ['احمد', 'أحمد'],
  ['0123456789', '٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹', '０１２３４５６７８９', '०१२३४५६७८९'],
  ['ガ', 'ｶﾞ', 'カ\u3099'],
  ['김철수', '김철수'.normalize('NFD')],
  ['שלום', 'שָׁלוֹם'],
  ['еж', 'Ёж', 'ЁЖ'],
];

describe('one word', () => {
  it.each(SPELLINGS)('%s is the folded form of all its spellings', (folded, ...spellings) => {
    expect([folded, ...spellings].map(fold)).toEqual([folded, ...spellings].map(() => folded));
  });
});

it.each([
  ['は', 'ば', 'ぱ'],
  ['राम', 'रमा', 'रोमी'],
  ['กา', 'กี', 'กู'],
  ['ж', 'з'],
  ['王', '玉'],
])('different words stay different: %s, %s', (...words) => {
  expect(new Set(words.map(fold)).size).toBe(words.length);
});

it('every character below U+20000 has the same folded form as its lower-case, NFC, NFD and folded forms', () => {
  const failures: string[] = [];
  for (let code = 0; code < 0x20000; code += 1) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const character = String.fromCodePoint(code);
    const folded = fold(character);
    const forms = [folded, character.normalize('NFC'), character.normalize('NFD'), character.toLowerCase()];
    if (forms.some((form) => fold(form) !== folded)) failures.push(code.toString(16));
  }
  expect(failures).toEqual([]);
});

it('words are split at tabs and at ordinary, no-break and ideographic spaces, and a word that consists of an accent keeps the accent', () => {
  expect(foldedWords(' Ada\u00a0de\u3000la\tLovelace ')).toEqual(['ada', 'de', 'la', 'lovelace']);
  expect(foldedWords('\u0301')).toEqual(['\u0301']);
  expect(foldedWords('\u200b')).toEqual([]);
  expect(foldedLine('  Émile   ZOLA ')).toBe('emile zola');
});

it('the key of a tag ignores letter case and Unicode normalization, but not accents', () => {
  expect(caseKey('VIP')).toBe(caseKey('vip'));
  expect(caseKey('Cafe\u0301')).toBe(caseKey('CAFÉ'));
  expect(caseKey('café')).not.toBe(caseKey('cafe'));
});
