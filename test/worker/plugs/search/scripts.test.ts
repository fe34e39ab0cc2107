/**
 * A search finds a plug by each word of its name, by the folded form and the first two letters of a word, and by all
 * words in reverse order and upper case. The names are in many scripts.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldedWords } from '../../../../src/rules/plugs/folding.ts';
import { call, signUp } from '../../support/client.ts';

/** Ranges of letters: the first and the last code point of (a part of) a Unicode block or script. */
const LETTER_RANGES: Record<string, [number, number]> = {
  'Basic Latin': [0x61, 0x7a],
  'Latin-1 Supplement': [0xc0, 0xff],
  'Latin Extended-A': [0x100, 0x17f],
  'Latin Extended-B': [0x180, 0x24f],
  'Latin Extended Additional': [0x1e00, 0x1eff],
  Greek: [0x386, 0x3ce],
  'Greek Extended': [0x1f00, 0x1f4d],
  Cyrillic: [0x400, 0x4ff],
  Armenian: [0x531, 0x556],
  Georgian: [0x10d0, 0x10fa],
  'Georgian capitals': [0x1c90, 0x1cba],
  Hebrew: [0x5d0, 0x5ea],
  Arabic: [0x620, 0x64a],
  Persian: [0x671, 0x6d3],
  'Arabic Presentation Forms': [0xfe80, 0xfefc],
  Devanagari: [0x905, 0x939],
  Bengali: [0x985, 0x9b9],
  Tamil: [0xb85, 0xbb9],
  Thai: [0xe01, 0xe2e],
  Lao: [0xe81, 0xeb0],
  Myanmar: [0x1000, 0x1020],
  Khmer: [0x1780, 0x17a2],
  Ethiopic: [0x1200, 0x1248],
  Cherokee: [0x13a0, 0x13f5],
  Hiragana: [0x3041, 0x3096],
  Katakana: [0x30a1, 0x30fa],
  'Halfwidth Katakana': [0xff66, 0xff9d],
  Han: [0x4e00, 0x9fff],
  'Han Extension B': [0x20000, 0x2a6df],
  Hangul: [0xac00, 0xd7a3],
  'Fullwidth Latin': [0xff21, 0xff5a],
  Deseret: [0x10400, 0x1044f],
  Adlam: [0x1e900, 0x1e943],
};

/** The marks that follow a letter. The empty text is repeated, so that a third of the letters have no mark. */
const MARKS = ['', '', '', '\u0301', '\u0308', '\u0327', '\u200d', '\u00ad', '\ufe0f'];

/** Words of 2 to 6 letters. Each letter has at most one mark. */
function wordOf([from, to]: [number, number]): fc.Arbitrary<string> {
  const letter = fc
    .integer({ min: from, max: to })
    .map((code) => String.fromCodePoint(code))
    .filter((character) => /^\p{L}$/u.test(character));
  const letters = fc.tuple(letter, fc.constantFrom(...MARKS)).map((parts) => parts.join(''));
  return fc.array(letters, { minLength: 2, maxLength: 6 }).map((parts) => parts.join(''));
}

it.each(Object.entries(LETTER_RANGES))(
  'a search finds names in letters of the range %s',
  { timeout: 60_000 },
  async (_, range) => {
    const { token } = await signUp();
    const expectFound = async (id: string, typed: string) => {
      const { status, body } = await call(`/plugs/search?limit=1000&q=${encodeURIComponent(typed)}`, {
        token,
      });
      expect([typed, status]).toEqual([typed, 200]);
      expect([typed, body.items.map((plug: { id: string }) => plug.id)]).toEqual([
        typed,
        expect.arrayContaining([id]),
      ]);
    };
    const name = fc.array(wordOf(range), { minLength: 1, maxLength: 2 }).map((words) => words.join(' '));
    await fc.assert(
      fc.asyncProperty(name, name, async (first_name, last_name) => {
        const created = await call('/plugs/', { token, body: { first_name, last_name } });
        expect(created.status).toBe(201);
        const { id } = created.body;
        const stored: string[] = `${created.body.first_name} ${created.body.last_name}`.split(' ');
        for (const each of stored) {
          await expectFound(id, each);
          const folded = foldedWords(each).join(' ');
          if ([...folded].length > 1) await expectFound(id, folded);
          const [beginning = ''] = /^(?:.*?\p{L}){2}/u.exec(each.normalize('NFKC')) ?? [];
          await expectFound(id, beginning);
        }
        await expectFound(id, [...stored].reverse().join(' ').toUpperCase());
      }),
      { numRuns: 8 },
    );
  },
);
