/**
 * Random texts as queries and as values: a query is not interpreted as query syntax, and a search for a value of a plug
 * finds the plug. An update with an invalid value changes nothing.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { trimUnseen } from '../../../../src/rules/unseen-characters.ts';
import { call, signUp } from '../../support/client.ts';

/** One character that is long enough as a query. */
const CJK_CHARACTER =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}々]$/u;

/** Characters with a meaning in FTS5 queries, SQL, LIKE patterns or URLs, and other punctuation. */
const PUNCTUATION = [
  '"',
  "'",
  '*',
  '-',
  '%',
  '_',
  '(',
  ')',
  ':',
  '^',
  '+',
  '{',
  '}',
  ';',
  '\\',
  '~',
  '@',
  '.',
  ',',
];
const SYNTAX_WORDS = [
  'AND',
  'OR',
  'NOT',
  'NEAR',
  'NEAR(a b, 3)',
  'terms:',
  'plugs_fts',
  '%00',
  "'; DROP TABLE plugs; --",
];
/** Letters, a digit, and combining, invisible and private-use characters. */
const CHARACTERS = [
  'a',
  'Z',
  '0',
  'é',
  'e\u0301',
  'ß',
  'İ',
  'ﬁ',
  '漢',
  'ي',
  'Å',
  '\u0301',
  '\u200D',
  '\uE000',
  '\uE100',
];
const EMOJI = ['🙂', '👩‍👩‍👧', '🇩🇪', '🫠'];

const piece = fc.oneof(
  fc.constantFrom(...PUNCTUATION, ...SYNTAX_WORDS, ...CHARACTERS, ...EMOJI, ' '),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const randomText = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(''));

const LINE_FIELDS = ['company', 'job_title', 'network_type', 'business_type', 'met_where'] as const;
const TEXT_FIELDS = ['notes', 'connect_reason'] as const;

/** Searches for a text. A lone surrogate is replaced by U+FFFD, because a URL cannot contain it. */
function searchFor(token: string, text: string) {
  return call(`/plugs/search?limit=1000&q=${encodeURIComponent(text.toWellFormed())}`, { token });
}

it('a search for a first name of at least two characters finds the plug, for every name that is accepted', async () => {
  const { token } = await signUp();
  await fc.assert(
    fc.asyncProperty(randomText, async (name) => {
      const created = await call('/plugs/', { token, body: { first_name: name, last_name: 'Q' } });
      expect([201, 400]).toContain(created.status);
      if (created.status !== 201 || [...created.body.first_name].length < 2) return;
      const found = await searchFor(token, name);
      expect(found.status).toBe(200);
      expect(found.body.items.map(({ id }: { id: string }) => id)).toContain(created.body.id);
    }),
    { numRuns: 300 },
  );
}, 60_000);

it.each([...LINE_FIELDS, ...TEXT_FIELDS])(
  'a search for any text of at least two characters in the field %s finds the plug',
  async (field) => {
    const { token } = await signUp();
    await fc.assert(
      fc.asyncProperty(randomText, async (text) => {
        const body = { first_name: 'Given', last_name: 'Family', [field]: text };
        const created = await call('/plugs/', { token, body });
        expect([201, 400]).toContain(created.status);
        const stored: string | null = created.body[field] ?? null;
        if (created.status !== 201 || stored === null) return;
        if ([...trimUnseen(stored).normalize('NFC')].length < 2) return;
        const found = await searchFor(token, stored);
        expect(found.body.items.map(({ id }: { id: string }) => id)).toContain(created.body.id);
      }),
      { numRuns: 40 },
    );
  },
  60_000,
);

it('an update of any field with any value succeeds, or returns 400 and does not change the plug', async () => {
  const { token } = await signUp();
  const fields = [
    ...LINE_FIELDS,
    ...TEXT_FIELDS,
    'first_name',
    'last_name',
    'email',
    'primary_number',
    'secondary_number',
    'linkedin_url',
    'profile_picture',
    'hubspot_pipeline_stage',
    'priority',
    'tags',
    'custom_data',
    'birthday',
    'met_at',
    'telegram_username',
    'telegram_user_id',
  ];
  const start = await call('/plugs/', { token, body: { first_name: 'Still', last_name: 'Here' } });
  const path = `/plugs/${start.body.id}`;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...fields),
      fc.oneof(randomText, fc.jsonValue()),
      async (field, value) => {
        const before = await call(path, { token });
        const response = await call(path, { token, method: 'PUT', body: { [field]: value } });
        expect([200, 400]).toContain(response.status);
        if (response.status === 200) return;
        expect(response.body.error.details[0].field).toMatch(new RegExp(`^${field}`));
        expect((await call(path, { token })).body).toEqual(before.body);
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);

it('a search for any text returns 200, or 400 if the text is too short', async () => {
  const { token } = await signUp();
  await call('/plugs/', { token, body: { first_name: 'Any', last_name: 'Thing' } });
  await fc.assert(
    fc.asyncProperty(randomText, async (text) => {
      const response = await searchFor(token, text);
      const trimmed = trimUnseen(text.toWellFormed()).normalize('NFC');
      const isLongEnough = [...trimmed].length >= 2 || CJK_CHARACTER.test(trimmed);
      expect(response.status).toBe(isLongEnough ? 200 : 400);
    }),
    { numRuns: 300 },
  );
}, 60_000);

it.each(['a'.repeat(10_000), '"'.repeat(10_000), '🙂'.repeat(5_000), 'ab '.repeat(3_000)])(
  'a search for the first 1,000 UTF-16 code units of long notes finds the plug',
  async (text) => {
    const { token } = await signUp();
    const body = { first_name: 'Long', last_name: 'Story', notes: text, connect_reason: text };
    const created = await call('/plugs/', { token, body });
    expect(created.status).toBe(201);
    const found = await searchFor(token, text.slice(0, 1_000));
    expect(found.body.total).toBe(1);
  },
);

const CONTROL_NAMES = ['NUL \u0000 inside', 'bell \u0007'];
it.each(CONTROL_NAMES)(
  'the name %j with a control character is rejected, and a search for this name returns 200',
  async (name) => {
    const { token } = await signUp();
    const response = await call('/plugs/', { token, body: { first_name: name, last_name: 'X' } });
    expect(response.status).toBe(400);
    expect(response.body.detail).toBe('first_name contains invalid characters');
    expect((await call('/plugs/', { token })).body.total).toBe(0);
    expect((await searchFor(token, name)).status).toBe(200);
  },
);
