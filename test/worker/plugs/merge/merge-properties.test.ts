/** Random creations, edits, deletions, merges and undos: no value is lost, and an undo restores the plugs exactly. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppError } from '../../../../src/rules/app-error.ts';
import { stepsBack } from '../../../../src/rules/plugs/history/plug-history.ts';
import { type PlugState, stateOf } from '../../../../src/rules/plugs/revision.ts';
import { chainStatement } from '../../../../src/store/plugs/revisions.ts';
import { call } from '../../support/client.ts';
import { contextOf } from '../../support/core-context.ts';
import { expectKeysOfLivePlugs, readPlugRows } from '../duplicates/stored-keys.ts';
import { newMergeOwner } from './merge-owner.ts';

/** Fields whose undo does not join or unite values. */
const SINGLE_VALUES = ['email', 'job_title', 'met_where', 'primary_number', 'priority'];

/** The fields that a person enters. Each text contains a number that no other text contains. */
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

const place = fc.nat(5);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('create' as const), fields }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('edit' as const), plug: place, fields }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('delete' as const, 'restore' as const), plug: place }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('merge' as const),
      winner: place,
      losers: fc.uniqueArray(place, { minLength: 1, maxLength: 2 }),
      chosen: fc.constantFrom(null, 'email', 'tags', 'notes', 'customData'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('undo' as const), merge: fc.nat(3) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

interface Merge {
  id: string;
  winner: string;
  losers: string[];
  before: Map<string, PlugState>;
  after: Map<string, PlugState>;
}

async function newModel() {
  const owner = await newMergeOwner();
  return {
    ...owner,
    ids: [] as string[],
    merges: [] as Merge[],
    /** The texts that a request with status 200 or 201 contained. */
    entered: [] as string[],
    states: async () => new Map((await readPlugRows(owner.owner)).map((row) => [row.id, stateOf(row)])),
  };
}
type Model = Awaited<ReturnType<typeof newModel>>;

/** The body of a request, and the texts in it. */
function bodyOf(kinds: Record<string, string>, number: number): { body: object; texts: string[] } {
  const text = (kind: string) => `${kind}${number}.`;
  const values = Object.entries(kinds).map(([field, kind]) => {
    if (field === 'email') return [field, `p${number}@x.test`, `p${number}@x.test`];
    if (field === 'primary_number')
      return [field, `+49 30 ${1_000_000 + number}`, String(1_000_000 + number)];
    if (field === 'tags') return [field, [text(kind)], text(kind)];
    if (field === 'custom_data') return [field, { [kind]: text(kind) }, text(kind)];
    return [field, text(kind), text(kind)];
  });
  return {
    body: Object.fromEntries(values.map(([field, value]) => [field, value])),
    texts: values.map(([, , entered]) => String(entered)),
  };
}

async function act(model: Model, each: Step, number: number): Promise<void> {
  const { token, ids } = model;
  if (each.kind === 'merge') return merge(model, each);
  if (each.kind === 'undo') return undo(model, each.merge);
  if (each.kind === 'create') {
    const { body, texts } = bodyOf(each.fields, number);
    const name = { first_name: `First${number}.`, last_name: `Last${number}.` };
    const response = await call('/plugs/', { token, body: { ...name, ...body } });
    expect(response.status).toBe(201);
    ids.push(response.body.id);
    model.entered.push(...texts, ...Object.values(name));
    return;
  }
  const id = ids[each.plug];
  if (id === undefined) return;
  if (each.kind === 'edit') {
    const { body, texts } = bodyOf(each.fields, number);
    const { status } = await call(`/plugs/${id}`, { token, method: 'PUT', body });
    expect([200, 404, 409]).toContain(status);
    if (status === 200) model.entered.push(...texts);
  } else if (each.kind === 'delete') await call(`/plugs/${id}`, { token, method: 'DELETE' });
  else await call(`/plugs/${id}/restore`, { token, body: {} });
}

async function merge(
  model: Model,
  { winner, losers, chosen }: Extract<Step, { kind: 'merge' }>,
): Promise<void> {
  const winnerId = model.ids[winner];
  const loserIds = losers.flatMap((at) => model.ids[at] ?? []);
  if (winnerId === undefined || loserIds.length === 0) return;
  const before = await model.states();
  const choice = chosen === null ? {} : { [chosen]: loserIds[0] };
  const result = await model.merge(winnerId, loserIds, { fields: choice }).catch((error: unknown) => error);
  if (result instanceof AppError) {
    expect(['INVALID_INPUT', 'MERGED', 'DUPLICATE_CONTACT', 'DUPLICATE_TARGET']).toContain(result.code);
    expect(await model.states()).toEqual(before);
    return;
  }
  const { mergeId: id } = result as { mergeId: string };
  model.merges.push({ id, winner: winnerId, losers: loserIds, before, after: await model.states() });
}

/** Undoes a merge. Requires that unchanged values are the values from before the merge, and that later values stay. */
async function undo(model: Model, back: number): Promise<void> {
  const at = model.merges.length - 1 - back;
  const [undone] = at < 0 ? [] : model.merges.splice(at, 1);
  if (!undone) return;
  const beforeUndo = await model.states();
  const { status } = await call(`/plugs/merges/${undone.id}/undo`, { token: model.token, method: 'POST' });
  const states = await model.states();
  if (status === 409) {
    expect(states).toEqual(beforeUndo);
    return;
  }
  expect(status).toBe(200);
  for (const id of undone.losers)
    expect(withoutTimes(states.get(id))).toEqual(withoutTimes(undone.before.get(id)));
  const [old, written] = [undone.before.get(undone.winner), undone.after.get(undone.winner)];
  for (const field of SINGLE_VALUES) {
    const current = beforeUndo.get(undone.winner)?.[field];
    const expected = current === written?.[field] ? old?.[field] : current;
    expect([field, states.get(undone.winner)?.[field]]).toEqual([field, expected]);
  }
}

function withoutTimes(state: PlugState | undefined) {
  return { ...state, deleted_at: state?.deleted_at === null ? null : 'in the trash' };
}

/** Every entered text is part of a plug, of a plug in the trash, or of a state before a revision. */
async function expectNothingLost({ account, owner, entered }: Model): Promise<void> {
  const { database } = contextOf(account);
  const rows = await readPlugRows(owner);
  const page = { below: Number.MAX_SAFE_INTEGER, limit: 1_000, oldest: 0 };
  const chains = await database.batch(rows.map(({ id }) => chainStatement(owner, id, page)));
  const states = rows.flatMap((row, at) =>
    stepsBack(stateOf(row), (chains[at] ?? []).flat()).map(({ after }) => after),
  );
  const all = JSON.stringify(states);
  for (const text of entered) expect(all).toContain(text);
}

/** The alias of each merged plug leads to a plug that is not merged, and other plugs have no alias. */
async function expectAliases({ owner, aliases }: Model): Promise<void> {
  const winners = new Map((await readPlugRows(owner)).map(({ id, mergedInto }) => [id, mergedInto]));
  const merged = [...winners].flatMap(([id, winner]) => (winner === null ? [] : [{ id, winner }]));
  expect(await aliases()).toEqual(merged.sort((one, other) => (one.id < other.id ? -1 : 1)));
  for (const { id } of merged) {
    let last: string | null | undefined = id;
    for (let hops = 0; hops <= winners.size && last; hops += 1) last = winners.get(last);
    expect(last).toBeNull();
  }
}

it('no sequence of writes, merges and undos loses an entered value', { timeout: 240_000 }, async () => {
  const history = async (steps: Step[]) => {
    const model = await newModel();
    for (let at = 0; at < 3; at += 1) await act(model, { kind: 'create', fields: {} }, 100 + at);
    for (const [at, each] of steps.entries()) await act(model, each, 200 + at);
    await expectNothingLost(model);
    await expectAliases(model);
    await expectKeysOfLivePlugs(model.owner);
  };
  const property = fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 16 }), history);
  await fc.assert(property, { numRuns: 10, seed: 20_261_128 });
});

it('the undo of the newest merge restores every plug exactly', { timeout: 240_000 }, async () => {
  const history = async (steps: Step[]) => {
    const model = await newModel();
    for (let at = 0; at < 3; at += 1) await act(model, { kind: 'create', fields: {} }, 100 + at);
    for (const [at, each] of steps.entries()) {
      const before = await model.states();
      const count = model.merges.length;
      await act(model, each, 200 + at);
      const newest = model.merges.at(-1);
      if (each.kind !== 'merge' || model.merges.length === count || !newest) continue;
      const path = `/plugs/merges/${newest.id}/undo`;
      const { body } = await call(path, { token: model.token, method: 'POST' });
      expect(body.kept).toEqual([]);
      expect(await model.states()).toEqual(before);
      if (at % 2 === 0) await call(`/plugs/history/${body.undo_id}/undo`, { token: model.token, body: {} });
      else model.merges.pop();
    }
    await expectAliases(model);
  };
  const property = fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 12 }), history);
  await fc.assert(property, { numRuns: 10, seed: 20_261_128 });
});
