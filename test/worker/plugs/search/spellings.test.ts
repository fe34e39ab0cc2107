/** A search finds a plug by other spellings of its words and numbers. */
import { beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../support/client.ts';
import { newPlugOwner, type PlugOwner } from '../plug-owner.ts';

interface Named {
  first_name: string;
  last_name: string;
  primary_number?: string;
  secondary_number?: string;
  notes?: string;
  company?: string;
}

const PLUGS: Named[] = [
  { first_name: 'Łukasz', last_name: 'Weiß' },
  { first_name: 'Søren', last_name: 'Đorđević' },
  { first_name: 'Conan', last_name: 'O’Brien' },
  { first_name: 'İpek', last_name: 'Yıldız' },
  { first_name: 'Οδυσσεύς', last_name: 'Παπαδόπουλος' },
  { first_name: 'می‌ترا', last_name: 'کریمی' },
  { first_name: 'Jo\u200bsé', last_name: 'Ｍａｒｔíｎ' },
  { first_name: '小明', last_name: '王' },
  { first_name: '太郎', last_name: '山田', notes: '昨日の会議で東京都の計画を話しました' },
  { first_name: '철수', last_name: '김' },
  { first_name: 'Ada', last_name: 'One', primary_number: '555‑010‑0780' },
  { first_name: 'Bea', last_name: 'Two', primary_number: '(+44) 20 7946 0000' },
  {
    first_name: 'Cem',
    last_name: 'Three',
    primary_number: '030 98765432',
    secondary_number: '+1 202 555 0134',
  },
  {
    first_name: 'Dan',
    last_name: 'Four',
    notes: 'sent https://example.com/a-very-long-path/2026 by e-mail (urgent!)',
  },
];

let owner: PlugOwner;
beforeAll(async () => {
  owner = await newPlugOwner();
  for (const plug of PLUGS) expect((await owner.create(plug)).status).toBe(201);
});

/** The first names of the plugs that a search finds. */
async function findNames(typed: string): Promise<string[]> {
  const { status, body } = await owner.search(typed);
  expect(status).toBe(200);
  expect(body.total).toBe(body.items.length);
  return body.items.map(({ first_name }: Named) => first_name);
}

describe('letters', () => {
  it.each([
    ['lukasz', 'Łukasz'],
    ['LUKASZ weiss', 'Łukasz'],
    ['WEISS', 'Łukasz'],
    ['soren', 'Søren'],
    ['dordevic', 'Søren'],
    ["o'brien", 'Conan'],
    ['O´BRIEN', 'Conan'],
    ['"O’Brien"', 'Conan'],
    ['ipek', 'İpek'],
    ['IPEK YILDIZ', 'İpek'],
    ['yildiz', 'İpek'],
    ['ΟΔΥΣΣΕΥΣ', 'Οδυσσεύς'],
    ['παπαδοπουλοσ', 'Οδυσσεύς'],
    ['میترا', 'می‌ترا'],
    ['كريمي', 'می‌ترا'],
    ['\u202ajosé\u202c', 'Jo\u200bsé'],
    ['martin', 'Jo\u200bsé'],
  ])('a search for %j finds %j', async (typed, name) => {
    expect(await findNames(typed)).toEqual([name]);
  });
});

describe('Chinese, Japanese and Korean', () => {
  it.each([
    ['王小明', '小明'],
    ['小明王', '小明'],
    ['王', '小明'],
    ['明', '小明'],
    ['山田太郎', '太郎'],
    ['田太', '太郎'],
    ['東京', '太郎'],
    ['東京都の計画', '太郎'],
    ['会議で東京都の計画を話しました', '太郎'],
    ['김철수', '철수'],
    ['철', '철수'],
  ])('a search for %s finds %s', async (typed, name) => {
    expect(await findNames(typed)).toEqual([name]);
  });

  it.each(['京東', '計画東京', '東京計画'])(
    'a search for %s does not find a text that contains the parts of the query separately',
    async (typed) => {
      expect(await findNames(typed)).toEqual([]);
    },
  );

  it('a query of one character is too short if the character is not Chinese, Japanese or Korean', async () => {
    for (const typed of ['a', 'é', '1', '\u200ba\u200b', '🙂']) {
      expect([typed, (await owner.search(typed)).status]).toEqual([typed, 400]);
    }
  });
});

describe('numbers', () => {
  it.each([
    ['5550100780', 'Ada'],
    ['555-010-0780', 'Ada'],
    ['+1 555 010 0780', 'Ada'],
    ['00 1 555 0100780', 'Ada'],
    ['2079460000', 'Bea'],
    ['020 7946 0000', 'Bea'],
    ['+442079460000', 'Bea'],
    ['0044 20 7946 0000', 'Bea'],
    ['+49 30 98765432', 'Cem'],
    ['0049 (0)30-98765432', 'Cem'],
    ['030/98765432', 'Cem'],
    ['٢٠٢٥٥٥٠١٣٤', 'Cem'],
    ['cem +49 30 98765432', 'Cem'],
  ])('a search for %s finds %s', async (typed, name) => {
    expect(await findNames(typed)).toEqual([name]);
  });

  it('a search for a number with another country code finds nothing', async () => {
    expect(await findNames('+33 20 7946 0000')).toEqual([]);
  });

  it('a number is stored as typed, without invisible characters', async () => {
    const { body } = await owner.create({
      first_name: 'Eve',
      last_name: 'Five',
      primary_number: '\u202a+1 555 010 1234\u202c',
    });
    expect(body.primary_number).toBe('+1 555 010 1234');
    expect(await findNames('15550101234')).toEqual(['Eve']);
  });
});

describe('notes', () => {
  it.each([
    'sent',
    'https://example.com/a-very-long-path/2026',
    'mail',
    '"urgent"',
    'urgent!',
    'example.com/a-very',
  ])('a search for %s finds the plug by its notes', async (typed) => {
    expect(await findNames(typed)).toEqual(['Dan']);
  });

  it.each(['ent', 'rgent', 'ail'])(
    'a search for %s, which is not the beginning of a word, does not find the notes',
    async (typed) => {
      expect(await findNames(typed)).toEqual([]);
    },
  );

  it('a search for the end of a text of more than 9,000 characters finds the plug, in notes and in connect_reason', async () => {
    const notes = `${'filler words '.repeat(765)}conclusion`;
    await owner.create({ first_name: 'Fay', last_name: 'Six', notes, connect_reason: `${notes}s` });
    expect(await findNames('conclusions')).toEqual(['Fay']);
    const unspaced = `${'あいうえお'.repeat(1900)}結論`;
    await owner.create({ first_name: 'Gil', last_name: 'Seven', notes: unspaced });
    expect(await findNames('結論')).toEqual(['Gil']);
    expect(await findNames('お結論')).toEqual(['Gil']);
  });
});

it('spaces and invisible characters do not count for the minimum length of a query', async () => {
  for (const query of ['', '?q=', '?q=%20', '?q=%E2%80%8Bb%E2%80%8B', '?q=%20b%20']) {
    expect((await call(`/plugs/search${query}`, { token: owner.token })).status).toBe(400);
  }
});
