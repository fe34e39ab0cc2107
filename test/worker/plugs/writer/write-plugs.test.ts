/** The writer of plugs: the limits of a write, and statements of the caller that run in the same batch. */
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { changePlugs, insertPlugs } from '../../../../src/core/plugs/write-plugs.ts';
import { plainStatement } from '../../../../src/store/database/plain-statement.ts';
import { anyPlugStatement, type NewPlug, type PlugRow } from '../../../../src/store/plugs/plugs.ts';
import { withBatch } from '../../support/altered-worker.ts';
import { bindings } from '../../support/bindings.ts';
import { contextOf } from '../../support/core-context.ts';
import { newBulkOwner } from '../bulk/bulk-owner.ts';
import { seedPlugs } from '../seed-plugs.ts';

const WRITE_OPTIONS = { timeZone: 'Europe/Berlin' };

/**
 * Reads all plugs of an owner, in the trash or not. The context may belong to any account, because the statements
 * select by `owner` and do not check access.
 */
async function readPlugs(owner: number): Promise<PlugRow[]> {
  const { results } = await bindings.DB.prepare('SELECT id FROM plugs WHERE owner = ? ORDER BY row')
    .bind(owner)
    .all<{ id: string }>();
  const ctx = contextOf((await newBulkOwner()).account);
  const rows = await ctx.database.batch(results.map(({ id }) => anyPlugStatement(owner, id)));
  return rows.map(([row]) => row as PlugRow);
}

/** A D1 that records the size of the largest parameter in bytes, and the number of batches. */
function measuredDatabase() {
  const measured = { maxParameterBytes: 0, batches: 0 };
  const { batch } = withBatch((statements) => {
    measured.batches += 1;
    return bindings.DB.batch(statements);
  });
  const prepare = (query: string) => {
    const statement = bindings.DB.prepare(query);
    return {
      bind: (...values: unknown[]) => {
        const sizes = values.map((value) => new TextEncoder().encode(String(value)).byteLength);
        measured.maxParameterBytes = Math.max(measured.maxParameterBytes, ...sizes);
        return statement.bind(...values);
      },
    };
  };
  return { measured, DB: { prepare, batch } as unknown as D1Database };
}

it('a change of 250 plugs with 2.5 MB of notes takes one batch, with parameters of at most 1 MB', async () => {
  const { account, owner, readRevisions } = await newBulkOwner();
  await seedPlugs(owner, 250);
  const plugs = await readPlugs(owner);
  const { measured, DB } = measuredDatabase();
  const changes = plugs.map((read, at) => ({
    read,
    changed: { ...read, notes: `${at} ${'é'.repeat(5_000)}` },
  }));
  const written = await changePlugs(contextOf(account, DB), changes, WRITE_OPTIONS);
  expect(written.size).toBe(250);
  expect(measured.batches).toBe(1);
  expect(measured.maxParameterBytes).toBeGreaterThan(500_000);
  expect(measured.maxParameterBytes).toBeLessThanOrEqual(1_000_000);
  const stored = await readRevisions();
  expect(stored).toHaveLength(250);
  expect(stored.map(({ seq }) => seq)).toEqual(changes.map(({ read }) => written.get(read.id)?.seq));
});

it('an insert of 250 plugs with 2.5 MB of notes takes one batch, with parameters of at most 1 MB', async () => {
  const { account, owner, readRevisions } = await newBulkOwner();
  const source = await newBulkOwner();
  await seedPlugs(source.owner, 250);
  const plugs = (await readPlugs(source.owner)).map(({ row: _, ...plug }): NewPlug => {
    return { ...plug, owner, id: crypto.randomUUID(), etag: crypto.randomUUID(), notes: 'x'.repeat(10_000) };
  });
  const { measured, DB } = measuredDatabase();
  expect(await insertPlugs(contextOf(account, DB), plugs, WRITE_OPTIONS)).toHaveLength(250);
  expect(measured.batches).toBe(1);
  expect(measured.maxParameterBytes).toBeLessThanOrEqual(1_000_000);
  expect(await readRevisions()).toHaveLength(250);
});

it('a change of 251 plugs throws a RangeError and writes nothing', async () => {
  const { account, owner, readRevisions } = await newBulkOwner();
  await seedPlugs(owner, 251);
  const plugs = await readPlugs(owner);
  const changes = plugs.map((read) => ({ read, changed: { ...read, notes: 'new' } }));
  await expect(changePlugs(contextOf(account), changes, WRITE_OPTIONS)).rejects.toThrow(RangeError);
  expect(await readRevisions()).toEqual([]);
});

it('a write with a statement of the caller writes nothing if one of its plugs has changed since it was read', async () => {
  const { account, owner, create, readRevisions } = await newBulkOwner();
  const ids = [await create({}), await create({})];
  const [first, second] = await readPlugs(owner);
  if (!first || !second) throw new Error('no plugs');
  const change = (read: PlugRow, notes: string) => ({ read, changed: { ...read, notes } });
  const write = (plugs: PlugRow[], key: string) =>
    changePlugs(
      contextOf(account),
      plugs.map((plug) => change(plug, key)),
      { ...WRITE_OPTIONS, statementsBefore: [insertKeyStatement(owner, key)] },
    );
  expect((await write([first], 'won')).size).toBe(1);
  // The first plug has changed since it was read. The second plug has not changed, but it is part of the same write.
  expect((await write([first, second], 'lost')).size).toBe(0);
  expect(await readInsertedKeys(owner)).toEqual(['won']);
  expect((await readPlugs(owner)).map(({ notes }) => notes)).toEqual(['won', null]);
  expect(await readRevisions()).toHaveLength(ids.length + 1);
});

it('only one of 24 parallel changes of one plug writes the plug and the row of the caller', async () => {
  const { account, owner, create } = await newBulkOwner();
  await create({});
  const [read] = await readPlugs(owner);
  if (!read) throw new Error('no plug');
  const writers = Array.from({ length: 24 }, (_, at) =>
    changePlugs(contextOf(account), [{ read, changed: { ...read, notes: `w${at}` } }], {
      ...WRITE_OPTIONS,
      statementsBefore: [insertKeyStatement(owner, `w${at}`)],
    }),
  );
  const winners = (await Promise.all(writers)).filter((written) => written.size === 1);
  expect(winners).toHaveLength(1);
  expect(await readInsertedKeys(owner)).toEqual((await readPlugs(owner)).map(({ notes }) => notes));
});

/** A statement of the caller, which inserts a row. The idempotency keys are only an example of a table. */
function insertKeyStatement(owner: number, key: string) {
  return plainStatement(
    sql`INSERT INTO idempotency_keys (owner, key, request_hash, plug_id, created_at)
      VALUES (${owner}, ${key}, '', '', 0)`,
  );
}

/** The keys of the rows that statements of the callers have inserted. */
async function readInsertedKeys(owner: number): Promise<string[]> {
  const query = bindings.DB.prepare('SELECT key FROM idempotency_keys WHERE owner = ?').bind(owner);
  return (await query.all<{ key: string }>()).results.map(({ key }) => key);
}
