/** The counters, weeks, keys and search terms of a bulk load are equal to those that the product writes. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noCost } from '../../../src/rules/cost.ts';
import { keyChanges } from '../../../src/rules/plugs/duplicates/key-changes.ts';
import { duplicateKey } from '../../../src/rules/plugs/plug-keys.ts';
import { indexEntry } from '../../../src/rules/plugs/search-index.ts';
import { openDatabase } from '../../../src/store/database/database.ts';
import type { PlugRow } from '../../../src/store/plugs/plugs.ts';
import {
  allStatements,
  insertPlugsStatements,
  updatePlugsStatements,
} from '../../../src/store/plugs/write.ts';
import {
  distributePlugs,
  loadAccounts,
  loadPlugs,
  withDatabaseFile,
} from '../../../src/tools/bench/seed/bulk-load.ts';
import { type SeededPlug, seededPlug } from '../../../src/tools/bench/seed/seeded-plugs.ts';
import { createMigratedDatabase } from '../../../src/tools/bench/seed/seeded-state.ts';
import { withLocalDatabase } from '../../../src/tools/cli/database/local-database.ts';
import { ROOT } from '../../../src/tools/cli/tools.ts';

const PLUG_COUNT = 60;
const ACCOUNT_COUNT = 4;
const plugAt = distributePlugs({ plugs: PLUG_COUNT, accounts: ACCOUNT_COUNT, ownPlugs: 20 });

const folder = mkdtempSync(join(tmpdir(), 'plugs-seeding-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The statements with which the product writes a plug. A converted contact is first created as a target. */
function writeStatementsOf(row: number, plug: SeededPlug) {
  const { convertedAtMs, ...values } = plug;
  const isConverted = convertedAtMs !== null;
  const firstType = isConverted ? 'target' : plug.plugType;
  const first = { ...values, plugType: firstType, duplicateKey: duplicateKey(firstType, plug) } as const;
  const inserts = insertPlugsStatements(
    [
      {
        plug: first,
        entry: indexEntry(plug.owner, firstType, plug),
        keyChanges: keyChanges(null, first as unknown as PlugRow),
      },
    ],
    originAt(plug, plug.createdAtMs),
  );
  if (!isConverted) return allStatements(inserts);
  const converted = { ...values, convertedAtMs, etag: 'converted' };
  const entry = indexEntry(plug.owner, plug.plugType, plug);
  const update = {
    read: { ...plug, row },
    values: converted,
    entry,
    keyChanges: [],
    kind: 'converted' as const,
    before: '{}',
  };
  return allStatements([...inserts, ...updatePlugsStatements([update], originAt(plug, convertedAtMs))]);
}

function originAt({ owner }: SeededPlug, nowMs: number) {
  return { owner, nowMs, via: 'system', sessionId: null } as const;
}

/** The rows that a write of a plug derives from the plug. */
interface DerivedRows {
  totals: unknown[];
  counts: unknown[];
  weeks: unknown[];
  keys: unknown[];
  terms: unknown[];
}

/** The derived rows of a database in a fixed order. The conversions, which are stored as JSON, are parsed. */
function readDerivedRows(file: string): DerivedRows {
  const database = new DatabaseSync(file);
  const rowsOf = (query: string) =>
    database
      .prepare(query)
      .all()
      .map((row) => ({ ...row }));
  database.exec("CREATE VIRTUAL TABLE temp.entries USING fts5vocab('main', 'plugs_fts', 'instance')");
  const derived = {
    totals: rowsOf('SELECT * FROM plug_totals ORDER BY owner').map((row: Record<string, unknown>) => ({
      ...row,
      conversions: JSON.parse(String(row.conversions)),
    })),
    counts: rowsOf('SELECT * FROM plug_counts ORDER BY owner, dimension, value'),
    weeks: rowsOf('SELECT * FROM plug_weeks ORDER BY owner, week'),
    keys: rowsOf('SELECT * FROM plug_keys ORDER BY owner, kind, key, plug'),
    terms: rowsOf('SELECT term, doc FROM temp.entries ORDER BY term, doc'),
  };
  database.close();
  return derived;
}

describe('rows loaded in bulk', () => {
  let loaded: DerivedRows;
  let written: DerivedRows;
  let loadedFile: string;
  let writtenFile: string;

  beforeAll(async () => {
    writtenFile = await createMigratedDatabase(join(folder, 'written'));
    withDatabaseFile(writtenFile, (database) => loadAccounts(database, ACCOUNT_COUNT, 'hash'));
    cpSync(join(folder, 'written'), join(folder, 'loaded'), { recursive: true });
    loadedFile = writtenFile.replace(join(folder, 'written'), join(folder, 'loaded'));
    withDatabaseFile(loadedFile, (database) => {
      loadPlugs(database, 1, PLUG_COUNT - 10, plugAt);
      loadPlugs(database, PLUG_COUNT - 9, PLUG_COUNT, plugAt);
    });
    await withLocalDatabase(join(folder, 'written'), async (binding) => {
      const database = openDatabase(binding, noCost());
      const rows = Array.from({ length: PLUG_COUNT }, (_, at) => at + 1);
      await database.batch(rows.flatMap((row) => [...writeStatementsOf(row, plugAt(row))]));
    });
    [loaded, written] = [readDerivedRows(loadedFile), readDerivedRows(writtenFile)];
  }, 60_000);

  it('the loaded counters are equal to the counters that the triggers write', () => {
    expect(loaded.totals).toHaveLength(ACCOUNT_COUNT);
    expect(loaded.totals).toEqual(written.totals);
    expect(loaded.counts.length).toBeGreaterThan(20);
    expect(loaded.counts).toEqual(written.counts);
  });

  it('the loaded weeks are equal to the weeks that the product writes', () => {
    expect(loaded.weeks.length).toBeGreaterThanOrEqual(ACCOUNT_COUNT);
    expect(loaded.weeks).toEqual(written.weeks);
  });

  it('the statement that loads the weeks is equal to the statement of the migration', () => {
    const insertOf = (path: string) =>
      readFileSync(join(ROOT, path), 'utf8').match(/INSERT INTO plug_weeks[^;]+/)?.[0];
    const insert = insertOf('migrations/0015_plug_weeks.sql');
    expect(insert).toBeDefined();
    expect(insertOf('src/tools/bench/seed/weeks.sql')).toBe(insert);
  });

  it('the loaded keys are equal to the keys that the product writes', () => {
    expect(loaded.keys.length).toBeGreaterThan(PLUG_COUNT);
    expect(loaded.keys).toEqual(written.keys);
  });

  it('the loaded search terms are equal to the search terms that the product writes', () => {
    expect(loaded.terms.length).toBeGreaterThan(PLUG_COUNT * 20);
    expect(loaded.terms).toEqual(written.terms);
  });

  it('the bulk load leaves every trigger and index of the table of plugs unchanged', () => {
    const readSchema = (file: string) => {
      const database = new DatabaseSync(file, { readOnly: true });
      const rows = database.prepare(
        "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'plugs' ORDER BY name",
      );
      return rows.all().map(({ name, sql }) => `${name}: ${sql}`);
    };
    const before = readSchema(writtenFile);
    expect(before.filter((each) => /TRIGGER/i.test(each)).length).toBeGreaterThan(5);
    expect(readSchema(loadedFile)).toEqual(before);
  });
});

it('the 10,000 plugs of an account have different ids and duplicate keys, and "ali" and "smith" each match more than 20 names', () => {
  const plugs = Array.from({ length: 10_000 }, (_, index) => seededPlug(1, index));
  expect(new Set(plugs.map(({ id }) => id)).size).toBe(10_000);
  const keys = plugs.map((plug) => duplicateKey('target', plug));
  expect(new Set(keys).size).toBe(10_000);
  const plugsWithName = (word: RegExp) =>
    plugs.filter(({ firstName, lastName }) => word.test(`${firstName} ${lastName}`));
  expect(plugsWithName(/\bAli/).length).toBeGreaterThan(20);
  expect(plugsWithName(/\Bsmith/).length).toBeGreaterThan(20);
});
