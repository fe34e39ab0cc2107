/**
 * Random writes through the API and through use cases: the revisions yield the earlier states of the plugs. An undo and
 * a redo of the newest write restore the states.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BulkAction } from '../../../../src/core/plugs/bulk/bulk-action.ts';
import { changeInBulk } from '../../../../src/core/plugs/bulk/change-in-bulk.ts';
import { updatePlug } from '../../../../src/core/plugs/update-plug.ts';
import { stepsOfRevisions } from '../../../../src/rules/plugs/history/plug-history.ts';
import { revisionId } from '../../../../src/rules/plugs/history/revision-number.ts';
import { type PlugState, stateOf } from '../../../../src/rules/plugs/revision.ts';
import { anyPlugStatement } from '../../../../src/store/plugs/plugs.ts';
import { chainStatement } from '../../../../src/store/plugs/revisions.ts';
import { call, type TestAccount } from '../../support/client.ts';
import { contextOf } from '../../support/core-context.ts';
import { newBulkOwner } from '../bulk/bulk-owner.ts';

const PLUG_COUNT = 3;
const text = fc.string({ unit: 'binary', maxLength: 300 });
const tag = fc.constantFrom('a', 'B', 'é', '東京', 'ß');
const fields = fc.record(
  {
    notes: fc.option(text),
    connect_reason: fc.option(text),
    company: fc.constantFrom(null, 'Acme', 'Zeta', '日本'),
    tags: fc.uniqueArray(tag),
    priority: fc.constantFrom('low', 'medium', 'high', 'urgent'),
    custom_data: fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'é'), fc.option(text)),
  },
  { requiredKeys: [] },
);

/** One write. A plug is given by its index. An undo reverts the write that is `back` writes before the newest write. */
type Step =
  | { kind: 'update' | 'page'; plug: number; fields: object }
  | { kind: 'convert' | 'delete' | 'restore'; plug: number }
  | { kind: 'bulk'; action: BulkAction }
  | { kind: 'merge'; plug: number; loser: number }
  | { kind: 'undo'; back: number; onConflict: string };

const plug = fc.nat(PLUG_COUNT - 1);
const action: fc.Arbitrary<BulkAction> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('tag' as const, 'untag' as const),
    tags: fc.array(tag, { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('set' as const),
    values: fc.record({
      priority: fc.constantFrom('low' as const, 'high' as const),
      networkType: fc.constantFrom('vendor', null),
    }),
  }),
  fc.record({ kind: fc.constantFrom('convert' as const, 'delete' as const, 'restore' as const) }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('update' as const, 'page' as const), plug, fields }),
  },
  fc.record({ kind: fc.constantFrom('convert' as const, 'delete' as const, 'restore' as const), plug }),
  fc.record({ kind: fc.constant('bulk' as const), action }),
  fc.record({ kind: fc.constant('merge' as const), plug, loser: plug }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('undo' as const),
      back: fc.nat(8),
      onConflict: fc.constantFrom('keep', 'overwrite', 'refuse'),
    }),
  },
);

/**
 * Creates an account with plugs. `record` adds the present state of each plug to `states`. The key of a state is the
 * number of the newest revision of the plug.
 */
async function newRecordedPlugs() {
  const owner = await newBulkOwner();
  const ids: string[] = [];
  for (let at = 0; at < PLUG_COUNT; at += 1) {
    ids.push(await owner.create({ primary_number: `+49 30 123456${at}`, custom_data: { first: at } }));
  }
  const states = new Map<number, PlugState>();
  /** The ids of revisions and changesets, the oldest first. */
  const writes: string[] = [];
  const database = contextOf(owner.account).database;
  const read = async (id: string) => {
    const page = { belowSeq: Number.MAX_SAFE_INTEGER, limit: 1_000, oldestSeq: 0 };
    const [rows, pairs] = await database.batch([
      anyPlugStatement(owner.owner, id),
      chainStatement(owner.owner, id, page),
    ]);
    const [row] = rows;
    if (!row) throw new Error('no plug');
    return { row, state: stateOf(row), revisions: pairs.flat() };
  };
  const record = async (): Promise<void> => {
    for (const id of ids) {
      const { row, state } = await read(id);
      states.set(row.seq, state);
    }
  };
  await record();
  return { ...owner, ids, states, writes, read, record };
}

type RecordedPlugs = Awaited<ReturnType<typeof newRecordedPlugs>>;

async function perform(recorded: RecordedPlugs, write: Step): Promise<void> {
  const { account, token, ids, writes } = recorded;
  if (write.kind === 'bulk') {
    const { changeset } = await changeInBulk(contextOf(account), { ids, action: write.action });
    if (changeset) writes.push(changeset);
    return;
  }
  if (write.kind === 'merge') {
    const body = { winner_id: ids[write.plug], loser_ids: [ids[write.loser]] };
    const { body: result } = await call('/plugs/merge', { token, body });
    if (result.merge_id) writes.push(result.merge_id);
    return;
  }
  if (write.kind === 'undo') {
    const id = writes.at(-1 - write.back);
    if (id) await undo(recorded, id, { on_conflict: write.onConflict });
    return;
  }
  const id = ids[write.plug] ?? '';
  if (write.kind === 'page') return updateOnPage(account, id, write.fields, writes);
  const { path, method, body } = requestOf(write);
  const response = await call(`/plugs/${id}${path}`, { token, method, body });
  const revision = response.headers.get('X-Revision');
  if (revision) writes.push(revision);
}

function requestOf(write: Step): { path: string; method: string; body?: object } {
  if (write.kind === 'update') return { path: '', method: 'PUT', body: write.fields };
  if (write.kind === 'delete') return { path: '', method: 'DELETE' };
  return { path: `/${write.kind}`, method: 'POST', body: {} };
}

/** Updates the notes and tags of a plug like a page, which calls the use case directly. Ignores the other fields. */
async function updateOnPage(account: TestAccount, id: string, sent: object, writes: string[]): Promise<void> {
  const { notes, tags } = sent as { notes?: string | null; tags?: string[] };
  const written = await updatePlug(contextOf(account), { id, changes: { notes, tags } }).catch(() => null);
  if (written?.isWritten) writes.push(revisionId(written.plug.seq));
}

async function undo({ token, writes }: RecordedPlugs, id: string, body: object): Promise<string | null> {
  const { status, body: result } = await call(`/plugs/history/${id}/undo`, { token, body });
  expect([200, 409]).toContain(status);
  if (result.undo_id) writes.push(result.undo_id);
  return result.undo_id ?? null;
}

/** Checks that each state that the revisions yield equals the state that was recorded after the write. */
async function expectRecordedStates({ ids, states, read }: RecordedPlugs): Promise<void> {
  for (const id of ids) {
    const { state, revisions } = await read(id);
    for (const { revision, after } of stepsOfRevisions(state, revisions)) {
      expect(after).toEqual(states.get(revision.seq));
    }
    expect(revisions.at(-1)?.kind).toBe('created');
  }
}

/** Removes the time of the deletion, because an undo that moves a plug to the trash sets a new time. */
function withoutTime(state: PlugState): PlugState {
  return { ...state, deleted_at: state.deleted_at === null ? null : 'in the trash' };
}

async function readStates({ ids, read }: RecordedPlugs): Promise<PlugState[]> {
  return Promise.all(ids.map(async (id) => withoutTime((await read(id)).state)));
}

const RUN_OPTIONS = { numRuns: 8, seed: 20_261_127 };

it('after random writes, the revisions yield the state of each plug after each write', {
  timeout: 240_000,
}, async () => {
  const runSteps = async (steps: Step[]) => {
    const recorded = await newRecordedPlugs();
    for (const write of steps) {
      await perform(recorded, write);
      await recorded.record();
    }
    await expectRecordedStates(recorded);
  };
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 20 }), runSteps), RUN_OPTIONS);
});

it('an undo and a redo of the newest write restore the states, except the time of a deletion', {
  timeout: 240_000,
}, async () => {
  const runSteps = async (steps: Step[]) => {
    const recorded = await newRecordedPlugs();
    for (const write of steps) {
      const before = await readStates(recorded);
      const count = recorded.writes.length;
      await perform(recorded, write);
      const after = await readStates(recorded);
      const newest = recorded.writes.at(-1);
      if (newest === undefined || recorded.writes.length === count) continue;
      const undone = await undo(recorded, newest, {});
      expect(await readStates(recorded)).toEqual(before);
      await undo(recorded, undone ?? '', {});
      expect(await readStates(recorded)).toEqual(after);
    }
  };
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), runSteps), RUN_OPTIONS);
});

it('each note and each value of custom data that an update wrote is part of a state that the revisions yield', {
  timeout: 240_000,
}, async () => {
  const runSteps = async (steps: Step[]) => {
    const recorded = await newRecordedPlugs();
    const entered: [string, string][] = [];
    for (const [at, write] of steps.entries()) {
      if (write.kind === 'update') {
        const note = `note ${at} ${'long text '.repeat(at * 3)}`.trim();
        const id = recorded.ids[write.plug] ?? '';
        const { status } = await call(`/plugs/${id}`, {
          token: recorded.token,
          method: 'PUT',
          body: { notes: note, custom_data: { entered: note } },
        });
        if (status === 200) entered.push([id, note]);
      } else await perform(recorded, write);
    }
    for (const [id, note] of entered) {
      const { state, revisions } = await recorded.read(id);
      const states = stepsOfRevisions(state, revisions).map(({ after }) => after);
      expect(states.some(({ notes }) => notes === note)).toBe(true);
      expect(states.some(({ custom_data }) => custom_data.entered === note)).toBe(true);
    }
  };
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 16 }), runSteps), RUN_OPTIONS);
});
