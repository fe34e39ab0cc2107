/**
 * Writes many rows directly to the SQLite file of D1 while no worker has the file open. The search terms are the same
 * as in the product. The counters of plugs are computed once at the end, as after a restore, and not by a trigger for
 * each row.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { getTableColumns, getTableName } from 'drizzle-orm';
import { liveKeys } from '../../../rules/plugs/duplicates/key-changes.ts';
import { EXACT_REASONS } from '../../../rules/plugs/duplicates/reason-keys.ts';
import { indexEntry } from '../../../rules/plugs/search-index.ts';
import { plugs, users } from '../../../store/database/schema.ts';
import { ROOT } from '../../cli/tools.ts';
import { type SeededPlug, seededPlug } from './seeded-plugs.ts';

/** Returns the plug of a row. Rows are numbered from 1. */
export type PlugAt = (row: number) => SeededPlug;

/** The numbers of rows of the seeded database. */
export interface SeedSize {
  plugs: number;
  accounts: number;
  /** The number of plugs that account 1 owns. */
  ownPlugs: number;
}

type Columns = ReturnType<typeof getTableColumns>;
type Row = Record<string, unknown>;

const ROWS_PER_TRANSACTION = 50_000;
/** Without a journal, a crash can make the file unusable. */
const FAST_WRITES = 'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000';

/**
 * Opens the file of D1, passes it to `work`, and closes it in the journal mode that workerd uses. If `work` throws, the
 * file can be unusable.
 */
export function withDatabaseFile<Result>(file: string, work: (database: DatabaseSync) => Result): Result {
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  try {
    database.exec(FAST_WRITES);
    const result = work(database);
    database.exec('PRAGMA journal_mode = WAL');
    return result;
  } finally {
    database.close();
  }
}

/** Inserts verified accounts, `account1@bench.test` and so on, all with the same password. */
export function loadAccounts(database: DatabaseSync, count: number, passwordHash: string): void {
  const insert = inserter(database, users, [
    'number',
    'id',
    'email',
    'username',
    'passwordHash',
    'isVerified',
    'createdAtMs',
    'updatedAtMs',
  ]);
  insertAll(database, count, (number) => {
    const id = `01980000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
    const email = `account${number}@bench.test`;
    insert({
      number,
      id,
      email,
      username: `account${number}`,
      passwordHash,
      isVerified: true,
      createdAtMs: 1,
      updatedAtMs: 1,
    });
  });
}

/**
 * Inserts the plugs of rows `first` to `last`, with the search index, keys and counters that the product would write.
 * Revisions are not inserted.
 */
export function loadPlugs(database: DatabaseSync, first: number, last: number, plugAt: PlugAt): void {
  const dropped = dropTriggersAndIndexes(database, 'plugs');
  insertPlugs(database, first, last, plugAt);
  indexPlugs(database, first, last, plugAt);
  insertKeys(database, first, last, plugAt);
  for (const statement of dropped) database.exec(statement);
  database.exec(readFileSync(join(ROOT, 'src/tools/cli/database/counters.sql'), 'utf8'));
  database.exec(readFileSync(join(ROOT, 'src/tools/bench/seed/weeks.sql'), 'utf8'));
}

/**
 * Returns a function that returns the plug of a row. Account 1 owns every `stride`th row, so that its rows are
 * distributed among all rows. The other accounts own the other rows in equal parts, but the last accounts can own
 * fewer. The number of plugs must be a multiple of `ownPlugs`.
 */
export function distributePlugs({ plugs: total, accounts, ownPlugs }: SeedSize): PlugAt {
  const stride = total / ownPlugs;
  const plugsPerAccount = Math.ceil((total - ownPlugs) / (accounts - 1));
  return (row) => {
    const ownCount = Math.floor(row / stride);
    if (row % stride === 0) return seededPlug(1, ownCount - 1);
    const otherIndex = row - ownCount - 1;
    return seededPlug(2 + Math.floor(otherIndex / plugsPerAccount), otherIndex % plugsPerAccount);
  };
}

function insertPlugs(database: DatabaseSync, first: number, last: number, plugAt: PlugAt): void {
  const insert = inserter(database, plugs, Object.keys(getTableColumns(plugs)));
  insertAll(database, last - first + 1, (turn) => {
    const row = first + turn - 1;
    insert({ row, ...plugAt(row) });
  });
}

/**
 * Indexes the plugs from the newest row to the oldest row, because FTS5 is fast only with ascending rowids. The rowid
 * of an entry is the negative row number.
 */
function indexPlugs(database: DatabaseSync, first: number, last: number, plugAt: PlugAt): void {
  const insert = database.prepare('INSERT INTO plugs_fts (rowid, terms, folded_text) VALUES (?, ?, ?)');
  insertAll(database, last - first + 1, (turn) => {
    const row = last - turn + 1;
    const plug = plugAt(row);
    const entry = indexEntry(plug.owner, plug.plugType, plug);
    insert.run(-row, entry.terms, entry.foldedText);
  });
}

/** Inserts the keys by which duplicates are found. */
function insertKeys(database: DatabaseSync, first: number, last: number, plugAt: PlugAt): void {
  const insert = database.prepare('INSERT INTO plug_keys (owner, kind, key, plug) VALUES (?, ?, ?, ?)');
  insertAll(database, last - first + 1, (turn) => {
    const row = first + turn - 1;
    const plug = plugAt(row);
    for (const { reason, key } of liveKeys(plug))
      insert.run(plug.owner, EXACT_REASONS.indexOf(reason) + 1, key, row);
  });
}

/**
 * Drops the triggers of a table and the indexes that are not part of a constraint. Returns the statements that create
 * the triggers and indexes again.
 */
function dropTriggersAndIndexes(database: DatabaseSync, table: string): string[] {
  const definitions = database
    .prepare(
      "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = ? AND type IN ('trigger', 'index') AND sql IS NOT NULL",
    )
    .all(table);
  for (const { type, name } of definitions) database.exec(`DROP ${type} "${name}"`);
  return definitions.map(({ sql }) => String(sql));
}

/** Returns a function that inserts a row. It uses the column names and encoders of the schema. */
function inserter(database: DatabaseSync, table: Parameters<typeof getTableColumns>[0], fields: string[]) {
  const all: Columns = getTableColumns(table);
  const columns = fields.map((field) => ({ field, column: all[field] as Columns[string] }));
  const names = columns.map(({ column }) => `"${column.name}"`);
  const statement = database.prepare(
    `INSERT INTO "${getTableName(table)}" (${names}) VALUES (${names.map(() => '?')})`,
  );
  return (row: Row) => {
    const values = columns.map(({ field, column }) => encoded(row[field], column));
    statement.run(...values);
  };
}

function encoded(value: unknown, column: Columns[string]): SQLInputValue {
  if (value === null || value === undefined) return null;
  return column.mapToDriverValue(value) as SQLInputValue;
}

/** Calls `insertAt` with each number from 1 to `count`, in transactions of at most `ROWS_PER_TRANSACTION` calls. */
function insertAll(database: DatabaseSync, count: number, insertAt: (turn: number) => void): void {
  for (let start = 1; start <= count; start += ROWS_PER_TRANSACTION) {
    database.exec('BEGIN');
    for (let turn = start; turn < Math.min(start + ROWS_PER_TRANSACTION, count + 1); turn += 1)
      insertAt(turn);
    database.exec('COMMIT');
  }
}
