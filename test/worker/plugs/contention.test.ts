/** Parallel writes of one plug: no write is lost, and only one of several conflicting writes succeeds. */
import { expect, it } from 'vitest';
import { call } from '../support/client.ts';
import { newPlugOwner } from './plug-owner.ts';

const WRITER_COUNT = 48;

it('48 parallel updates of different keys of the custom data all succeed, and no value is lost', {
  timeout: 60_000,
}, async () => {
  const { token, create, read, update } = await newPlugOwner();
  const { body: plug } = await create({ first_name: 'Busy', last_name: 'Person' });
  const keys = Array.from({ length: WRITER_COUNT }, (_, at) => `key${at}`);
  const responses = await Promise.all(keys.map((key, at) => update(plug.id, { custom_data: { [key]: at } })));
  expect(responses.map(({ status }) => status)).toEqual(keys.map(() => 200));
  const { body } = await read(plug.id);
  expect(body.custom_data).toEqual(Object.fromEntries(keys.map((key, at) => [key, at])));
  expect((await call('/plugs/?limit=1', { token })).body.total).toBe(1);
});

it('only one of several parallel updates with the same If-Match succeeds', async () => {
  const { token, create } = await newPlugOwner();
  const created = await create({ first_name: 'Busy', last_name: 'Person' });
  const headers = { 'If-Match': created.headers.get('ETag') ?? '' };
  const path = `/plugs/${created.body.id}`;
  const bodies = Array.from({ length: 8 }, (_, at) => ({ notes: `n${at}` }));
  const responses = await Promise.all(
    bodies.map((body) => call(path, { token, method: 'PUT', body, headers })),
  );
  expect(responses.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(412)]);
});

it('only one of several parallel deletions and only one of several parallel permanent deletions succeeds', async () => {
  const { token, create } = await newPlugOwner();
  const { body } = await create({ first_name: 'Busy', last_name: 'Person' });
  for (const path of [`/plugs/${body.id}`, `/plugs/${body.id}?permanent=true`]) {
    const responses = await Promise.all(
      Array.from({ length: 5 }, () => call(path, { token, method: 'DELETE' })),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([204, 404, 404, 404, 404]);
  }
});
