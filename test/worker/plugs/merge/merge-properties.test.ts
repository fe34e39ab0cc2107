/**
 * Random creations, edits, deletions, restorations, merges and undos: no value is lost, and the undo of the newest
 * merge restores the states of the plugs.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppError } from '../../../../src/rules/app-error.ts';
import { stepsOfRevisions } from '../../../../src/rules/plugs/history/plug-history.ts';
import { type PlugState, stateOf } from '../../../../src/rules/plugs/revision.ts';
import { chainStatement } from '../../../../src/store/plugs/revisions.ts';
import { call } from '../../support/client.ts';
import { contextOf } from '../../support/core-context.ts';
import { expectKeysOfLivePlugs, readPlugRows } from '../duplicates/stored-keys.ts';
import { newMergeOwner } from './merge-owner.ts';

/** Some of the fields whose values a merge neither joins nor unites. */
const SINGLE_VALUE_FIELDS = ['email', 'job_title', 'met_where', 'primary_number', 'priority'];

/**
 * The fields of a creation or an edit, each with the beginning of its text (for `custom_data`: the key and the
 * beginning of the value). `bodyOf` appends the number of the step, so no two steps enter the same text. The e-mail
 * address and the phone number consist only of the number of the step and fixed parts.
 */
const fields = fc.record(
  {
    email: fc.constant('email'),
    job_title: fc.constant('title'),
    company: fc.constant('company'),
    met_where: fc.constant('place'),
    notes: fc.constantFrom('note', 'long note '.repeat(20)),
    tags: fc.constant('tag'),
    custom_data: fc.constantFrom('source', 'size', 'merged'),
    primary_number: fc.constant('number'),
  },
  { requiredKeys: [] },
);

/** The position of a plug in the order of creation. There may be no plug at this position. */
const plugIndex = fc.nat(5);
const anyStep = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('create' as const), fields }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('edit' as const), plug: plugIndex, fields }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('delete' as const, 'restore' as const), plug: plugIndex }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('merge' as const),
      winner: plugIndex,
      losers: fc.uniqueArray(plugIndex, { minLength: 1, maxLength: 2 }),
      /** The field whose value is chosen from the first loser; null if no field is chosen. */
      chosenField: fc.constantFrom(null, 'email', 'tags', 'notes', 'customData'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('undo' as const), laterMergeCount: fc.nat(3) }) },
);
type Step = typeof anyStep extends fc.Arbitrary<infer Value> ? Value : never;

interface Merge {
  id: string;
  winner: string;
  losers: string[];
  /** The states of all plugs before the merge, by id. */
  before: Map<string, PlugState>;
  after: Map<string, PlugState>;
}

/** A new account, with the plugs, merges and texts that the steps have created. */
async function newModel() {
  const owner = await newMergeOwner();
  return {
    ...owner,
    ids: [] as string[],
    /** The merges that no step has undone or tried to undo. */
    merges: [] as Merge[],
    /** The texts of the creations and edits with status 200 or 201. */
    entered: [] as string[],
    /** The present states of all plugs of the account, by id. */
    readStates: async () => new Map((await readPlugRows(owner.owner)).map((row) => [row.id, stateOf(row)])),
  };
}
type Model = Awaited<ReturnType<typeof newModel>>;

/** The body of a creation or edit, and the texts that it contains. */
function bodyOf(beginnings: Record<string, string>, stepNumber: number): { body: object; texts: string[] } {
  const text = (beginning: string) => `${beginning}${stepNumber}.`;
  const values = Object.entries(beginnings).map(([field, beginning]) => {
    if (field === 'email') return [field, `p${stepNumber}@x.test`, `p${stepNumber}@x.test`];
    if (field === 'primary_number')
      return [field, `+49 30 ${1_000_000 + stepNumber}`, String(1_000_000 + stepNumber)];
    if (field === 'tags') return [field, [text(beginning)], text(beginning)];
    if (field === 'custom_data') return [field, { [beginning]: text(beginning) }, text(beginning)];
    return [field, text(beginning), text(beginning)];
  });
  return {
    body: Object.fromEntries(values.map(([field, value]) => [field, value])),
    texts: values.map(([, , entered]) => String(entered)),
  };
}

/** Performs a step. A step on a plug or a merge that does not exist does nothing. */
async function perform(model: Model, step: Step, stepNumber: number): Promise<void> {
  const { token, ids } = model;
  if (step.kind === 'merge') return merge(model, step);
  if (step.kind === 'undo') return undo(model, step.laterMergeCount);
  if (step.kind === 'create') {
    const { body, texts } = bodyOf(step.fields, stepNumber);
    const name = { first_name: `First${stepNumber}.`, last_name: `Last${stepNumber}.` };
    const response = await call('/plugs/', { token, body: { ...name, ...body } });
    expect(response.status).toBe(201);
    ids.push(response.body.id);
    model.entered.push(...texts, ...Object.values(name));
    return;
  }
  const id = ids[step.plug];
  if (id === undefined) return;
  if (step.kind === 'edit') {
    const { body, texts } = bodyOf(step.fields, stepNumber);
    const { status } = await call(`/plugs/${id}`, { token, method: 'PUT', body });
    expect([200, 404, 409]).toContain(status);
    if (status === 200) model.entered.push(...texts);
  } else if (step.kind === 'delete') await call(`/plugs/${id}`, { token, method: 'DELETE' });
  else await call(`/plugs/${id}/restore`, { token, body: {} });
}

/** Merges plugs. Expects that a rejected merge changes nothing. */
async function merge(
  model: Model,
  { winner, losers, chosenField }: Extract<Step, { kind: 'merge' }>,
): Promise<void> {
  const winnerId = model.ids[winner];
  const loserIds = losers.flatMap((at) => model.ids[at] ?? []);
  if (winnerId === undefined || loserIds.length === 0) return;
  const before = await model.readStates();
  const choice = chosenField === null ? {} : { [chosenField]: loserIds[0] };
  const result = await model.merge(winnerId, loserIds, { fields: choice }).catch((error: unknown) => {
    if (error instanceof AppError) return error;
    throw error;
  });
  if (result instanceof AppError) {
    expect(['INVALID_INPUT', 'MERGED', 'DUPLICATE_CONTACT', 'DUPLICATE_TARGET']).toContain(result.code);
    expect(await model.readStates()).toEqual(before);
    return;
  }
  const { mergeId: id } = result as { mergeId: string };
  model.merges.push({ id, winner: winnerId, losers: loserIds, before, after: await model.readStates() });
}

/**
 * Undoes the merge that was followed by `laterMergeCount` merges, and does nothing if there is no such merge. Expects
 * that the losers have their states from before the merge, apart from the time of a deletion. Expects that each of the
 * `SINGLE_VALUE_FIELDS` of the winner is restored, or stays if it was changed after the merge. Expects that a response
 * with 409 has changed nothing.
 */
async function undo(model: Model, laterMergeCount: number): Promise<void> {
  const at = model.merges.length - 1 - laterMergeCount;
  const [undone] = at < 0 ? [] : model.merges.splice(at, 1);
  if (!undone) return;
  const beforeUndo = await model.readStates();
  const { status } = await call(`/plugs/merges/${undone.id}/undo`, { token: model.token, method: 'POST' });
  const states = await model.readStates();
  if (status === 409) {
    expect(states).toEqual(beforeUndo);
    return;
  }
  expect(status).toBe(200);
  for (const id of undone.losers)
    expect(withoutDeletionTime(states.get(id))).toEqual(withoutDeletionTime(undone.before.get(id)));
  const [old, written] = [undone.before.get(undone.winner), undone.after.get(undone.winner)];
  for (const field of SINGLE_VALUE_FIELDS) {
    const current = beforeUndo.get(undone.winner)?.[field];
    const expected = current === written?.[field] ? old?.[field] : current;
    expect([field, states.get(undone.winner)?.[field]]).toEqual([field, expected]);
  }
}

function withoutDeletionTime(state: PlugState | undefined) {
  return { ...state, deleted_at: state?.deleted_at === null ? null : 'in the trash' };
}

/** Expects that every entered text is part of a plug, also in the trash, or of the state of a plug after a revision. */
async function expectNothingLost({ account, owner, entered }: Model): Promise<void> {
  const { database } = contextOf(account);
  const rows = await readPlugRows(owner);
  const page = { belowSeq: Number.MAX_SAFE_INTEGER, limit: 1_000, oldestSeq: 0 };
  const chains = await database.batch(rows.map(({ id }) => chainStatement(owner, id, page)));
  const states = rows.flatMap((row, at) =>
    stepsOfRevisions(stateOf(row), (chains[at] ?? []).flat()).map(({ after }) => after),
  );
  const all = JSON.stringify(states);
  for (const text of entered) expect(all).toContain(text);
}

/** Expects that each merged plug has an alias, which leads to a plug that is not merged. No other plug has an alias. */
async function expectAliases({ owner, readAliases }: Model): Promise<void> {
  const winners = new Map((await readPlugRows(owner)).map(({ id, mergedInto }) => [id, mergedInto]));
  const merged = [...winners].flatMap(([id, winner]) => (winner === null ? [] : [{ id, winner }]));
  expect(await readAliases()).toEqual(merged.sort((one, other) => (one.id < other.id ? -1 : 1)));
  for (const { id } of merged) {
    let last: string | null | undefined = id;
    for (let hops = 0; hops <= winners.size && last; hops += 1) last = winners.get(last);
    expect(last).toBeNull();
  }
}

it('random writes, merges and undos lose no entered value', { timeout: 240_000 }, async () => {
  const runSteps = async (steps: Step[]) => {
    const model = await newModel();
    for (let at = 0; at < 3; at += 1) await perform(model, { kind: 'create', fields: {} }, 100 + at);
    for (const [at, step] of steps.entries()) await perform(model, step, 200 + at);
    await expectNothingLost(model);
    await expectAliases(model);
    await expectKeysOfLivePlugs(model.owner);
  };
  const property = fc.asyncProperty(fc.array(anyStep, { minLength: 8, maxLength: 16 }), runSteps);
  await fc.assert(property, { numRuns: 10, seed: 20_261_128 });
});

it('the undo of the newest merge restores the state of every plug', { timeout: 240_000 }, async () => {
  const runSteps = async (steps: Step[]) => {
    const model = await newModel();
    for (let at = 0; at < 3; at += 1) await perform(model, { kind: 'create', fields: {} }, 100 + at);
    for (const [at, step] of steps.entries()) {
      const before = await model.readStates();
      const mergeCountBefore = model.merges.length;
      await perform(model, step, 200 + at);
      const newest = model.merges.at(-1);
      if (step.kind !== 'merge' || model.merges.length === mergeCountBefore || !newest) continue;
      const path = `/plugs/merges/${newest.id}/undo`;
      const { body } = await call(path, { token: model.token, method: 'POST' });
      expect(body.kept).toEqual([]);
      expect(await model.readStates()).toEqual(before);
      // In every second step, the undo is undone, so the following steps also find merged plugs.
      if (at % 2 === 0) await call(`/plugs/history/${body.undo_id}/undo`, { token: model.token, body: {} });
      else model.merges.pop();
    }
    await expectAliases(model);
  };
  const property = fc.asyncProperty(fc.array(anyStep, { minLength: 6, maxLength: 12 }), runSteps);
  await fc.assert(property, { numRuns: 10, seed: 20_261_128 });
});
