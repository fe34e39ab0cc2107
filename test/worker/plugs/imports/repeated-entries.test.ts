/** Entries that describe the same person as an earlier entry of their file. */
import { describe, expect, it } from 'vitest';
import { newImportOwner } from './import-owner.ts';

it('an entry that is a duplicate of an earlier entry of the file is skipped, or fills the plug of the earlier entry with `on_duplicate=update`', async () => {
  const text = 'Name,Email,Notes\nA B,a@example.com,\nA B,A@example.com,x\n';
  const first = await newImportOwner();
  const skipped = (await first.send(text)).body.entries;
  expect(skipped[1]).toMatchObject({
    outcome: 'skipped',
    duplicate_of: skipped[0].id,
    duplicate_of_line: 2,
    reason: 'same_email',
  });
  const second = await newImportOwner();
  const { body } = await second.send(text, { query: { on_duplicate: 'update' } });
  expect(body.entries.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['created', 'updated']);
  expect(await second.readPlugs()).toMatchObject([{ email: 'a@example.com', notes: 'x' }]);
});

describe('with `on_duplicate=update`, an entry that would make the plug of an earlier entry a duplicate is skipped', () => {
  const query = { on_duplicate: 'update' };
  const preview = { ...query, dry_run: 'true' };
  const head = 'First Name,Last Name,Email,Company\n';
  const repeated = { outcome: 'skipped', reason: 'same_email', duplicate_of_line: 2 };

  it('the duplicate would have the name and the company of the plug of another entry', async () => {
    const { send, readPlugs } = await newImportOwner();
    const rows = 'Ada,Ray,ada@x.test,\nAda,Ray,,Acme\nAda,Ray,ada@x.test,Acme\n';
    const outcomes = [{ outcome: 'created' }, { outcome: 'created' }, repeated];
    expect((await send(head + rows, { query: preview })).body.entries).toMatchObject(outcomes);
    expect((await send(head + rows, { query })).body.entries).toMatchObject(outcomes);
    expect(await readPlugs()).toMatchObject([
      { email: 'ada@x.test', company: null },
      { email: null, company: 'Acme' },
    ]);
  });

  it('the duplicate would have the name and the company of a stored plug', async () => {
    const { send, create, readPlugs } = await newImportOwner();
    await create({ first_name: 'Ada', last_name: 'Ray', company: 'Acme' });
    const rows = 'Ada,Ray,ada@x.test,\nAda,Ray,ada@x.test,Acme\n';
    const outcomes = [{ outcome: 'created' }, repeated];
    expect((await send(head + rows, { query: preview })).body.entries).toMatchObject(outcomes);
    expect((await send(head + rows, { query })).body.entries).toMatchObject(outcomes);
    expect(await readPlugs()).toHaveLength(2);
  });
});

it('the second of two entries with the same company and the same name without letters is skipped', async () => {
  const { send } = await newImportOwner();
  const { status, body } = await send('First Name,Company\n!!!,Acme\n!!!,Acme\n');
  expect([status, body.created, body.skipped]).toEqual([200, 1, 1]);
});
