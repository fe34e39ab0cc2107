/** The statements of a backup, which D1 must accept in a restore: long values, and values with words of SQL. */
import { expect, it } from 'vitest';
import { restorableStatements } from '../../../src/tools/cli/database/backup-statements.ts';
import { literalOf } from '../../../src/tools/cli/database/recorded-statements.ts';
import { bindings } from '../support/bindings.ts';

const MAX_STATEMENT_BYTES = 100_000;
const TABLES = ['passages', 'changesets'];
const SQL_TEXT = "BEGIN TRANSACTION; it's; COMMIT; BEGIN_TRANSACTION BEGIN BEGIN TRANSACTION";

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
  await bindings.DB.batch(TABLES.map((table) => bindings.DB.prepare(`DELETE FROM ${table}`)));
  await bindings.DB.batch(statements.map((statement) => bindings.DB.prepare(statement)));
  expect(await readTables()).toEqual(rows);
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
