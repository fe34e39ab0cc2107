/** Compares the stored keys of an owner with the keys that the live plugs of the owner must have. */
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { noCost } from '../../../../src/rules/cost.ts';
import { liveKeys } from '../../../../src/rules/plugs/duplicates/key-changes.ts';
import { EXACT_REASONS } from '../../../../src/rules/plugs/duplicates/reason-keys.ts';
import { openDatabase } from '../../../../src/store/database/database.ts';
import { plainStatement } from '../../../../src/store/database/plain-statement.ts';
import { PLUG } from '../../../../src/store/database/table-sql.ts';
import type { PlugRow } from '../../../../src/store/plugs/plugs.ts';
import { bindings } from '../../support/bindings.ts';

const database = openDatabase(bindings.DB, noCost());

/** The plugs of an owner, also the plugs in the trash, in the order of their row numbers. */
export async function readPlugRows(owner: number): Promise<PlugRow[]> {
  const query = sql`SELECT ${PLUG.columns} FROM plugs WHERE owner = ${owner} ORDER BY row`;
  const [rows] = await database.batch([plainStatement(query, PLUG.toRow)]);
  return rows;
}

/** The stored keys of an owner in the format `row reason key`, sorted. `row` is the row number of the plug. */
export async function readStoredKeys(owner: number): Promise<string[]> {
  const query = bindings.DB.prepare('SELECT kind, key, plug FROM plug_keys WHERE owner = ?').bind(owner);
  const { results } = await query.all<{ kind: number; key: string; plug: number }>();
  return results.map(({ kind, key, plug }) => `${plug} ${EXACT_REASONS[kind - 1]} ${key}`).sort();
}

/** Expects that the stored keys are exactly the keys of the owner's live plugs. Returns the stored keys. */
export async function expectKeysOfLivePlugs(owner: number): Promise<string[]> {
  const rows = await readPlugRows(owner);
  const expected = rows.flatMap((row) =>
    liveKeys(row).map(({ reason, key }) => `${row.row} ${reason} ${key}`),
  );
  const stored = await readStoredKeys(owner);
  expect(stored).toEqual(expected.sort());
  return stored;
}
