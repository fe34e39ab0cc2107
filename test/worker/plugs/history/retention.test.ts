/** The retention time of revisions and changesets, and the data that remains after a deletion or an erasure. */
import { afterEach, expect, it, vi } from 'vitest';
import { noCost } from '../../../../src/rules/cost.ts';
import { openDatabase } from '../../../../src/store/database/database.ts';
import { clearExpired } from '../../../../src/store/scheduled/clear-expired.ts';
import { eraseRows } from '../../support/account-deletion.ts';
import { bindings } from '../../support/bindings.ts';
import { call } from '../../support/client.ts';
import { DAY, START } from '../../support/golden.ts';
import { newBulkOwner } from '../bulk/bulk-owner.ts';

afterEach(() => {
  vi.useRealTimers();
});

const database = openDatabase(bindings.DB, noCost());
const MINUTE_MS = 60_000;
const FIRST_OWNER = 100_000;
const OWNER_COUNT = 2_400;

/** Inserts two expired and one newer revision, and one expired and one newer changeset, for each owner. */
async function seedOwners(nowMs: number): Promise<void> {
  const owners = `WITH RECURSIVE owners (owner) AS (
    SELECT ${FIRST_OWNER} UNION ALL SELECT owner + 1 FROM owners WHERE owner < ${FIRST_OWNER + OWNER_COUNT - 1})`;
  const [old, fresh] = [nowMs - 90 * DAY - 1, nowMs - 90 * DAY + MINUTE_MS * 200];
  const revision = (seq: number) => `SELECT owner, ${seq}, 1, 0, 2, 1 FROM owners`;
  await bindings.DB.batch([
    bindings.DB.prepare(
      `${owners} INSERT INTO plug_revisions (owner, seq, plug, prev, kind, via)
        ${[old * 1000, old * 1000 + 1, fresh * 1000].map(revision).join(' UNION ALL ')}`,
    ),
    bindings.DB.prepare(
      `${owners} INSERT INTO changesets (owner, id, kind, via, state, created_at)
        SELECT owner, 'old', 3, 8, 2, ${old} FROM owners UNION ALL SELECT owner, 'fresh', 3, 8, 2, ${fresh} FROM owners`,
    ),
  ]);
}

/** Runs a query of a `count` for the seeded owners. The query must end with a `WHERE` clause. */
async function readCount(query: string): Promise<unknown> {
  return bindings.DB.prepare(`${query} AND owner >= ${FIRST_OWNER}`).first('count');
}

it('revisions and changesets of 2,400 owners are deleted after 90 days, and newer rows remain', {
  timeout: 120_000,
}, async () => {
  await seedOwners(START);
  // The account numbers are divided into slices of at most 1,000. Each run of the job checks one slice.
  const slices = Math.ceil((FIRST_OWNER + OWNER_COUNT) / 1_000);
  for (let at = 0; at < slices; at += 1) {
    const nowMs = START + at * MINUTE_MS;
    await clearExpired(database, { nowMs, endsAtMs: Date.now() + 10_000 });
  }
  expect(await readCount('SELECT count(*) AS count FROM plug_revisions WHERE true')).toBe(OWNER_COUNT);
  const newer = `SELECT count(*) AS count FROM plug_revisions WHERE seq > ${(START - 90 * DAY) * 1000}`;
  expect(await readCount(newer)).toBe(OWNER_COUNT);
  expect(await readCount('SELECT count(*) AS count FROM changesets WHERE true')).toBe(OWNER_COUNT);
  expect(await readCount("SELECT count(*) AS count FROM changesets WHERE id = 'fresh'")).toBe(OWNER_COUNT);
  await bindings.DB.batch([
    bindings.DB.prepare(`DELETE FROM plug_revisions WHERE owner >= ${FIRST_OWNER}`),
    bindings.DB.prepare(`DELETE FROM changesets WHERE owner >= ${FIRST_OWNER}`),
  ]);
});

/**
 * Returns the tables that contain a text, in any letter case. The tables of the full-text index are left out, because
 * they contain the terms of deleted plugs in binary form.
 */
async function findTablesWith(text: string): Promise<string[]> {
  const listed = await bindings.DB.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all<{
    name: string;
  }>();
  const names = listed.results.map(({ name }) => name).filter((name) => !/^(_cf|sqlite)_/.test(name));
  const found: string[] = [];
  for (const name of names) {
    if (/^plugs_fts(_data|_idx|_docsize|_config)?$/.test(name)) continue;
    const { results } = await bindings.DB.prepare(`SELECT * FROM "${name}"`).all();
    if (JSON.stringify(results).toLowerCase().includes(text.toLowerCase())) found.push(name);
  }
  return found;
}

const SECRET = 'Zqxjkvb';
const VALUES = {
  first_name: `${SECRET}a`,
  last_name: `${SECRET}b`,
  email: `${SECRET}c@example.com`,
  company: `${SECRET}d`,
  job_title: `${SECRET}e`,
  linkedin_url: `https://www.linkedin.com/in/${SECRET}f`,
  notes: `${SECRET}g ${'long '.repeat(60)}`,
  business_type: `${SECRET}h`,
  network_type: `${SECRET}i`,
  connect_reason: `${SECRET}j`,
  tags: [`${SECRET}k`],
  custom_data: { [`${SECRET}l`]: `${SECRET}m` },
};

/** Creates a plug, and changes it by updates, a bulk action and an undo, so that revisions contain its values. */
async function newSecretPlug() {
  const owner = await newBulkOwner();
  const id = await owner.create(VALUES);
  const path = `/plugs/${id}`;
  const put = (body: object) => call(path, { token: owner.token, method: 'PUT', body });
  await put({ notes: `${SECRET}n`, company: `${SECRET}o`, tags: [], custom_data: { [`${SECRET}l`]: null } });
  const { changeset } = await owner.bulk([id], { kind: 'tag', tags: [`${SECRET}p`] });
  await owner.undo(changeset);
  await put({ first_name: 'Plain', last_name: 'Name' });
  return { ...owner, id, path };
}

it('after a permanent deletion, no table except the full-text index contains a value of the plug, and only plug_revisions contains its id', async () => {
  const { token, owner, id, path, remove } = await newSecretPlug();
  expect(await findTablesWith(SECRET)).toEqual(expect.arrayContaining(['plugs', 'plug_revisions']));
  await remove(id);
  expect((await call(`${path}?permanent=true`, { token, method: 'DELETE' })).status).toBe(204);
  expect(await findTablesWith(SECRET)).toEqual([]);
  expect(await findTablesWith(id)).toEqual(['plug_revisions']);
  await eraseRows(owner);
});

it('after the erasure of an account, no table except the full-text index contains a value or the id of its plug, and no revision or changeset remains', async () => {
  const { owner, id, create, remove, readRevisions, readChangesets } = await newSecretPlug();
  const trashed = await create({ notes: `${SECRET}q` });
  await remove(trashed);
  await eraseRows(owner);
  expect(await findTablesWith(SECRET)).toEqual([]);
  expect(await findTablesWith(id)).toEqual([]);
  expect(await readRevisions()).toEqual([]);
  expect(await readChangesets()).toEqual([]);
});
