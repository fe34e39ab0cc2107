/** `POST /api/v1/plugs/bulk` changes plugs, given by their ids or by a filter, and returns a result for each plug. */
import { expect, it } from 'vitest';
import { call } from '../../support/client.ts';
import { seedPlugs } from '../seed-plugs.ts';
import { newBulkOwner } from './bulk-owner.ts';

const EMAIL = 'ada@example.com';
const unknownIds = (count: number) => Array.from({ length: count }, () => crypto.randomUUID());

/** Creates an account. `send` sends a bulk request of the account. */
async function newOwner() {
  const owner = await newBulkOwner();
  return { ...owner, send: (body: object) => call('/plugs/bulk', { token: owner.token, body }) };
}

it.each([
  [{ action: 'tag', values: { tags: ['new'] } }, { tags: ['old', 'new'] }],
  [{ action: 'untag', values: { tags: ['OLD'] } }, { tags: [] }],
  [{ action: 'convert' }, { plug_type: 'contact' }],
  [
    {
      action: 'set',
      values: { priority: 'high', network_type: null, business_type: 'cro', hubspot_pipeline_stage: 'won' },
    },
    { priority: 'high', network_type: null, business_type: 'cro', hubspot_pipeline_stage: 'won' },
  ],
])(
  'the request %j changes the plug with the given id, and the changeset can be undone',
  async (sent, expected) => {
    const { create, read, send, undo } = await newOwner();
    const before = { tags: ['old'], email: EMAIL, network_type: 'vendor' };
    const unchanged = { ...before, plug_type: 'target', priority: 'medium', business_type: null };
    const [id, other] = [await create(before), await create(before)];
    const { status, body } = await send({ ids: [id.toUpperCase()], ...sent });
    expect(status).toBe(200);
    expect(body).toEqual({
      changeset: expect.any(String),
      matched: 1,
      changed: 1,
      failed: 0,
      results: [{ id, outcome: 'changed' }],
    });
    expect(await read(id)).toMatchObject(expected);
    expect(await read(other)).toMatchObject(unchanged);
    expect((await undo(body.changeset)).body).toMatchObject({ undone: 1, complete: true });
    expect(await read(id)).toMatchObject(unchanged);
  },
);

it('a bulk request deletes and restores plugs by their ids', async () => {
  const { create, send, token } = await newOwner();
  const ids = [await create({}), await create({})];
  expect((await send({ ids, action: 'delete' })).body).toMatchObject({ changed: 2 });
  expect((await call('/plugs', { token })).body.total).toBe(0);
  expect((await send({ ids, action: 'restore' })).body).toMatchObject({ changed: 2 });
  expect((await call('/plugs', { token })).body.total).toBe(2);
});

it('a bulk request reports the id of a plug of another account like an unknown id', async () => {
  const { create, send } = await newOwner();
  const other = await newOwner();
  const [own, foreign, unknown] = [await create({}), await other.create({}), crypto.randomUUID()];
  const { body } = await send({ ids: [foreign, unknown, own], action: 'delete' });
  const error = { code: 'NOT_FOUND', message: 'Not found' };
  expect(body).toMatchObject({ matched: 1, changed: 1, failed: 2 });
  expect(body.results).toEqual([
    { id: foreign, outcome: 'failed', error },
    { id: unknown, outcome: 'failed', error },
    { id: own, outcome: 'changed' },
  ]);
  expect((await other.read(foreign)).deleted_at).toBeNull();
});

it('a bulk request returns the published error of a plug that breaks a rule', async () => {
  const { create, send } = await newOwner();
  const contact = await create({ email: EMAIL, company: 'Acme', job_title: 'CEO' });
  const { body } = await send({ ids: [contact], action: 'convert' });
  expect(body).toMatchObject({ changeset: null, matched: 1, changed: 0, failed: 1 });
  expect(body.results[0].error).toEqual({
    code: 'UNPROCESSABLE',
    message: 'Only targets can be converted to contacts',
  });
});

it('a bulk request changes the plugs that match a filter', async () => {
  const { create, read, send } = await newOwner();
  const [high, tagged, deleted] = [
    await create({ priority: 'high' }),
    await create({ priority: 'high', tags: ['Fair', 'Berlin'] }),
    await create({ priority: 'high', tags: ['fair'] }),
  ];
  await send({ ids: [deleted], action: 'delete' });
  const filter = { tag: 'FAIR', priority: 'high', created_from: '2020-01-01' };
  const { body } = await send({ filter, action: 'set', values: { priority: 'low' } });
  expect(body).toMatchObject({ matched: 1, changed: 1, results: [{ id: tagged }] });
  expect((await read(high)).priority).toBe('high');
  const inTrash = await send({ filter: { deleted: true }, action: 'restore' });
  expect(inTrash.body).toMatchObject({ changed: 1, results: [{ id: deleted }] });
});

it('a deletion by filter requires the number of plugs that match', async () => {
  const { create, send, token } = await newOwner();
  await Promise.all([create({ tags: ['a'] }), create({ tags: ['a'] }), create({})]);
  const request = { filter: { tag: ['a'] }, action: 'delete' };
  for (const sent of [request, { ...request, confirm: 3 }]) {
    const { status, body } = await send(sent);
    expect(status).toBe(409);
    expect(body.detail).toBe('The filter matches 2 plugs. Send this number as confirm to delete them');
    expect(body.error).toMatchObject({ code: 'CONFLICT', matched: 2 });
  }
  expect((await call('/plugs', { token })).body.total).toBe(3);
  expect((await send({ ...request, confirm: 2 })).body).toMatchObject({ changed: 2 });
  expect((await call('/plugs', { token })).body.total).toBe(1);
});

it('a filter that matches more than 5,000 plugs is rejected', {
  timeout: 120_000,
}, async () => {
  const { owner, send } = await newOwner();
  await seedPlugs(owner, 5_001);
  const request = { filter: {}, action: 'tag', values: { tags: ['all'] } };
  const { status, body } = await send(request);
  expect([status, body.detail]).toEqual([422, 'At most 5000 plugs can be changed at once']);
});

it('a bulk request for 1,000 plugs takes at most 20 round trips', {
  timeout: 120_000,
}, async () => {
  const { owner, send, token } = await newOwner();
  await seedPlugs(owner, 1_000);
  const page = await call('/plugs?limit=1000', { token });
  const ids = page.body.items.map(({ id }: { id: string }) => id);
  const { body, headers } = await send({ ids, action: 'tag', values: { tags: ['all'] } });
  expect(body).toMatchObject({ matched: 1_000, changed: 1_000, failed: 0 });
  const trips = Number(/(\d+) trips/.exec(headers.get('Server-Timing') ?? '')?.[1]);
  expect(trips).toBeGreaterThan(0);
  expect(trips).toBeLessThanOrEqual(20);
});

it.each([
  [{ ids: unknownIds(1_001), action: 'delete' }, 'Send at most 1000 ids'],
  [{ ids: 'all', action: 'delete' }, 'ids must be a list of ids'],
  [{ action: 'delete' }, 'Send either ids or filter'],
  [{ ids: unknownIds(1), filter: {}, action: 'delete' }, 'Send either ids or filter'],
  [{ ids: unknownIds(1), action: 'event' }, 'Events are not available yet'],
  [{ filter: { event: 'e1' }, action: 'convert' }, 'Events are not available yet'],
  [{ filter: { tags: ['a'] }, action: 'convert' }, 'filter has no field "tags"'],
  [{ filter: { priority: 'top' }, action: 'convert' }, 'priority must be one of low, medium, high, urgent'],
  [
    { ids: unknownIds(1), action: 'merge' },
    'action must be one of tag, untag, set, convert, delete, restore',
  ],
  [{ ids: unknownIds(1), action: 'tag' }, 'values must contain tags'],
  [
    { ids: unknownIds(1), action: 'set', values: { tags: ['a'] } },
    'values must contain priority, network_type, business_type or hubspot_pipeline_stage',
  ],
])('an invalid bulk request is rejected with its message (case %#)', async (sent, message) => {
  const { send } = await newOwner();
  const { status, body } = await send(sent);
  expect([status, body.detail]).toEqual([400, message]);
});
