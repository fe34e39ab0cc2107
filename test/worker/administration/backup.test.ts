/** The statements of a backup, which D1 must accept in a restore: long values, words of SQL, and line breaks. */
import { beforeEach, expect, it } from 'vitest';
import { corrections, restorableStatements } from '../../../src/tools/cli/database/backup-statements.ts';
import { literalOf } from '../../../src/tools/cli/database/recorded-statements.ts';
import { bindings } from '../support/bindings.ts';

const MAX_STATEMENT_BYTES = 100_000;
const TABLES = ['passages', 'changesets', 'plugs'];
const SQL_TEXT = "BEGIN TRANSACTION; it's; COMMIT; BEGIN_TRANSACTION BEGIN BEGIN TRANSACTION";

beforeEach(deleteRows);

it('a backup restores the same rows with statements of at most 100,000 bytes', async () => {
  const content = `first line\nO'Neil said:\r\n${SQL_TEXT.repeat(2_000)}\u2028${"'𐐀ä".repeat(25_000)}`;
  const report = JSON.stringify([{ row: 1, why: "it's invalid" }, 'x\n'.repeat(600_000)]);
  await insert('passages', { row: 1, id: 'p1', title: SQL_TEXT, content });
  await insert('passages', { row: 2, id: 'p2', title: 'line 1\nline 2', content: 'short' });
  await insert('changesets', { id: 'c1', label: SQL_TEXT, report });
  const rows = await readTables();
  const exported = await exportTables();
  expect(Math.max(...exported.split('\n').map(bytesOf))).toBeGreaterThan(MAX_STATEMENT_BYTES);

  const statements = await convert(exported);
  expect(Math.max(...statements.map(bytesOf))).toBeLessThanOrEqual(MAX_STATEMENT_BYTES);
  // Wrangler removes this text from a file of statements.
  expect(statements.join('\n')).not.toContain('BEGIN TRANSACTION');
  await restore(statements);
  expect(await readTables()).toEqual(rows);
});

it('a backup restores texts that contain a line break and the letters that stand for it in an export', async () => {
  const texts = [
    'a\nb\\nc',
    "it's\r\\r\\n\n\\\\n\\\n\\\r",
    'only a line feed\n\\r',
    'only a return\r\\n',
    'only \\n and \\r',
    `${SQL_TEXT}\n\\n'𐐀\u2028\u0001"`.repeat(3_000),
  ];
  for (const [row, content] of texts.entries())
    await insert('passages', { row, id: `id ${row}`, title: content.slice(0, 100), content });
  await insert('changesets', { id: 'key\n\\n', label: 'a\r\\r\nb' });
  const owner = await bindings.DB.prepare(
    `INSERT INTO users (id, username, created_at, updated_at) VALUES ('u', 'u', 1, 1) RETURNING number`,
  ).first<number>('number');
  await insert('plugs', { row: 1, id: 'p', owner: owner ?? 0, tags: '[]', notes: 'C:\\new\n\\remote\r\n' });
  const rows = await readTables();
  const exported = await exportTables();
  const { results } = await bindings.DB.prepare(
    "SELECT name FROM pragma_table_list WHERE type = 'table'",
  ).all();
  const names = results.map(({ name }) => String(name)).filter((name) => !/^(sqlite|_cf)_|_fts/.test(name));
  const statements = [...(await convert(exported)), ...(await corrections(names, readAll))];

  expect(Math.max(...statements.map(bytesOf))).toBeLessThanOrEqual(MAX_STATEMENT_BYTES);
  // A statement is one line. Wrangler removes the other text.
  expect(statements.join(';')).not.toMatch(/[\r\n]|BEGIN TRANSACTION/);
  await restore(statements);
  expect(await readTables()).toEqual(rows);
});

it('a correction of a backup does not change a text that was written after the export', async () => {
  await insert('passages', { row: 1, id: 'p1', content: 'before' });
  const exported = await exportTables();
  const rows = await readTables();
  await bindings.DB.prepare("UPDATE passages SET content = 'after' || char(10) || '\\n'").run();
  await restore([...(await convert(exported)), ...(await corrections(TABLES, readAll))]);
  expect(await readTables()).toEqual(rows);
});

it('a backup corrects nothing if the export represents each text', async () => {
  await insert('passages', { row: 1, id: 'p1', content: 'a\nb\\r' });
  expect(await corrections(TABLES, readAll)).toEqual([]);
});

it('a backup does not change the statements of short values', async () => {
  const lines = [
    'PRAGMA defer_foreign_keys=TRUE;',
    `INSERT INTO "t" ("a","b") VALUES(1,'it''s\u2028\n;');`,
    'INSERT INTO "t" ("a","b") VALUES(2,NULL);',
  ];
  expect(await convert(lines.join('\n'))).toEqual(lines);
});

it('the literal of a text has the value of the text and does not contain BEGIN TRANSACTION', async () => {
  const literal = literalOf(SQL_TEXT);
  expect(literal).not.toContain('BEGIN TRANSACTION');
  expect(await bindings.DB.prepare(`SELECT ${literal} AS text`).first('text')).toBe(SQL_TEXT);
});

/** Inserts a row. Columns without a value that must not be NULL are 1. */
async function insert(table: string, values: Record<string, string | number>): Promise<void> {
  const { results } = await bindings.DB.prepare(`PRAGMA table_info(${table})`).all();
  const required = results.filter((column) => column.notnull).map(({ name }) => [String(name), 1]);
  const row = { ...Object.fromEntries(required), ...values };
  const names = Object.keys(row);
  const parameters = names.map(() => '?').join(', ');
  await bindings.DB.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${parameters})`)
    .bind(...Object.values(row))
    .run();
}

async function readTables(): Promise<unknown[]> {
  const queries = TABLES.map((table) => bindings.DB.prepare(`SELECT * FROM ${table} ORDER BY id`));
  return (await bindings.DB.batch(queries)).map(({ results }) => results);
}

async function deleteRows(): Promise<void> {
  await bindings.DB.batch(TABLES.map((table) => bindings.DB.prepare(`DELETE FROM ${table}`)));
}

/** Replaces the rows of the tables with those of a backup. */
async function restore(statements: string[]): Promise<void> {
  await deleteRows();
  await bindings.DB.batch(statements.map((statement) => bindings.DB.prepare(statement)));
}

async function readAll(queries: string[]): Promise<Record<string, unknown>[][]> {
  const results = await bindings.DB.batch<Record<string, unknown>>(
    queries.map((query) => bindings.DB.prepare(query)),
  );
  return results.map((each) => each.results);
}

/** The text that `wrangler d1 export --local --no-schema` writes. */
async function exportTables(): Promise<string> {
  const [lines] = await bindings.DB.prepare('PRAGMA miniflare_d1_export(?,?,?);')
    .bind(true, false, ...TABLES)
    .raw<string[]>();
  return (lines ?? []).join('\n');
}

async function convert(exported: string): Promise<string[]> {
  const statements: string[] = [];
  for await (const statement of restorableStatements(chunksOf(exported))) statements.push(statement);
  return statements;
}

async function* chunksOf(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536);
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
