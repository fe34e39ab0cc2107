/** The merge of plugs: the winner, the losers, their revisions and the changeset. */
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/rules/app-error.ts';
import { withBatch } from '../../support/altered-worker.ts';
import { bindings } from '../../support/bindings.ts';
import { call } from '../../support/client.ts';
import { expectKeysOfLivePlugs } from '../duplicates/stored-keys.ts';
import { newMergeOwner } from './merge-owner.ts';

const CONTACT = { company: 'Acme', job_title: 'CTO' };

/** Waits for a merge. Returns the code and the data of an `AppError`, any other error, or null after a success. */
async function errorOf(merge: Promise<unknown>): Promise<unknown> {
  const error = await merge.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof AppError ? [error.code, error.data] : error;
}

describe('a merge', () => {
  it('a merge writes the winner and the losers as one changeset with one revision each', async () => {
    const { create, merge, read, readRevisions, readChangesets, readStoredPlug, readAliases } =
      await newMergeOwner();
    const winner = await create({ first_name: 'Jane', tags: ['a'] });
    const losers = [await create({ email: 'j@x.test', tags: ['b'] }), await create({ notes: 'Note' })];
    const countBefore = (await readRevisions()).length;
    const { plug, mergeId, merged, keptInRecord } = await merge(winner, losers);
    expect({ merged, keptInRecord }).toEqual({ merged: 2, keptInRecord: [] });
    expect(await read(winner)).toMatchObject({
      email: 'j@x.test',
      notes: 'Note',
      tags: ['a', 'b'],
      updated_at: new Date(plug.updatedAtMs).toISOString(),
    });
    const written = (await readRevisions()).slice(countBefore);
    // Revisions: the kind "merged", via "merge". Changeset: the kind "merge", via "page", the state "complete".
    expect(written).toMatchObject(Array(3).fill({ kind: 6, via: 7, changeset: mergeId }));
    expect(await readChangesets()).toMatchObject([
      { id: mergeId, kind: 2, via: 2, state: 2, count: 3, label: null },
    ]);
    for (const loser of losers) {
      expect(await readStoredPlug(loser)).toMatchObject({
        merged_into: winner,
        deleted_at: expect.any(Number),
      });
    }
    expect(await readAliases()).toEqual(
      losers.map((id) => ({ id, winner })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
  });

  it('a search by the e-mail address of a loser finds the winner and not the loser', async () => {
    const { create, merge, token, owner } = await newMergeOwner();
    const winner = await create({ first_name: 'Jane' });
    const loser = await create({ email: 'found@x.test', primary_number: '+49 30 7654321' });
    await merge(winner, [loser]);
    const { body } = await call('/plugs/search?q=found', { token });
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([winner]);
    await expectKeysOfLivePlugs(owner);
  });

  it.each(['older', 'newer'])(
    'a merge can give the winner the e-mail address of a loser that is %s than the winner',
    async (age) => {
      const { create, merge, read } = await newMergeOwner();
      const emails = age === 'older' ? ['l@x.test', 'w@x.test'] : ['w@x.test', 'l@x.test'];
      const ids = new Map<string, string>();
      for (const email of emails) ids.set(email, await create({ ...CONTACT, email }));
      const [winner, loser] = [String(ids.get('w@x.test')), String(ids.get('l@x.test'))];
      await merge(winner, [loser], { fields: { email: loser } });
      expect((await read(winner)).email).toBe('l@x.test');
    },
  );

  it('a dry run of a merge writes nothing and returns the winner with the merged values', async () => {
    const { create, merge, readStoredPlug, readRevisions, readChangesets } = await newMergeOwner();
    const winner = await create({ ...CONTACT, email: 'w@x.test' });
    const loser = await create({ ...CONTACT, email: 'l@x.test', notes: 'Note' });
    const before = [await readStoredPlug(winner), await readStoredPlug(loser), await readRevisions()];
    const { plug, mergeId } = await merge(winner, [loser], { isDryRun: true, fields: { email: loser } });
    expect(plug).toMatchObject({ id: winner, email: 'l@x.test', notes: 'Note' });
    expect(mergeId).toBeNull();
    expect([await readStoredPlug(winner), await readStoredPlug(loser), await readRevisions()]).toEqual(
      before,
    );
    expect(await readChangesets()).toEqual([]);
  });

  it('a merge of 20 losers takes two round trips and reports the tag that exceeds the limit of 20 tags', async () => {
    const { create, merge, readStoredPlug } = await newMergeOwner();
    const ids: string[] = [];
    for (let at = 0; at < 21; at += 1) ids.push(await create({ tags: [`t${at}`] }));
    const [winner = '', ...losers] = ids;
    let batches = 0;
    const DB = withBatch((statements) => {
      batches += 1;
      return bindings.DB.batch(statements);
    });
    const { merged, keptInRecord } = await merge(winner, losers, {}, DB);
    expect({ merged, batches }).toEqual({ merged: 20, batches: 2 });
    expect(keptInRecord).toMatchObject([{ field: 'tags' }]);
    expect(JSON.parse(String((await readStoredPlug(winner)).tags))).toHaveLength(20);
  });
});

describe('a rejected merge', () => {
  it('a merge throws NOT_FOUND for an unknown id and for an id of another owner', async () => {
    const { create, merge } = await newMergeOwner();
    const other = await newMergeOwner();
    const [own, foreign] = [await create({}), await other.create({})];
    for (const id of [foreign, crypto.randomUUID()]) {
      expect(await errorOf(merge(own, [id]))).toEqual(['NOT_FOUND', undefined]);
      expect(await errorOf(merge(id, [own]))).toEqual(['NOT_FOUND', undefined]);
    }
    expect((await other.read(foreign)).deleted_at).toBeNull();
  });

  it('a merge throws INVALID_INPUT for an invalid list of losers, a chosen plug outside the merge, and a plug in the trash', async () => {
    const { create, merge, remove } = await newMergeOwner();
    const [winner, loser, deleted] = [await create({}), await create({}), await create({})];
    await remove(deleted);
    const invalidInput = (field: string, message: string) => [
      'INVALID_INPUT',
      { problems: [{ field, message }] },
    ];
    expect(await errorOf(merge(winner, []))).toEqual(
      invalidInput('loser_ids', 'loser_ids must have at least one id'),
    );
    expect(await errorOf(merge(winner, [loser, winner]))).toEqual(
      invalidInput('loser_ids', 'loser_ids must not contain winner_id'),
    );
    const many = Array.from({ length: 21 }, () => crypto.randomUUID());
    expect(await errorOf(merge(winner, many))).toEqual(
      invalidInput('loser_ids', 'Send at most 20 loser_ids'),
    );
    expect(await errorOf(merge(winner, [loser], { fields: { email: deleted } }))).toEqual(
      invalidInput('fields', 'fields must name plugs of the merge'),
    );
    expect(await errorOf(merge(winner, [deleted]))).toEqual(
      invalidInput('loser_ids', `The plug ${deleted} is in the trash`),
    );
    expect(await errorOf(merge(deleted, [loser]))).toEqual(
      invalidInput('winner_id', `The plug ${deleted} is in the trash`),
    );
  });

  it('a merge of a plug that is already merged throws MERGED, and a loser id that is sent twice counts once', async () => {
    const { create, merge } = await newMergeOwner();
    const [winner, loser] = [await create({}), await create({})];
    expect((await merge(winner, [loser, loser])).merged).toBe(1);
    expect(await errorOf(merge(winner, [loser]))).toEqual(['MERGED', { mergedInto: winner }]);
    expect(await errorOf(merge(loser, [winner]))).toEqual(['MERGED', { mergedInto: winner }]);
  });

  it('a merge throws DUPLICATE_CONTACT and writes nothing if the winner would duplicate a third plug', async () => {
    const { create, merge, readStoredPlug } = await newMergeOwner();
    const winner = await create({ email: 'same@x.test' });
    const loser = await create({ ...CONTACT, email: 'l@x.test' });
    await create({ ...CONTACT, email: 'same@x.test' });
    const before = [await readStoredPlug(winner), await readStoredPlug(loser)];
    for (const isDryRun of [true, false]) {
      expect(await errorOf(merge(winner, [loser], { isDryRun }))).toEqual(['DUPLICATE_CONTACT', undefined]);
    }
    expect([await readStoredPlug(winner), await readStoredPlug(loser)]).toEqual(before);
  });
});

describe('parallel writes', () => {
  it('exactly one of several parallel merges of one loser succeeds', async () => {
    const { create, merge, readStoredPlug } = await newMergeOwner();
    const loser = await create({});
    const winners = await Promise.all(Array.from({ length: 5 }, () => create({})));
    const outcomes = await Promise.all(winners.map((winner) => errorOf(merge(winner, [loser]))));
    const { merged_into: winner } = await readStoredPlug(loser);
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    expect(outcomes[winners.indexOf(String(winner))]).toBeNull();
    for (const outcome of outcomes.filter(Boolean))
      expect(outcome).toEqual(['MERGED', { mergedInto: winner }]);
  });

  it('after parallel merges of three plugs into each other, every merged plug leads to a plug that is not merged', async () => {
    const { create, merge, readStoredPlug } = await newMergeOwner();
    const ids = [await create({}), await create({}), await create({})];
    const [a = '', b = '', c = ''] = ids;
    await Promise.all([errorOf(merge(a, [b])), errorOf(merge(b, [c])), errorOf(merge(c, [a]))]);
    const winners = new Map<string, unknown>();
    for (const id of ids) winners.set(id, (await readStoredPlug(id)).merged_into);
    expect([...winners.values()].filter((winner) => winner === null).length).toBeGreaterThan(0);
    for (const id of ids) {
      let last = id;
      for (let hops = 0; hops < ids.length; hops += 1) last = String(winners.get(last) ?? last);
      expect(winners.get(last)).toBeNull();
    }
  });

  it('a merge includes an update of a loser that is written between the read and the write of the merge', async () => {
    const { create, merge, read, readStoredPlug, readChangesets, token } = await newMergeOwner();
    const [winner, first, second] = [await create({}), await create({ tags: ['a'] }), await create({})];
    let batches = 0;
    const DB = withBatch(async (statements) => {
      batches += 1;
      if (batches === 2) await call(`/plugs/${second}`, { token, method: 'PUT', body: { notes: 'new' } });
      return bindings.DB.batch(statements);
    });
    await merge(winner, [first, second], {}, DB);
    expect(await read(winner)).toMatchObject({ notes: 'new', tags: ['a'] });
    expect(await readStoredPlug(second)).toMatchObject({ merged_into: winner, notes: 'new' });
    expect(await readChangesets()).toMatchObject([{ count: 3 }]);
  });
});
