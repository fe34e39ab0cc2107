/**
 * Rebuilds `plugs_fts` with files of statements, which work on the local and on the remote D1. The worker may continue
 * to write: a plug that is changed during the rebuild is indexed by that write and skipped here.
 */
import { getTableColumns } from 'drizzle-orm';
import { indexTerms } from '../../../rules/plugs/search-terms.ts';
import type { Database } from '../../../store/database/database.ts';
import { plugs } from '../../../store/database/schema.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import { indexStatement } from '../../../store/plugs/search.ts';
import { type Place, queryD1 } from './d1.ts';
import { executeStatements } from './execute-statements.ts';
import { literalOf, recordedSql } from './recorded-statements.ts';

const PAGE = 500;
/** Characters of at most three bytes each: D1 rejects statements of more than 100,000 bytes. */
const MAX_LITERAL_LENGTH = 25_000;

/** Empties the index and fills it from the plugs that are not deleted. Resolves with their number. */
export async function rebuildSearch(place: Place): Promise<number> {
  await executeStatements(place, ["INSERT INTO plugs_fts (plugs_fts) VALUES ('delete-all')"]);
  let count = 0;
  let after = 0;
  for (;;) {
    const page = await readPage(place, after);
    const last = page.at(-1);
    if (!last) return count;
    await executeStatements(place, await pageSql(page));
    count += page.length;
    after = last.row;
  }
}

async function readPage(place: Place, after: number): Promise<PlugRow[]> {
  const columns = Object.values(getTableColumns(plugs)).map(({ name }) => `"${name}"`);
  const query = `SELECT ${columns} FROM plugs WHERE "row" > ${after} AND deleted_at IS NULL ORDER BY "row" LIMIT ${PAGE}`;
  return (await queryD1(place, query)).map(plugFrom);
}

/** Decodes a row as drizzle does, by the names and decoders of the columns. */
function plugFrom(raw: Record<string, unknown>): PlugRow {
  const entries = Object.entries(getTableColumns(plugs)).map(([field, column]) => {
    const value = raw[column.name];
    return [field, value === null ? null : column.mapFromDriverValue(value)];
  });
  return Object.fromEntries(entries) as PlugRow;
}

/** Terms of long notes exceed the size of a statement, so they are inserted in pieces into a temporary table first. */
async function pageSql(page: PlugRow[]): Promise<string[]> {
  const pieces: string[] = [];
  const literal = (value: unknown) => {
    if (typeof value !== 'string' || value.length <= MAX_LITERAL_LENGTH) return literalOf(value);
    const key = pieces.length;
    pieces.push(
      ...cut(value).map((terms) => `INSERT INTO rebuilt_terms VALUES (${key}, ${literalOf(terms)})`),
    );
    return `(SELECT group_concat(terms, ' ') FROM rebuilt_terms WHERE whole = ${key})`;
  };
  const statements = await recordedSql((database) => indexAll(database, page), literal);
  return [
    'DROP TABLE IF EXISTS rebuilt_terms',
    'CREATE TABLE rebuilt_terms (whole INTEGER, terms TEXT)',
    ...pieces,
    ...statements,
    'DROP TABLE rebuilt_terms',
  ];
}

function indexAll(database: Database, page: PlugRow[]) {
  const statements = page.map((plug) => indexStatement(plug, indexTerms(plug.owner, plug.plugType, plug)));
  return database.batch(statements);
}

function cut(terms: string): string[] {
  return terms.match(new RegExp(`.{1,${MAX_LITERAL_LENGTH}}(?= |$)`, 'gsu')) ?? [];
}
