/**
 * The keys of the demo data, and a rebuild of the keys and of the search index. The rebuild adds missing keys and
 * removes keys that no live plug has.
 */
import { beforeAll, expect, it } from 'vitest';
import { noCost } from '../../../../src/rules/cost.ts';
import { indexEntry } from '../../../../src/rules/plugs/search-index.ts';
import { openDatabase } from '../../../../src/store/database/database.ts';
import type { D1Access } from '../../../../src/tools/cli/database/d1.ts';
import { rebuildSearch } from '../../../../src/tools/cli/database/search-index.ts';
import { seedDemo } from '../../../../src/tools/demo/seed.ts';
import { numberOf } from '../../support/accounts.ts';
import { bindings } from '../../support/bindings.ts';
import { expectKeysOfLivePlugs, readPlugRows } from './stored-keys.ts';

let owner: number;

beforeAll(async () => {
  await seedDemo(openDatabase(bindings.DB, noCost()), { pepper: undefined, nowMs: Date.now() });
  owner = await numberOf({ email: 'demo@plugs.test' });
});

const access: D1Access = {
  query: async (query) => (await bindings.DB.prepare(query).all()).results,
  execute: async (statements) => {
    await bindings.DB.batch(statements.map((statement) => bindings.DB.prepare(statement)));
  },
};

it('the demo data contains the keys of its plugs', async () => {
  expect((await expectKeysOfLivePlugs(owner)).length).toBeGreaterThan(400);
});

it('a rebuild writes all keys if none is stored, as after a restore of a backup', async () => {
  const keys = await expectKeysOfLivePlugs(owner);
  await bindings.DB.exec('DELETE FROM plug_keys');
  expect(await rebuildSearch(access)).toBe(200);
  expect(await expectKeysOfLivePlugs(owner)).toEqual(keys);
});

it('a rebuild removes keys that no live plug has, adds missing keys and stores missing countries of phone numbers', async () => {
  const rows = await readPlugRows(owner);
  const rowWithNumber = rows.find(
    ({ primaryNumber, deletedAtMs }) => primaryNumber && deletedAtMs === null,
  )?.row;
  const rowInTrash = rows.find(({ deletedAtMs }) => deletedAtMs !== null)?.row;
  const changes = [
    `UPDATE plugs SET phone_country = NULL, primary_number = '030 1234567' WHERE row = ${rowWithNumber}`,
    "UPDATE users SET time_zone = 'Europe/Berlin'",
    `INSERT INTO plug_keys VALUES (${owner}, 1, 'stale@example.com', ${rowWithNumber})`,
    `INSERT INTO plug_keys VALUES (${owner}, 1, 'o''neil@example.com', ${rowInTrash})`,
    `INSERT INTO plug_keys VALUES (${owner}, 1, 'gone@example.com', 1000000), (1000, 2, '765', ${rowWithNumber})`,
    'DELETE FROM plug_keys WHERE kind = 5',
  ];
  await access.execute(changes);
  await rebuildSearch(access);
  const keys = await expectKeysOfLivePlugs(owner);
  expect(keys.filter((key) => key.endsWith('76543210394+'))).toEqual([
    `${rowWithNumber} same_phone 76543210394+`,
  ]);
  expect(await access.query('SELECT * FROM plug_keys WHERE owner = 1000')).toEqual([]);
  await rebuildSearch(access);
  expect(await expectKeysOfLivePlugs(owner)).toEqual(keys);
});

it('a rebuild indexes the whole text of a word that is longer than one statement', async () => {
  const plug = (await readPlugRows(owner)).find(({ deletedAtMs }) => deletedAtMs === null);
  if (!plug) throw new Error('The demo data contains no plug.');
  // Folding makes three letters of each ligature. The letters that follow are surrogate pairs.
  const notes = `${'ﬃ'.repeat(9_000)}${'𐐀'.repeat(1_000)}`;
  await bindings.DB.prepare('UPDATE plugs SET notes = ? WHERE row = ?').bind(notes, plug.row).run();
  await rebuildSearch(access);
  const [stored] = await access.query(`SELECT folded_text FROM plugs_fts WHERE rowid = ${-plug.row}`);
  expect(stored?.folded_text).toBe(indexEntry(owner, plug.plugType, { ...plug, notes }).foldedText);
});
