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

const TIME_ZONE = { timeZone: 'Europe/Berlin' };

async function plugsOf(owner: number): Promise<PlugRow[]> {
  const { results } = await bindings.DB.prepare('SELECT id FROM plugs WHERE owner = ? ORDER BY row')
    .bind(owner)
    .all<{ id: string }>();
  const ctx = contextOf((await newBulkOwner()).account);
  const rows = await ctx.database.batch(results.map(({ id }) => anyPlugStatement(owner, id)));
  return rows.map(([row]) => row as PlugRow);
}

/** A D1 that records the size of the largest parameter in bytes, and the number of batches. */
function measuredDatabase() {
  const measured = { largest: 0, batches: 0 };
  const { batch } = withBatch((statements) => {
    measured.batches += 1;
    return bindings.DB.batch(statements);
  });
  const prepare = (query: string) => {
    const statement = bindings.DB.prepare(query);
    return {
      bind: (...values: unknown[]) => {
        const sizes = values.map((value) => new TextEncoder().encode(String(value)).byteLength);
        measured.largest = Math.max(measured.largest, ...sizes);
        return statement.bind(...values);
      },
    };
  };
  return { measured, DB: { prepare, batch } as unknown as D1Database };
}

it('writes 250 plugs of 2.5 MB in one batch with parameters of at most 1 MB', async () => {
  const { account, owner, revisions } = await newBulkOwner();
  await seedPlugs(owner, 250);
  const plugs = await plugsOf(owner);
  const { measured, DB } = measuredDatabase();
  const changes = plugs.map((read, at) => ({
    read,
    changed: { ...read, notes: `${at} ${'é'.repeat(5_000)}` },
  }));
  const written = await changePlugs(contextOf(account, DB), changes, TIME_ZONE);
  expect(written.size).toBe(250);
  expect(measured.batches).toBe(1);
  expect(measured.largest).toBeGreaterThan(500_000);
  expect(measured.largest).toBeLessThanOrEqual(1_000_000);
  const own = await revisions();
  expect(own).toHaveLength(250);
  expect(own.map(({ seq }) => seq)).toEqual(changes.map(({ read }) => written.get(read.id)?.seq));
});

it('inserts 250 new plugs of 2.5 MB in one batch with parameters of at most 1 MB', async () => {
  const { account, owner, revisions } = await newBulkOwner();
  const source = await newBulkOwner();
  await seedPlugs(source.owner, 250);
  const plugs = (await plugsOf(source.owner)).map(({ row: _, ...plug }): NewPlug => {
    return { ...plug, owner, id: crypto.randomUUID(), etag: crypto.randomUUID(), notes: 'x'.repeat(10_000) };
  });
  const { measured, DB } = measuredDatabase();
  expect(await insertPlugs(contextOf(account, DB), plugs, TIME_ZONE)).toHaveLength(250);
  expect(measured.batches).toBe(1);
  expect(measured.largest).toBeLessThanOrEqual(1_000_000);
  expect(await revisions()).toHaveLength(250);
});

it('rejects 251 plugs before it writes anything', async () => {
  const { account, owner, revisions } = await newBulkOwner();
  await seedPlugs(owner, 251);
  const plugs = await plugsOf(owner);
  const changes = plugs.map((read) => ({ read, changed: { ...read, notes: 'new' } }));
  await expect(changePlugs(contextOf(account), changes, TIME_ZONE)).rejects.toThrow(RangeError);
  expect(await revisions()).toEqual([]);
});

it('a write that loses a race writes neither its plugs nor the row of the caller', async () => {
  const { account, owner, create, revisions } = await newBulkOwner();
  const ids = [await create({}), await create({})];
  const [first, second] = await plugsOf(owner);
  if (!first || !second) throw new Error('no plugs');
  const change = (read: PlugRow, notes: string) => ({ read, changed: { ...read, notes } });
  const write = (plugs: PlugRow[], key: string) =>
    changePlugs(
      contextOf(account),
      plugs.map((plug) => change(plug, key)),
      { ...TIME_ZONE, statementsBefore: [rowOf(owner, key)] },
    );
  expect((await write([first], 'won')).size).toBe(1);
  // The first plug is now stale. The second plug is current, but it is part of the same write.
  expect((await write([first, second], 'lost')).size).toBe(0);
  expect(await rowsOf(owner)).toEqual(['won']);
  expect((await plugsOf(owner)).map(({ notes }) => notes)).toEqual(['won', null]);
  expect(await revisions()).toHaveLength(ids.length + 1);
});

it('only one of 24 parallel writes with a row of the caller writes its plug and its row', async () => {
  const { account, owner, create } = await newBulkOwner();
  await create({});
  const [read] = await plugsOf(owner);
  if (!read) throw new Error('no plug');
  const writers = Array.from({ length: 24 }, (_, at) =>
    changePlugs(contextOf(account), [{ read, changed: { ...read, notes: `w${at}` } }], {
      ...TIME_ZONE,
      statementsBefore: [rowOf(owner, `w${at}`)],
    }),
  );
  const winners = (await Promise.all(writers)).filter((written) => written.size === 1);
  expect(winners).toHaveLength(1);
  expect(await rowsOf(owner)).toEqual((await plugsOf(owner)).map(({ notes }) => notes));
});

/**
 * The statement of a caller that inserts a row. The test uses the table of idempotency keys; any table would be
 * suitable.
 */
function rowOf(owner: number, key: string) {
  return plainStatement(
    sql`INSERT INTO idempotency_keys (owner, key, request_hash, plug_id, created_at)
      VALUES (${owner}, ${key}, '', '', 0)`,
  );
}

async function rowsOf(owner: number): Promise<string[]> {
  const query = bindings.DB.prepare('SELECT key FROM idempotency_keys WHERE owner = ?').bind(owner);
  return (await query.all<{ key: string }>()).results.map(({ key }) => key);
}
