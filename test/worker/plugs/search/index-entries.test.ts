/**
 * The search index, the keys and the counters agree with the rows of the plugs after random writes, and after a rebuild
 * of a lost index.
 */
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { noCost } from '../../../../src/rules/cost.ts';
import { plugKeys } from '../../../../src/rules/plugs/plug-keys.ts';
import { indexEntry } from '../../../../src/rules/plugs/search-index.ts';
import { accountNumberOf } from '../../../../src/rules/sessions/session-id.ts';
import { openDatabase } from '../../../../src/store/database/database.ts';
import { plainStatement } from '../../../../src/store/database/plain-statement.ts';
import { PLUG } from '../../../../src/store/database/table-sql.ts';
import type { PlugRow } from '../../../../src/store/plugs/plugs.ts';
import { deleteOrphansStatement, rebuildPlugStatements } from '../../../../src/store/plugs/rebuild.ts';
import { bindings } from '../../support/bindings.ts';
import { call, signUp } from '../../support/client.ts';

const WRITE_COUNT = 500;
/** The seed is fixed, so that a failure can be repeated. */
const SEED = 20_261_127;
/** The number of plugs in one batch of a rebuild. */
const PAGE_SIZE = 7;

const database = openDatabase(bindings.DB, noCost());
const word = fc.constantFrom(
  'Ada',
  'Łukasz',
  '王小明',
  'O’Brien',
  'Straße',
  'İpek',
  '東京都の計画',
  'x'.repeat(20),
  'کریمی',
  '2026-11',
);
const text = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const optionalText = fc.option(text, { freq: 2 });
const phoneNumber = fc.option(fc.constantFrom('030 98765432', '+1 202 555 0134', '555‑010‑0780'));
const fields = fc.record(
  {
    first_name: text,
    last_name: text,
    company: optionalText,
    job_title: optionalText,
    email: fc.option(fc.constantFrom('a@example.com', 'b@example.com', 'c@example.com')),
    primary_number: phoneNumber,
    notes: optionalText,
    tags: fc.array(fc.constantFrom('VIP', 'vip', 'Straße', 'STRASSE', 'fair'), { maxLength: 3 }),
    priority: fc.constantFrom('low', 'high'),
    network_type: optionalText,
  },
  { requiredKeys: [] },
);
/** A write. `choice` modulo the number of created plugs is the position of the written plug. */
const write = fc.record({
  kind: fc.constantFrom('create', 'update', 'update', 'convert', 'delete', 'restore', 'erase'),
  choice: fc.nat(1_000),
  fields,
});

/** All plugs of an owner, including the plugs in the trash. */
async function readRows(owner: number): Promise<PlugRow[]> {
  const query = sql`SELECT ${PLUG.columns} FROM plugs WHERE owner = ${owner} ORDER BY row`;
  const [rows] = await database.batch([plainStatement(query, PLUG.toRow)]);
  return rows;
}

/** The terms and the folded text of each index entry by the row number of the plug, which is the negative rowid. */
async function readStoredEntries(): Promise<Map<number, { terms: string[]; foldedText: string }>> {
  await bindings.DB.exec(
    "CREATE VIRTUAL TABLE IF NOT EXISTS entries USING fts5vocab('plugs_fts', 'instance')",
  );
  const terms = await bindings.DB.prepare('SELECT DISTINCT doc, term FROM entries').all<{
    doc: number;
    term: string;
  }>();
  const texts = await bindings.DB.prepare('SELECT rowid, folded_text FROM plugs_fts').all<{
    rowid: number;
    folded_text: string;
  }>();
  const entries = new Map(
    texts.results.map(({ rowid, folded_text }) => [
      -rowid,
      { terms: [] as string[], foldedText: folded_text },
    ]),
  );
  for (const { doc, term } of terms.results) entries.get(-doc)?.terms.push(term);
  return entries;
}

/** The row number of a plug, and the index entry that the plug must have. */
function expectedEntry(row: PlugRow) {
  const { terms, foldedText } = indexEntry(row.owner, row.plugType, row);
  return [row.row, { terms: terms.split(' ').sort(), foldedText }] as const;
}

/**
 * Expects that the index, the keys, the counters of the tags and the number of plugs agree with the live plugs of an
 * owner. Returns the rows of all plugs of the owner. The database must not contain plugs of other owners.
 */
async function expectConsistent(owner: number, token: string): Promise<PlugRow[]> {
  const rows = await readRows(owner);
  const live = rows.filter(({ deletedAtMs }) => deletedAtMs === null);
  const stored = [...(await readStoredEntries())].map(([row, { terms, foldedText }]) => {
    return [row, { terms: terms.sort(), foldedText }] as const;
  });
  expect(new Map(stored)).toEqual(new Map(live.map(expectedEntry)));
  for (const row of live) expect(row).toMatchObject(plugKeys(row.plugType, row));
  const { body } = await call('/plugs/stats', { token });
  // Tags that differ only in case have one counter. The conversion to upper case also makes `ß` equal to `SS`.
  const tags = live.flatMap((row) => row.tags.map((tag) => tag.toUpperCase().toLowerCase()));
  const counted = Object.entries(body.by_tag as Record<string, number>).map(
    ([tag, count]) => [tag.toUpperCase().toLowerCase(), count] as const,
  );
  const expected = Object.entries(Object.groupBy(tags, (tag) => tag)).map(([tag, all]) => [tag, all?.length]);
  expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(expected));
  expect(body.total_plugs).toBe(live.length);
  return rows;
}

/** Rebuilds the index in pages, with the statements that `npm run search:rebuild` uses for the index. */
async function rebuild(owner: number): Promise<void> {
  const rows = await readRows(owner);
  let afterRow = 0;
  for (let start = 0; start < rows.length; start += PAGE_SIZE) {
    const page = rows.slice(start, start + PAGE_SIZE);
    const lastRow = page.at(-1)?.row ?? afterRow;
    await database.batch([
      ...page.flatMap((row) => {
        const entry = row.deletedAtMs === null ? indexEntry(row.owner, row.plugType, row) : null;
        return rebuildPlugStatements(row, plugKeys(row.plugType, row), entry);
      }),
      deleteOrphansStatement(afterRow, lastRow),
    ]);
    afterRow = lastRow;
  }
  await database.batch([deleteOrphansStatement(afterRow, null)]);
}

it('the index, the keys and the counters agree with the plugs after random writes and after a rebuild', {
  timeout: 120_000,
}, async () => {
  const { token, sessionId } = await signUp();
  const owner = accountNumberOf(sessionId);
  const ids: string[] = [];
  const statuses = new Map<number, number>();
  for (const { kind, choice, fields: body } of fc.sample(write, { numRuns: WRITE_COUNT, seed: SEED })) {
    const path = `/plugs/${ids[choice % ids.length]}`;
    const response =
      kind === 'create' || ids.length < 5
        ? await call('/plugs/', { token, body: { first_name: 'First', last_name: `Last${choice}`, ...body } })
        : kind === 'update'
          ? await call(path, { token, method: 'PUT', body })
          : kind === 'convert' || kind === 'restore'
            ? await call(`${path}/${kind}`, { token, body: kind === 'convert' ? { email: body.email } : {} })
            : await call(kind === 'erase' ? `${path}?permanent=true` : path, { token, method: 'DELETE' });
    if (response.status === 201) ids.push(response.body.id);
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
  }
  for (const status of [200, 201, 204, 400, 404, 422]) expect(statuses.get(status) ?? 0).toBeGreaterThan(5);
  const rows = await expectConsistent(owner, token);
  // All entries of the index are deleted, and an entry without a plug and a wrong entry are added. The keys of names,
  // companies and tags are emptied.
  await bindings.DB.batch(
    [
      "INSERT INTO plugs_fts (plugs_fts) VALUES ('delete-all')",
      "INSERT INTO plugs_fts (rowid, terms, folded_text) VALUES (-1000000, 'orphan', ''), (-1, 'stale', 'stale')",
      "UPDATE plugs SET first_name_key = '', last_name_key = '', company_key = '', tag_keys = NULL",
    ].map((statement) => bindings.DB.prepare(statement)),
  );
  await rebuild(owner);
  expect(await expectConsistent(owner, token)).toEqual(rows);
});
