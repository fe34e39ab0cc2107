/** Every match contains every word of the query, even if the index contains only a part of a word. */
import { beforeAll, describe, expect, it } from 'vitest';
import { newPlugOwner, type PlugOwner } from '../plug-owner.ts';

/** A word of 16 characters, which is the maximum length of a term of the index (`MAX_TERM_LENGTH`). */
const BEGINNING = 'donaudampfschiff';
const LONG_WORD = `${BEGINNING}fahrtsgesellschaft`;
/** More words than the expression of a query can have (`MAX_TERMS`). */
const FORTY_WORDS = Array.from({ length: 40 }, (_, at) => `word${String.fromCharCode(97 + (at % 26))}${at}x`);

let owner: PlugOwner;
beforeAll(async () => {
  owner = await newPlugOwner();
  await owner.create({ first_name: 'Whole', last_name: 'A', company: LONG_WORD });
  await owner.create({
    first_name: 'Accented',
    last_name: 'A',
    company: `Dönaudampfschiff fahrtsgesellschaft`,
  });
  await owner.create({ first_name: 'Apart', last_name: 'B', notes: `${BEGINNING} fahrtsgesellschaft` });
  await owner.create({ first_name: 'Other', last_name: 'C', notes: `${BEGINNING}skapitän` });
  await owner.create({ first_name: 'Folded', last_name: 'D', notes: `${BEGINNING}SKAPITÄNSMÜTZE` });
  await owner.create({ first_name: 'Forty', last_name: 'E', notes: FORTY_WORDS.join(' ') });
  await owner.create({ first_name: 'Nearly', last_name: 'F', notes: FORTY_WORDS.slice(0, 39).join(' ') });
});

/** The first names of the plugs that a search finds, in alphabetical order. */
async function findNames(typed: string): Promise<string[]> {
  const { body } = await owner.search(typed);
  expect(body.total).toBe(body.items.length);
  return body.items.map(({ first_name }: { first_name: string }) => first_name).sort();
}

describe('a word that is longer than a term of the index, or as long as a term', () => {
  it.each([
    [LONG_WORD, ['Whole']],
    [LONG_WORD.slice(0, 25), ['Whole']],
    [LONG_WORD.slice(3), ['Whole']],
    [`${BEGINNING}skapitan`, ['Folded', 'Other']],
    [`${BEGINNING}skapitänsmütze`, ['Folded']],
    [`${BEGINNING}skapitanz`, []],
    [BEGINNING, ['Accented', 'Apart', 'Folded', 'Other', 'Whole']],
  ])('a search for %s finds exactly the plugs that contain the whole typed text', async (typed, names) => {
    expect(await findNames(typed)).toEqual(names);
  });
});

describe('a search for forty words', () => {
  it('a search for forty words finds only plugs that contain all forty words', async () => {
    expect(await findNames(FORTY_WORDS.join(' '))).toEqual(['Forty']);
    expect(await findNames([...FORTY_WORDS].reverse().join(' '))).toEqual(['Forty']);
    expect(await findNames(FORTY_WORDS.slice(0, 39).join(' '))).toEqual(['Forty', 'Nearly']);
  });

  it('a search for 39 or 40 words and one more word finds nothing if the last word is in no plug', async () => {
    expect(await findNames([...FORTY_WORDS, 'missing'].join(' '))).toEqual([]);
    expect(await findNames([...FORTY_WORDS.slice(0, 39), 'mis'].join(' '))).toEqual([]);
  });

  it('a search for forty numbers finds the plug that contains all of them, but no plug if "and" is also typed', async () => {
    const numbers = Array.from({ length: 40 }, (_, at) => `${1000 + at}-${at}`);
    await owner.create({ first_name: 'Numbers', last_name: 'G', notes: numbers.join('\n') });
    expect(
      await findNames(
        numbers
          .map((number) => `${number} and`)
          .join(' ')
          .slice(0, -4),
      ),
    ).toEqual([]);
    expect(await findNames(numbers.join(' '))).toEqual(['Numbers']);
  });
});

it('pages contain and totals count only the plugs whose text contains the whole word', async () => {
  const other = await newPlugOwner();
  for (let at = 0; at < 7; at += 1) {
    await other.create({ first_name: `N${at}`, last_name: 'X', notes: `${LONG_WORD}${at % 2 ? '' : 'x'}` });
  }
  const pages: string[][] = [];
  for (let skip = 0; skip < 4; skip += 2) {
    const { body } = await other.search(`${LONG_WORD}x`, `skip=${skip}&limit=2`);
    expect(body).toMatchObject({ total: 4, pages: 2, has_next: skip === 0 });
    pages.push(body.items.map(({ first_name }: { first_name: string }) => first_name));
  }
  expect(pages).toEqual([
    ['N6', 'N4'],
    ['N2', 'N0'],
  ]);
});

it('the total is exact if a search has more matches than the 200 that the first statement of the search reads', {
  timeout: 60_000,
}, async () => {
  const other = await newPlugOwner();
  for (let start = 0; start < 210; start += 30) {
    const bodies = Array.from({ length: 30 }, (_, at) => ({
      first_name: `N${start + at}`,
      last_name: '東京都庁',
    }));
    await Promise.all(bodies.map((body) => other.create(body)));
  }
  const { body } = await other.search('東京都庁', 'limit=5');
  expect(body).toMatchObject({ total: 210, pages: 42 });
  expect(body.items).toHaveLength(5);
  expect((await other.search('東京都庁', 'limit=5&skip=205')).body).toMatchObject({
    total: 210,
    has_next: false,
  });
});
