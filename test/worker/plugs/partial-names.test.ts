/** Plugs with one name or without a name: creation, names in responses, updates and duplicates. */
import { describe, expect, it } from 'vitest';
import { bindings } from '../support/bindings.ts';
import { invalid } from '../support/golden.ts';
import { newPlugOwner } from './plug-owner.ts';

const PARTIAL = { first_name: 'Cher', allow_partial_name: true };

describe('a creation', () => {
  it.each([{}, { last_name: '' }, { last_name: ' \u200b ' }, { last_name: null }])(
    'a creation accepts one name if allow_partial_name is true: %j',
    async (last) => {
      const { create, read } = await newPlugOwner();
      const { status, body } = await create({ ...PARTIAL, ...last });
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
    'a creation requires both names without allow_partial_name: %j',
    async (allowed) => {
      const { create } = await newPlugOwner();
      for (const last of [{}, { last_name: '' }, { last_name: '\u200b' }, { last_name: null }]) {
        const { status, body } = await create({ first_name: 'Cher', ...allowed, ...last });
        expect(status).toBe(400);
        expect(body).toEqual(invalid({ field: 'last_name', message: 'last_name is required' }));
      }
    },
  );

  it('a creation always requires the first name, and checks a last name that is sent', async () => {
    const { create } = await newPlugOwner();
    const without = await create({ allow_partial_name: true, last_name: 'Sarkisian' });
    expect(without.body).toEqual(invalid({ field: 'first_name', message: 'first_name is required' }));
    const long = await create({ ...PARTIAL, last_name: 'x'.repeat(65) });
    expect(long.body.detail).toBe('last_name must be at most 64 characters');
    const wrong = await create({ ...PARTIAL, last_name: 'X', allow_partial_name: 'yes' });
    expect(wrong.body.detail).toBe('allow_partial_name must be true or false');
  });
});

describe('an update', () => {
  const IDENTIFIED = [
    { email: 'cher@example.com' },
    { company: 'Believe' },
    { primary_number: '+1 202 555 0134' },
    { secondary_number: '+1 202 555 0134' },
  ];

  it.each([null, '', ' ', '\u200b'])(
    'an update clears a name with %j if another field identifies the plug',
    async (nothing) => {
      const { create, update } = await newPlugOwner();
      const { body: plug } = await create({ first_name: 'Cher', last_name: 'Sarkisian' });
      const one = await update(plug.id, { last_name: nothing });
      expect(one.body).toMatchObject({ first_name: 'Cher', last_name: '', full_name: 'Cher' });
      const none = await update(plug.id, { first_name: nothing });
      expect(none.body).toEqual(invalid({ field: 'first_name', message: 'first_name is required' }));
      for (const [at, known] of IDENTIFIED.entries()) {
        const { body } = await create({ first_name: `N${at}`, last_name: 'X', ...known });
        const { status, body: cleared } = await update(body.id, { first_name: nothing, last_name: nothing });
        expect(status).toBe(200);
        expect(cleared).toMatchObject({ first_name: '', last_name: '', full_name: Object.values(known)[0] });
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

it('a plug without a name can be found and sorted, but not converted', async () => {
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
  it('two plugs without a name at one company are no duplicates if they have an address or a number', async () => {
    const { create, update } = await newPlugOwner();
    const made = [];
    for (const email of ['a@acme.test', 'b@acme.test']) {
      const { body } = await create({ first_name: email, last_name: 'X', company: 'Acme', email });
      made.push((await update(body.id, { first_name: null, last_name: null })).status);
    }
    expect(made).toEqual([200, 200]);
  });

  it('two plugs without a name, address and number at one company are duplicates', async () => {
    const { create, update } = await newPlugOwner();
    const statuses = [];
    for (const first_name of ['A', 'B']) {
      const { body } = await create({ first_name, last_name: 'X', company: 'Acme' });
      statuses.push((await update(body.id, { first_name: null, last_name: null })).status);
    }
    expect(statuses).toEqual([200, 400]);
  });

  it('two plugs with one name are duplicates if name and company are equal', async () => {
    const { create } = await newPlugOwner();
    expect((await create({ ...PARTIAL, company: 'Acme' })).status).toBe(201);
    expect((await create({ ...PARTIAL, company: 'ACME', first_name: 'CHÉR' })).status).toBe(400);
    expect((await create({ ...PARTIAL, company: 'Acme', last_name: 'X' })).status).toBe(201);
  });

  it('a plug with a duplicate key of an older rule can still be changed in other fields', async () => {
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
