/** Plugs with one name or without a name: creations, updates, searches, lists, conversions and duplicates. */
import { describe, expect, it } from 'vitest';
import { bindings } from '../support/bindings.ts';
import { invalid } from '../support/golden.ts';
import { newPlugOwner } from './plug-owner.ts';

const FIRST_NAME_ONLY = { first_name: 'Cher', allow_partial_name: true };

describe('a creation', () => {
  it.each([{}, { last_name: '' }, { last_name: ' \u200b ' }, { last_name: null }])(
    'a creation with allow_partial_name accepts a first name without a last name: %j',
    async (last) => {
      const { create, read } = await newPlugOwner();
      const { status, body } = await create({ ...FIRST_NAME_ONLY, ...last });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        first_name: 'Cher',
        last_name: '',
        full_name: 'Cher',
        display_name: 'Cher',
      });
      expect((await read(body.id)).body).toEqual(body);
    },
  );

  it.each([{}, { allow_partial_name: false }, { allow_partial_name: null }])(
    'a creation requires a last name if allow_partial_name is not true: %j',
    async (option) => {
      const { create } = await newPlugOwner();
      for (const last of [{}, { last_name: '' }, { last_name: '\u200b' }, { last_name: null }]) {
        const { status, body } = await create({ first_name: 'Cher', ...option, ...last });
        expect(status).toBe(400);
        expect(body).toEqual(invalid({ field: 'last_name', message: 'last_name is required' }));
      }
    },
  );

  it('a creation with allow_partial_name requires a first name, and checks the last name and allow_partial_name', async () => {
    const { create } = await newPlugOwner();
    const without = await create({ allow_partial_name: true, last_name: 'Sarkisian' });
    expect(without.body).toEqual(invalid({ field: 'first_name', message: 'first_name is required' }));
    const long = await create({ ...FIRST_NAME_ONLY, last_name: 'x'.repeat(65) });
    expect(long.body.detail).toBe('last_name must be at most 64 characters');
    const wrong = await create({ ...FIRST_NAME_ONLY, last_name: 'X', allow_partial_name: 'yes' });
    expect(wrong.body.detail).toBe('allow_partial_name must be true or false');
  });
});

describe('an update', () => {
  const IDENTIFYING_FIELDS = [
    { email: 'cher@example.com' },
    { company: 'Believe' },
    { primary_number: '+1 202 555 0134' },
    { secondary_number: '+1 202 555 0134' },
  ];

  it.each([null, '', ' ', '\u200b'])(
    'an update clears a name with %j if another field identifies the plug',
    async (blank) => {
      const { create, update } = await newPlugOwner();
      const { body: plug } = await create({ first_name: 'Cher', last_name: 'Sarkisian' });
      const withoutLast = await update(plug.id, { last_name: blank });
      expect(withoutLast.body).toMatchObject({ first_name: 'Cher', last_name: '', full_name: 'Cher' });
      const withoutBoth = await update(plug.id, { first_name: blank });
      expect(withoutBoth.body).toEqual(invalid({ field: 'first_name', message: 'first_name is required' }));
      for (const [at, identifying] of IDENTIFYING_FIELDS.entries()) {
        const { body } = await create({ first_name: `N${at}`, last_name: 'X', ...identifying });
        const { status, body: cleared } = await update(body.id, { first_name: blank, last_name: blank });
        expect(status).toBe(200);
        const full_name = Object.values(identifying)[0];
        expect(cleared).toMatchObject({ first_name: '', last_name: '', full_name });
      }
    },
  );

  it('an update cannot remove the last value that identifies a plug', async () => {
    const { create, update } = await newPlugOwner();
    const { body: plug } = await create({
      first_name: 'A',
      last_name: 'B',
      company: 'Acme',
      email: 'a@acme.test',
    });
    const cleared = await update(plug.id, { first_name: '', last_name: '' });
    expect(cleared.body).toMatchObject({ full_name: 'Acme', display_name: 'Acme' });
    expect((await update(plug.id, { company: null })).body.full_name).toBe('a@acme.test');
    const last = await update(plug.id, { email: null });
    expect(last.body).toEqual(invalid({ field: 'email', message: 'email is required' }));
    expect((await update(plug.id, { email: null, first_name: 'C' })).body.full_name).toBe('C');
  });
});

it('a plug without a name is found by a search and contained in a sorted list, but cannot be converted', async () => {
  const { create, update, search, list, convert } = await newPlugOwner();
  const { body: plug } = await create({ first_name: 'A', last_name: 'B', email: 'nameless@acme.test' });
  await create({ first_name: 'Zoe', last_name: 'C' });
  await update(plug.id, { first_name: null, last_name: null });
  expect((await search('nameless')).body.total).toBe(1);
  const { body } = await list('sort=first_name');
  expect(body.items.map(({ full_name }: { full_name: string }) => full_name)).toEqual([
    'nameless@acme.test',
    'Zoe C',
  ]);
  expect((await convert(plug.id)).status).toBe(422);
});

describe('duplicates', () => {
  it('two plugs without a name at one company are not duplicates if they have different e-mail addresses', async () => {
    const { create, update } = await newPlugOwner();
    const statuses = [];
    for (const email of ['a@acme.test', 'b@acme.test']) {
      const { body } = await create({ first_name: email, last_name: 'X', company: 'Acme', email });
      statuses.push((await update(body.id, { first_name: null, last_name: null })).status);
    }
    expect(statuses).toEqual([200, 200]);
  });

  it('two plugs at one company are duplicates if they have no name, no e-mail address and no number', async () => {
    const { create, update } = await newPlugOwner();
    const statuses = [];
    for (const first_name of ['A', 'B']) {
      const { body } = await create({ first_name, last_name: 'X', company: 'Acme' });
      statuses.push((await update(body.id, { first_name: null, last_name: null })).status);
    }
    expect(statuses).toEqual([200, 400]);
  });

  it('two plugs with only a first name are duplicates if first name and company differ only in case or accents', async () => {
    const { create } = await newPlugOwner();
    expect((await create({ ...FIRST_NAME_ONLY, company: 'Acme' })).status).toBe(201);
    expect((await create({ ...FIRST_NAME_ONLY, company: 'ACME', first_name: 'CHÉR' })).status).toBe(400);
    expect((await create({ ...FIRST_NAME_ONLY, company: 'Acme', last_name: 'X' })).status).toBe(201);
  });

  it('a plug whose stored duplicate key is from an older rule can be changed, but cannot become a duplicate again', async () => {
    const { create, update } = await newPlugOwner();
    const { body: first } = await create({ first_name: 'José', last_name: 'X', company: 'Acme' });
    const { body: second } = await create({ first_name: 'Other', last_name: 'X', company: 'Acme' });
    await bindings.DB.prepare("UPDATE plugs SET first_name = 'Jose', duplicate_key = 'old' WHERE id = ?")
      .bind(second.id)
      .run();
    expect((await update(second.id, { notes: 'changed' })).status).toBe(200);
    expect((await update(second.id, { company: 'ACME' })).status).toBe(200);
    expect((await update(second.id, { last_name: 'Y' })).status).toBe(200);
    expect((await update(second.id, { last_name: 'X' })).status).toBe(400);
    expect((await update(first.id, { notes: 'changed' })).status).toBe(200);
  });
});
