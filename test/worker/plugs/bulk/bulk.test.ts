/** Bulk actions: one action changes many plugs as one changeset, and single plugs can fail. */
import { expect, it } from 'vitest';
import type { BulkAction } from '../../../../src/core/plugs/bulk/bulk-action.ts';
import { changeInBulk } from '../../../../src/core/plugs/bulk/change-in-bulk.ts';
import { CHANGESET_STATES } from '../../../../src/rules/plugs/history/changeset.ts';
import { REVISION_VIAS } from '../../../../src/rules/plugs/revision.ts';
import { withBatch } from '../../support/altered-worker.ts';
import { bindings } from '../../support/bindings.ts';
import { contextOf } from '../../support/core-context.ts';
import { seedPlugs } from '../seed-plugs.ts';
import { newBulkOwner } from './bulk-owner.ts';

/** The two codes of `changesets.state`. */
const [COMPLETE, PARTIAL] = (['complete', 'partial'] as const).map(
  (state) => CHANGESET_STATES.indexOf(state) + 1,
);
const EMAIL = 'ada@example.com';

it.each<[BulkAction, object]>([
  [{ kind: 'tag', tags: ['new', 'OLD'] }, { tags: ['old', 'new'] }],
  [{ kind: 'untag', tags: ['OLD'] }, { tags: [] }],
  [{ kind: 'set', values: { priority: 'urgent' } }, { priority: 'urgent' }],
  [{ kind: 'convert' }, { plug_type: 'contact' }],
])('the action %j changes the given plugs as one changeset that can be undone', async (action, expected) => {
  const { create, read, bulk, readRevisions, readChangesets, undo } = await newBulkOwner();
  const before = { tags: ['old'], primary_number: '+49 30 1234567' };
  const ids = [await create(before), await create(before), await create(before)];
  const result = await bulk(ids.slice(0, 2), action);
  expect(result).toEqual({
    changeset: expect.any(String),
    matched: 2,
    changed: 2,
    failed: 0,
    results: ids.slice(0, 2).map((id) => ({ id, outcome: 'changed' })),
  });
  for (const id of ids.slice(0, 2)) expect(await read(id)).toMatchObject(expected);
  expect(await read(ids[2] ?? '')).toMatchObject({ plug_type: 'target', priority: 'medium', tags: ['old'] });
  const revisionsOfAction = (await readRevisions()).filter(({ changeset }) => changeset === result.changeset);
  expect(revisionsOfAction.map(({ via }) => REVISION_VIAS[via - 1])).toEqual(['bulk', 'bulk']);
  // The stored codes are: kind 3 `bulk`, via 2 `page`, state 2 `complete`.
  expect(await readChangesets()).toMatchObject([
    {
      ...{ id: result.changeset, kind: 3, via: 2, state: 2, label: action.kind, count: 2, undone_by: null },
      ...{ first_seq: revisionsOfAction[0]?.seq, last_seq: revisionsOfAction[1]?.seq },
    },
  ]);
  expect((await undo(result.changeset)).body).toMatchObject({ undone: 2, kept: [] });
  for (const id of ids)
    expect(await read(id)).toMatchObject({ plug_type: 'target', priority: 'medium', tags: ['old'] });
});

it('a bulk action deletes and restores plugs, and the deletion can be undone', async () => {
  const { create, read, bulk, undo } = await newBulkOwner();
  const ids = [await create({}), await create({})];
  const deleted = await bulk(ids, { kind: 'delete' });
  expect(deleted).toMatchObject({ changed: 2, failed: 0 });
  expect((await read(ids[0] ?? '')).detail).toBe('Not found');
  expect((await bulk(ids, { kind: 'delete' })).results).toEqual(
    ids.map((id) => ({ id, outcome: 'unchanged' })),
  );
  expect((await undo(deleted.changeset)).body.undone).toBe(2);
  await bulk(ids, { kind: 'delete' });
  expect(await bulk(ids, { kind: 'restore' })).toMatchObject({ changed: 2 });
  expect((await read(ids[1] ?? '')).id).toBe(ids[1]);
});

it('an action that changes no value writes no revision and no changeset', async () => {
  const { create, bulk, readRevisions, readChangesets } = await newBulkOwner();
  const ids = [await create({ priority: 'low' })];
  expect(await bulk(ids, { kind: 'set', values: { priority: 'low' } })).toEqual({
    changeset: null,
    matched: 1,
    changed: 0,
    failed: 0,
    results: [{ id: ids[0], outcome: 'unchanged' }],
  });
  expect(await readRevisions()).toHaveLength(1);
  expect(await readChangesets()).toEqual([]);
});

it('a plug that breaks a rule fails with the error code of the rule, and the other plug is changed', async () => {
  const { create, read, bulk } = await newBulkOwner();
  const contact = await create({ email: EMAIL, company: 'Acme', job_title: 'CEO' });
  const target = await create({ primary_number: '+49 30 1234567' });
  const nameless = await create({ company: 'Acme' });
  const duplicate = await create({ email: EMAIL });
  const ids = [contact, target, nameless, duplicate];
  const result = await bulk(ids, { kind: 'convert' });
  expect(result).toMatchObject({ matched: 4, changed: 1, failed: 3 });
  expect(result.results.map(({ outcome, error }) => error?.code ?? outcome)).toEqual([
    'ALREADY_CONTACT',
    'changed',
    'NOT_CONVERTIBLE',
    'DUPLICATE_CONTACT',
  ]);
  expect((await read(target)).plug_type).toBe('contact');
  expect((await read(duplicate)).plug_type).toBe('target');
});

it('a bulk action restores only one of two deleted contacts with the same e-mail address, and restores another plug', async () => {
  const { create, remove, bulk } = await newBulkOwner();
  const fields = { email: EMAIL, company: 'Acme', job_title: 'CEO' };
  const first = await create(fields);
  await remove(first);
  const second = await create(fields);
  await remove(second);
  const other = await create({});
  await remove(other);
  const { results } = await bulk([first, second, other], { kind: 'restore' });
  expect(results.map(({ outcome, error }) => error?.code ?? outcome)).toEqual([
    'changed',
    'DUPLICATE_CONTACT',
    'changed',
  ]);
});

it('the addition of a tag fails for a plug with twenty tags, and succeeds for a plug without tags', async () => {
  const { create, bulk } = await newBulkOwner();
  const tags = Array.from({ length: 20 }, (_, at) => `tag${at}`);
  const [full, empty] = [await create({ tags }), await create({})];
  const { results } = await bulk([full, empty], { kind: 'tag', tags: ['one more'] });
  expect(results.map(({ outcome, error }) => error?.code ?? outcome)).toEqual(['INVALID_INPUT', 'changed']);
});

it('the action set fails with NOT_FOUND for an unknown id, a plug of another owner and a plug in the trash', async () => {
  const { create, remove, bulk } = await newBulkOwner();
  const other = await newBulkOwner();
  const [own, trashed, foreign] = [await create({}), await create({}), await other.create({})];
  await remove(trashed);
  const ids = [crypto.randomUUID(), foreign, trashed, own, own];
  const result = await bulk(ids, { kind: 'set', values: { priority: 'high' } });
  expect(result).toMatchObject({ matched: 2, changed: 1, failed: 3 });
  expect(result.results.map(({ outcome, error }) => error?.code ?? outcome)).toEqual([
    'NOT_FOUND',
    'NOT_FOUND',
    'NOT_FOUND',
    'changed',
  ]);
  expect((await other.read(foreign)).priority).toBe('medium');
});

it('a bulk action on ten plugs takes two round trips', async () => {
  const { account, create } = await newBulkOwner();
  const ids = await Promise.all(Array.from({ length: 10 }, () => create({})));
  const ctx = contextOf(account);
  const { changed } = await changeInBulk(ctx, { ids, action: { kind: 'tag', tags: ['new'] } });
  expect([changed, ctx.cost.d1Trips]).toEqual([10, 2]);
});

it('251 plugs are changed as one complete changeset in five round trips', async () => {
  const { account, owner, readChangesets } = await newBulkOwner();
  await seedPlugs(owner, 251);
  const stored = bindings.DB.prepare('SELECT id FROM plugs WHERE owner = ?').bind(owner);
  const ids = (await stored.all<{ id: string }>()).results.map(({ id }) => id);
  const ctx = contextOf(account);
  const result = await changeInBulk(ctx, { ids, action: { kind: 'tag', tags: ['new'] } });
  expect(result).toMatchObject({ matched: 251, changed: 251, failed: 0 });
  expect(result.results.map(({ id }) => id)).toEqual(ids);
  expect(await readChangesets()).toMatchObject([{ id: result.changeset, count: 251, state: COMPLETE }]);
  // Each of the two chunks takes two round trips. The last round trip sets the state of the changeset.
  expect(ctx.cost.d1Trips).toBe(5);
});

it('an interrupted bulk action leaves a partial changeset, which can be undone', async () => {
  const { owner, bulk, readChangesets, undo } = await newBulkOwner();
  await seedPlugs(owner, 251);
  const stored = bindings.DB.prepare('SELECT id FROM plugs WHERE owner = ?').bind(owner);
  const ids = (await stored.all<{ id: string }>()).results.map(({ id }) => id);
  let batchCount = 0;
  const DB = withBatch(async (statements) => {
    batchCount += 1;
    if (batchCount === 3) throw new Error('the database does not respond');
    return bindings.DB.batch(statements);
  });
  await expect(bulk(ids, { kind: 'tag', tags: ['new'] }, DB)).rejects.toThrow();
  const [changeset] = await readChangesets();
  expect(changeset).toMatchObject({ count: 250, state: PARTIAL });
  expect((await undo(String(changeset?.id))).body).toMatchObject({ undone: 250, complete: true });
});

it('a bulk action with more than 5,000 ids is rejected', async () => {
  const { bulk } = await newBulkOwner();
  const ids = Array.from({ length: 5_001 }, () => crypto.randomUUID());
  await expect(bulk(ids, { kind: 'delete' })).rejects.toMatchObject({ code: 'TOO_MANY_PLUGS' });
});
