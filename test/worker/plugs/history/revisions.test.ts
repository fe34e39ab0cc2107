/** The revisions of plugs: the writes that create them, the states that they yield, and their deletion. */
import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { noCost } from '../../../../src/rules/cost.ts';
import { revisionId } from '../../../../src/rules/plugs/history/revision-number.ts';
import {
  type Before,
  type PlugState,
  REVISION_KINDS,
  recordedFrom,
  stateBefore,
  stateOf,
} from '../../../../src/rules/plugs/revision.ts';
import { openDatabase } from '../../../../src/store/database/database.ts';
import { anyPlugStatement } from '../../../../src/store/plugs/plugs.ts';
import { eraseRows, runJobs } from '../../support/account-deletion.ts';
import { numberOf } from '../../support/accounts.ts';
import { bindings } from '../../support/bindings.ts';
import { call } from '../../support/client.ts';
import { DAY, START } from '../../support/golden.ts';
import { newPlugOwner } from '../plug-owner.ts';

afterEach(() => {
  vi.useRealTimers();
});

const NAME = { first_name: 'Ada', last_name: 'Lovelace' };
const database = openDatabase(bindings.DB, noCost());

interface Revision {
  seq: number;
  plug: number;
  prev: number;
  kind: number;
  before: string | null;
}

async function readRevisions(owner: number): Promise<Revision[]> {
  const query = bindings.DB.prepare('SELECT * FROM plug_revisions WHERE owner = ? ORDER BY seq');
  return (await query.bind(owner).all<Revision>()).results;
}

const kindsOf = (revisions: Revision[]) => revisions.map(({ kind }) => REVISION_KINDS[kind - 1]);

async function readState(owner: number, id: string): Promise<PlugState> {
  const [rows] = await database.batch([anyPlugStatement(owner, id)]);
  if (!rows[0]) throw new Error('no plug');
  return stateOf(rows[0]);
}

it('a creation, update, conversion, deletion and restoration each create one revision and return its id in X-Revision, and the revision of an update stores the replaced values', async () => {
  const { id, token, create, update, convert, remove, restore } = await newPlugOwner();
  const owner = await numberOf({ id });
  const created = await create({ ...NAME, notes: 'first', tags: ['a'], custom_data: { kept: 1 } });
  const plug = created.body.id;
  const headers = { Origin: 'http://localhost:3000' };
  const responses = [
    created,
    await update(plug, { notes: 'second', custom_data: { source: 'fair' } }),
    await convert(plug, { email: 'ada@example.com' }),
    await remove(plug),
    await restore(plug),
  ];
  const revisions = await readRevisions(owner);
  expect(kindsOf(revisions)).toEqual(['created', 'updated', 'converted', 'deleted', 'restored']);
  expect(responses.map((response) => response.headers.get('X-Revision'))).toEqual(
    revisions.map(({ seq }) => revisionId(seq)),
  );
  expect(revisions.map(({ prev }) => prev)).toEqual([0, ...revisions.slice(0, -1).map(({ seq }) => seq)]);
  expect(JSON.parse(revisions[1]?.before ?? '')).toEqual({ notes: 'first', custom_data: { source: null } });
  const shown = await call(`/plugs/${plug}`, { token, headers });
  expect(shown.headers.get('X-Revision')).toBeNull();
});

it('a write that changes no value creates no revision', async () => {
  const { id, create, update, restore } = await newPlugOwner();
  const { body } = await create({ ...NAME, notes: 'same' });
  const responses = [await update(body.id, { notes: 'same' }), await restore(body.id)];
  expect(responses.map(({ headers }) => headers.get('X-Revision'))).toEqual([null, null]);
  expect(await readRevisions(await numberOf({ id }))).toHaveLength(1);
});

it('a rejected creation adds no revision', async () => {
  const { id, create } = await newPlugOwner();
  await create({ ...NAME, company: 'Acme' });
  expect((await create({ ...NAME, company: 'Acme' })).status).toBe(400);
  expect(await readRevisions(await numberOf({ id }))).toHaveLength(1);
});

it('24 parallel writes create 24 revisions, each with the number of the previous revision', {
  timeout: 60_000,
}, async () => {
  const { id, create, update } = await newPlugOwner();
  const { body } = await create(NAME);
  const writers = Array.from({ length: 24 }, (_, at) => update(body.id, { custom_data: { [`k${at}`]: at } }));
  await Promise.all(writers);
  const revisions = await readRevisions(await numberOf({ id }));
  expect(revisions).toHaveLength(25);
  expect(revisions.map(({ prev }) => prev)).toEqual([0, ...revisions.slice(0, -1).map(({ seq }) => seq)]);
});

const text = fc.string({ unit: 'binary', maxLength: 300 });
const step = fc.oneof(
  fc.record({ notes: fc.option(text), company: fc.constantFrom(null, 'Acme', 'Zeta') }, { requiredKeys: [] }),
  fc.record({ tags: fc.uniqueArray(fc.constantFrom('a', 'B', 'é', '東京')) }),
  fc.record({ custom_data: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.option(text)) }),
  fc.record(
    {
      birthday: fc.constantFrom(null, '--02-29', '1990-11-27'),
      met_at: fc.constantFrom(null, '2026-11-20'),
      met_where: fc.constantFrom(null, 'Berlin', '東京'),
      telegram_username: fc.constantFrom(null, 'ada_1', 'Ada_1'),
      telegram_user_id: fc.constantFrom(null, 2 ** 52),
    },
    { requiredKeys: [] },
  ),
  fc.constantFrom('convert', 'delete', 'restore'),
);

it('the present plug and its revisions yield every earlier state', {
  timeout: 120_000,
}, async () => {
  const account = await newPlugOwner();
  const owner = await numberOf(account);
  const runSteps = async (steps: (object | string)[]) => {
    const { body } = await account.create(NAME);
    const states = [await readState(owner, body.id)];
    for (const write of steps) {
      const response = await perform(account, body.id, write);
      if (response.headers.get('X-Revision')) states.push(await readState(owner, body.id));
    }
    const row = await bindings.DB.prepare('SELECT row FROM plugs WHERE id = ?').bind(body.id).first('row');
    const revisions = (await readRevisions(owner)).filter(({ plug }) => plug === row);
    expect(revisions).toHaveLength(states.length);
    let state = await readState(owner, body.id);
    for (const [at, { before }] of [...revisions.entries()].reverse()) {
      expect(state).toEqual(states[at]);
      if (before !== null) state = stateBefore(state, JSON.parse(before) as Before);
    }
    expect(stateOf(recordedFrom(state))).toEqual(state);
    await account.remove(body.id);
  };
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), runSteps), {
    numRuns: 12,
    seed: 20_261_127,
  });
});

function perform(account: Awaited<ReturnType<typeof newPlugOwner>>, id: string, write: object | string) {
  if (write === 'convert') return account.convert(id, { primary_number: '+49 30 1234567' });
  if (write === 'delete') return account.remove(id);
  return write === 'restore' ? account.restore(id) : account.update(id, write);
}

it('a permanent deletion replaces the revisions of the plug by one revision that contains only the id of the plug', async () => {
  const { id, token, create, update, remove } = await newPlugOwner();
  const owner = await numberOf({ id });
  const { body: other } = await create({ first_name: 'Other', last_name: 'Person' });
  const { body } = await create({ ...NAME, notes: 'secret' });
  await update(body.id, { notes: 'changed' });
  await remove(body.id);
  expect((await call(`/plugs/${body.id}?permanent=true`, { token, method: 'DELETE' })).status).toBe(204);
  const revisions = await readRevisions(owner);
  expect(kindsOf(revisions)).toEqual(['created', 'erased']);
  expect(revisions[1]).toMatchObject({ plug: 0, prev: 0, before: JSON.stringify({ id: body.id }) });
  expect((await call(`/plugs/${other.id}`, { token })).status).toBe(200);
});

it('the erasure of an account removes its revisions and changesets', async () => {
  const { id, create } = await newPlugOwner();
  const owner = await numberOf({ id });
  await create(NAME);
  await bindings.DB.prepare(
    "INSERT INTO changesets (owner, id, kind, via, state, created_at) VALUES (?, 'c', 1, 1, 1, 0)",
  )
    .bind(owner)
    .run();
  await eraseRows(owner);
  expect(await readRevisions(owner)).toEqual([]);
  const count = bindings.DB.prepare('SELECT count(*) AS rows FROM changesets WHERE owner = ?').bind(owner);
  expect(await count.first('rows')).toBe(0);
});

it('the scheduled job deletes revisions after 90 days, and writes a revision of each plug that it erases from the trash', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  const { id, create, remove } = await newPlugOwner();
  const owner = await numberOf({ id });
  const { body } = await create(NAME);
  const { body: deleted } = await create({ first_name: 'Old', last_name: 'Person' });
  await remove(deleted.id);
  await runJobs(START + 89 * DAY);
  expect(await readRevisions(owner)).toHaveLength(3);
  await runJobs(START + 90 * DAY + 60_000);
  const left = await readRevisions(owner);
  expect(left.map(({ before }) => before)).toEqual([JSON.stringify({ id: deleted.id })]);
  const [rows] = await database.batch([anyPlugStatement(owner, body.id)]);
  expect(rows).toHaveLength(1);
});
