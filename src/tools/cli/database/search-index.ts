/**
 * Rebuilds `plugs_fts`, `plug_keys` and the keys in the rows of plugs, and stores missing phone countries, in the local
 * or the remote D1. The worker can write between two pages of the rebuild. While a page is written, the remote D1 does
 * not respond to the worker. If the worker changes a plug after it was read here, the worker has also indexed the plug,
 * and the rebuild skips it.
 */
import { getTableColumns } from 'drizzle-orm';
import { phoneCountry } from '../../../rules/plugs/duplicates/phone-key.ts';
import { plugKeys } from '../../../rules/plugs/plug-keys.ts';
import { indexEntry } from '../../../rules/plugs/search-index.ts';
import { plugs } from '../../../store/database/schema.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import {
  deleteOrphansStatement,
  rebuildKeysStatements,
  rebuildPlugStatements,
} from '../../../store/plugs/rebuild.ts';
import type { D1Access } from './d1.ts';
import { longTexts, MAX_PART_LENGTH } from './long-texts.ts';
import { removeStaleKeys } from './plug-keys.ts';
import { literalOf, recordSql } from './recorded-statements.ts';

const PAGE_SIZE = 500;
type ReadPlug = PlugRow & { timeZone: string };

/**
 * Rewrites the outdated keys and the index entries of all plugs, page by page. Removes the index entries and the keys
 * that belong to no live plug, and the keys that no longer match their plug. Resolves with the number of live plugs.
 */
export async function rebuildSearch(access: D1Access): Promise<number> {
  const count = await rebuildPages(access);
  await removeStaleKeys(access);
  return count;
}

async function rebuildPages(access: D1Access): Promise<number> {
  let count = 0;
  let after = 0;
  for (;;) {
    const page = await readPage(access, after);
    const last = page.at(-1)?.row ?? null;
    await access.execute(await pageSql(page, after, last));
    if (last === null) return count;
    count += page.filter(({ deletedAtMs }) => deletedAtMs === null).length;
    after = last;
  }
}

/** The next plugs, each with the time zone of its account. */
async function readPage(access: D1Access, after: number): Promise<ReadPlug[]> {
  const columns = Object.values(getTableColumns(plugs)).map(({ name }) => `"${name}"`);
  const timeZone = '(SELECT time_zone FROM users WHERE number = owner) AS time_zone';
  const query = `SELECT ${columns}, ${timeZone} FROM plugs WHERE "row" > ${after} ORDER BY "row" LIMIT ${PAGE_SIZE}`;
  return (await access.query(query)).map((raw) => ({ ...plugFrom(raw), timeZone: String(raw.time_zone) }));
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
 * The statements that rebuild a page of plugs. The terms or the folded text of long notes can exceed the maximum size
 * of a statement.
 */
async function pageSql(page: ReadPlug[], after: number, last: number | null): Promise<string[]> {
  const texts = longTexts();
  const statements = await recordSql(
    (database) => database.batch([...page.flatMap(rebuildStatementsOf), deleteOrphansStatement(after, last)]),
    (value) =>
      typeof value === 'string' && value.length > MAX_PART_LENGTH ? texts.add(value) : literalOf(value),
  );
  return texts.around(statements);
}

function rebuildStatementsOf({ timeZone, ...plug }: ReadPlug) {
  const { owner, plugType, deletedAtMs } = plug;
  const entry = deletedAtMs === null ? indexEntry(owner, plugType, plug) : null;
  return [
    ...rebuildPlugStatements(plug, plugKeys(plugType, plug), entry),
    ...rebuildKeysStatements(plug, plug.phoneCountry ?? phoneCountry(plug, timeZone)),
  ];
}
