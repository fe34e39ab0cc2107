/**
 * Bulk actions in parallel with other writes of the same plugs: no change is lost, and a bulk action writes nothing if
 * its only plug is permanently deleted after the first read.
 */
import { expect, it } from 'vitest';
import { withBatch } from '../../support/altered-worker.ts';
import { bindings } from '../../support/bindings.ts';
import { call } from '../../support/client.ts';
import { newBulkOwner } from './bulk-owner.ts';

it('24 parallel bulk actions lose no tag, and their revisions and changesets agree with their results', {
  timeout: 120_000,
}, async () => {
  const { create, read, bulk, readRevisions, readChangesets } = await newBulkOwner();
  const ids = [await create({}), await create({}), await create({})];
  const tags = Array.from({ length: 20 }, (_, at) => `tag${at}`);
  const results = await Promise.all([
    ...tags.map((tag) => bulk(ids, { kind: 'tag', tags: [tag] })),
    ...(['low', 'high', 'low', 'urgent'] as const).map((priority) =>
      bulk(ids, { kind: 'set', values: { priority } }),
    ),
  ]);
  expect(results).toHaveLength(24);
  for (const id of ids) expect((await read(id)).tags.toSorted()).toEqual(tags.toSorted());
  const changed = results.reduce((sum, result) => sum + result.changed, 0);
  const allRevisions = await readRevisions();
  expect(allRevisions).toHaveLength(ids.length + changed);
  expect(new Set(allRevisions.map(({ seq }) => seq)).size).toBe(allRevisions.length);
  for (const revisionsOfPlug of Map.groupBy(allRevisions, ({ plug }) => plug).values()) {
    expect(revisionsOfPlug.map(({ prev }) => prev)).toEqual([
      0,
      ...revisionsOfPlug.slice(0, -1).map(({ seq }) => seq),
    ]);
  }
  const rows = await readChangesets();
  expect(rows.map(({ id }) => id).toSorted()).toEqual(
    results.flatMap(({ changeset }) => changeset ?? []).toSorted(),
  );
  for (const { changeset, changed: count } of results) {
    const row = rows.find(({ id }) => id === changeset);
    expect(row?.count ?? 0).toBe(count);
  }
});

it('a bulk action reads a plug again and changes it if another write changed the plug after the first read', async () => {
  const { token, create, read, bulk, readChangesets } = await newBulkOwner();
  const ids = [await create({}), await create({})];
  let batchCount = 0;
  const DB = withBatch(async (statements) => {
    batchCount += 1;
    // The second batch of the bulk action is its write.
    if (batchCount === 2) {
      await call(`/plugs/${ids[0]}`, { token, method: 'PUT', body: { tags: ['other'] } });
    }
    return bindings.DB.batch(statements);
  });
  const result = await bulk(ids, { kind: 'tag', tags: ['bulk'] }, DB);
  expect(result).toMatchObject({ changed: 2, failed: 0 });
  expect(batchCount).toBe(4);
  expect((await read(ids[0] ?? '')).tags).toEqual(['other', 'bulk']);
  expect((await read(ids[1] ?? '')).tags).toEqual(['bulk']);
  expect(await readChangesets()).toMatchObject([{ id: result.changeset, count: 2 }]);
});

it('a bulk action writes no changeset if its only plug is permanently deleted after the first read', async () => {
  const { token, create, remove, bulk, readChangesets, readRevisions } = await newBulkOwner();
  const id = await create({});
  let batchCount = 0;
  const DB = withBatch(async (statements) => {
    batchCount += 1;
    if (batchCount === 2) {
      await remove(id);
      await call(`/plugs/${id}?permanent=true`, { token, method: 'DELETE' });
    }
    return bindings.DB.batch(statements);
  });
  const { changeset, results } = await bulk([id], { kind: 'set', values: { priority: 'high' } }, DB);
  expect(changeset).toBeNull();
  expect(results[0]?.error?.code).toBe('NOT_FOUND');
  expect(await readChangesets()).toEqual([]);
  expect(await readRevisions()).toHaveLength(1);
});
