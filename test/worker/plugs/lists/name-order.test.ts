/**
 * Names and companies are sorted by their folded form (lower case, without accents), in both directions, with a cursor
 * and with `skip`.
 */
import { beforeAll, expect, it } from 'vitest';
import { newPlugOwner, type PlugOwner } from '../plug-owner.ts';

const NAMES = [
  'Zoe',
  'Émile',
  'adam',
  'ábel',
  'Bob',
  '\u200bcarl',
  'ÅSA',
  'İpek',
  'Østen',
  'ß',
  'st',
  '９',
  'Ωmega',
];
const SORTED = [
  '９',
  'ábel',
  'adam',
  'ÅSA',
  'Bob',
  'carl',
  'Émile',
  'İpek',
  'Østen',
  'ß',
  'st',
  'Zoe',
  'Ωmega',
];
const FIELDS = ['first_name', 'last_name', 'company'] as const;

let owner: PlugOwner;
beforeAll(async () => {
  owner = await newPlugOwner();
  for (const [at, name] of NAMES.entries()) {
    const plug = { first_name: name, last_name: name, company: name, email: `p${at}@example.com` };
    expect((await owner.create({ ...plug, job_title: 'J' })).status).toBe(201);
  }
});

const valuesOf = (items: Record<string, string>[], field: string) => items.map((item) => item[field]);

it.each(
  FIELDS.flatMap((field) => [
    [field, field, SORTED] as const,
    [field, `-${field}`, [...SORTED].reverse()] as const,
  ]),
)('the values of %s are in the documented order with sort=%s', async (field, sort, sorted) => {
  expect(valuesOf((await owner.list(`sort=${sort}`)).body.items, field)).toEqual(sorted);
  const bySkip: unknown[] = [];
  const byCursor: unknown[] = [];
  let cursor = '';
  for (let skip = 0; skip < NAMES.length; skip += 3) {
    bySkip.push(...valuesOf((await owner.list(`sort=${sort}&limit=3&skip=${skip}`)).body.items, field));
    const { body } = await owner.list(`sort=${sort}&limit=3${cursor}`);
    byCursor.push(...valuesOf(body.items, field));
    cursor = `&cursor=${body.next_cursor}`;
  }
  expect(bySkip).toEqual(sorted);
  expect(byCursor).toEqual(sorted);
});

it('a list that is sorted by name contains a renamed plug at the position of the new name', async () => {
  const other = await newPlugOwner();
  const { body: plug } = await other.create({ first_name: 'Zoe', last_name: 'X' });
  await other.create({ first_name: 'Bob', last_name: 'X' });
  await other.update(plug.id, { first_name: 'Ähre' });
  expect(valuesOf((await other.list('sort=first_name')).body.items, 'first_name')).toEqual(['Ähre', 'Bob']);
});
