/**
 * Rebuilds `plugs_fts` and the keys of plugs with files of statements. They work on the local and on the remote D1. The
 * worker can continue to write: a plug that changes during the rebuild is indexed by that write and skipped here.
 */
import { getTableColumns } from 'drizzle-orm';
import { plugKeys } from '../../../rules/plugs/plug-keys.ts';
import { indexEntry } from '../../../rules/plugs/search-index.ts';
import { plugs } from '../../../store/database/schema.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import { deleteOrphansStatement, rebuildPlugStatements } from '../../../store/plugs/rebuild.ts';
import { type Place, queryD1 } from './d1.ts';
import { executeStatements } from './execute-statements.ts';
import { literalOf, recordedSql } from './recorded-statements.ts';

const PAGE = 500;
/** The maximum number of characters, of at most three bytes each. D1 rejects statements of more than 100,000 bytes. */
const MAX_LITERAL_LENGTH = 25_000;

/**
 * Rewrites the keys and the index entries of all plugs, page by page, and removes entries without a plug. Search is
 * available during the rebuild. Resolves with the number of live plugs.
 */
export async function rebuildSearch(place: Place): Promise<number> {
  let count = 0;
  let after = 0;
  for (;;) {
    const page = await readPage(place, after);
    const last = page.at(-1)?.row ?? null;
    await executeStatements(place, await pageSql(page, after, last));
    if (last === null) return count;
    count += page.filter(({ deletedAtMs }) => deletedAtMs === null).length;
    after = last;
  }
}

async function readPage(place: Place, after: number): Promise<PlugRow[]> {
  const columns = Object.values(getTableColumns(plugs)).map(({ name }) => `"${name}"`);
  const query = `SELECT ${columns} FROM plugs WHERE "row" > ${after} ORDER BY "row" LIMIT ${PAGE}`;
  return (await queryD1(place, query)).map(plugFrom);
}

/** Decodes a row in the same way as drizzle, with the names and decoders of the columns. */
function plugFrom(raw: Record<string, unknown>): PlugRow {
  const entries = Object.entries(getTableColumns(plugs)).map(([field, column]) => {
    const value = raw[column.name];
    return [field, value === null ? null : column.mapFromDriverValue(value)];
  });
  return Object.fromEntries(entries) as PlugRow;
}

/**
 * The terms of long notes can exceed the maximum size of a statement, so they are first inserted in parts into a
 * temporary table.
 */
async function pageSql(page: PlugRow[], after: number, last: number | null): Promise<string[]> {
  const pieces: string[] = [];
  const literal = (value: unknown) => {
    if (typeof value !== 'string' || value.length <= MAX_LITERAL_LENGTH) return literalOf(value);
    const key = pieces.length;
    pieces.push(
      ...cut(value).map((terms) => `INSERT INTO rebuilt_terms VALUES (${key}, ${literalOf(terms)})`),
    );
    return `(SELECT group_concat(terms, ' ') FROM rebuilt_terms WHERE whole = ${key})`;
  };
  const statements = await recordedSql(
    (database) => database.batch([...page.flatMap(rebuildsOf), deleteOrphansStatement(after, last)]),
    literal,
  );
  return [
    'DROP TABLE IF EXISTS rebuilt_terms',
    'CREATE TABLE rebuilt_terms (whole INTEGER, terms TEXT)',
    ...pieces,
    ...statements,
    'DROP TABLE rebuilt_terms',
  ];
}

function rebuildsOf(plug: PlugRow) {
  const { owner, plugType, deletedAtMs } = plug;
  return rebuildPlugStatements(
    plug,
    plugKeys(plugType, plug),
    deletedAtMs === null ? indexEntry(owner, plugType, plug) : null,
  );
}

function cut(terms: string): string[] {
  return terms.match(new RegExp(`.{1,${MAX_LITERAL_LENGTH}}(?= |$)`, 'gsu')) ?? [];
}
