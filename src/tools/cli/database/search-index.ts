/**
 * Rebuilds `plugs_fts`, `plug_keys` and the keys in the rows of plugs, and stores missing phone countries, in the local
 * or the remote D1. The worker can write during the rebuild. If the worker changes a plug after it was read here, the
 * worker has also indexed the plug, and the rebuild skips it.
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
import { removeStaleKeys } from './plug-keys.ts';
import { literalOf, recordSql } from './recorded-statements.ts';

const PAGE_SIZE = 500;
type ReadPlug = PlugRow & { timeZone: string };

/**
 * The maximum length of a text in a statement, in code points of at most four bytes each. D1 rejects statements of more
 * than 100,000 bytes, and one statement contains the terms and the folded text of a plug.
 */
const MAX_LITERAL_LENGTH = 10_000;

/**
 * Rewrites the outdated keys and the index entries of all plugs, page by page. Removes the index entries and the keys
 * that belong to no live plug, and the keys that no longer match their plug. Search is available during the rebuild.
 * Resolves with the number of live plugs.
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
 * of a statement, so such a text is first inserted in parts into the table `rebuilt_texts`, which is dropped at the end.
 */
async function pageSql(page: ReadPlug[], after: number, last: number | null): Promise<string[]> {
  const textInserts: string[] = [];
  const literal = (value: unknown) => {
    if (typeof value !== 'string' || value.length <= MAX_LITERAL_LENGTH) return literalOf(value);
    const key = textInserts.length;
    textInserts.push(
      ...partsOfText(value).map((part) => `INSERT INTO rebuilt_texts VALUES (${key}, ${literalOf(part)})`),
    );
    return `(SELECT group_concat(part, '') FROM rebuilt_texts WHERE text_id = ${key})`;
  };
  const statements = await recordSql(
    (database) => database.batch([...page.flatMap(rebuildStatementsOf), deleteOrphansStatement(after, last)]),
    literal,
  );
  return [
    'DROP TABLE IF EXISTS rebuilt_texts',
    'CREATE TABLE rebuilt_texts (text_id INTEGER, part TEXT)',
    ...textInserts,
    ...statements,
    'DROP TABLE rebuilt_texts',
  ];
}

function rebuildStatementsOf({ timeZone, ...plug }: ReadPlug) {
  const { owner, plugType, deletedAtMs } = plug;
  const entry = deletedAtMs === null ? indexEntry(owner, plugType, plug) : null;
  return [
    ...rebuildPlugStatements(plug, plugKeys(plugType, plug), entry),
    ...rebuildKeysStatements(plug, plug.phoneCountry ?? phoneCountry(plug, timeZone)),
  ];
}

/** Divides a text into parts of at most `MAX_LITERAL_LENGTH` code points, so that no surrogate pair is divided. */
function partsOfText(text: string): string[] {
  return text.match(new RegExp(`.{1,${MAX_LITERAL_LENGTH}}`, 'gsu')) ?? [];
}
