/** The trash: permanent deletion by request and after a time limit. */
import { afterEach, expect, it, vi } from 'vitest';
import { runJobs } from '../support/account-deletion.ts';
import { bindings } from '../support/bindings.ts';
import { call, signUp } from '../support/client.ts';
import { DAY, invalid, NOT_FOUND, START } from '../support/golden.ts';
import { newPlugOwner } from './plug-owner.ts';

afterEach(() => {
  vi.useRealTimers();
});

const deletePermanently = (token: string, id: string) =>
  call(`/plugs/${id}?permanent=true`, { token, method: 'DELETE' });
const countRows = (id: string) =>
  bindings.DB.prepare('SELECT count(*) AS rows FROM plugs WHERE id = ?').bind(id).first<number>('rows');

it('a plug in the trash can be deleted permanently, and is then not found', async () => {
  const { token, create, remove, restore, list } = await newPlugOwner();
  const { body: plug } = await create({ first_name: 'Gone', last_name: 'Person' });
  await remove(plug.id);
  expect((await deletePermanently(token, plug.id)).status).toBe(204);
  expect(await countRows(plug.id)).toBe(0);
  expect((await list('deleted=true')).body).toMatchObject({ items: [], total: 0 });
  expect((await restore(plug.id)).body).toEqual(NOT_FOUND);
  expect((await deletePermanently(token, plug.id)).body).toEqual(NOT_FOUND);
});

it('a live plug and a plug of another owner are not deleted permanently', async () => {
  const { token, create, remove, read } = await newPlugOwner();
  const { body: live } = await create({ first_name: 'Live', last_name: 'Person' });
  expect((await deletePermanently(token, live.id)).body).toEqual(NOT_FOUND);
  expect((await read(live.id)).status).toBe(200);
  await remove(live.id);
  const other = await signUp();
  expect((await deletePermanently(other.token, live.id)).status).toBe(404);
  expect(await countRows(live.id)).toBe(1);
});

it('permanent=false moves a plug to the trash, and an invalid value is rejected', async () => {
  const { token, create, list } = await newPlugOwner();
  const { body: plug } = await create({ first_name: 'Kept', last_name: 'Person' });
  const wrong = await call(`/plugs/${plug.id}?permanent=yes`, { token, method: 'DELETE' });
  expect(wrong.body).toEqual(invalid({ field: 'permanent', message: 'permanent must be true or false' }));
  expect((await call(`/plugs/${plug.id}?permanent=false`, { token, method: 'DELETE' })).status).toBe(204);
  expect((await list('deleted=true')).body.total).toBe(1);
});

it('a repeated request with an idempotency key creates a new plug if the first plug was deleted permanently', async () => {
  const { token } = await signUp();
  const create = () =>
    call('/plugs/', {
      token,
      body: { first_name: 'Once', last_name: 'More' },
      headers: { 'Idempotency-Key': 'key' },
    });
  const { body: plug } = await create();
  await call(`/plugs/${plug.id}`, { token, method: 'DELETE' });
  expect((await create()).body.id).toBe(plug.id);
  await deletePermanently(token, plug.id);
  const again = await create();
  expect(again.status).toBe(201);
  expect(again.body.id).not.toBe(plug.id);
});

it('the scheduled job deletes a plug permanently after 90 days in the trash', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  const { create, remove, list } = await newPlugOwner();
  const { body: plug } = await create({ first_name: 'Old', last_name: 'Person' });
  const { body: live } = await create({ first_name: 'Live', last_name: 'Person' });
  await remove(plug.id);
  expect((await list('deleted=true')).body.total).toBe(1);
  await runJobs(START + 90 * DAY - 1000);
  expect(await countRows(plug.id)).toBe(1);
  await runJobs(START + 90 * DAY + 1000);
  expect([await countRows(plug.id), await countRows(live.id)]).toEqual([0, 1]);
  const totals = await bindings.DB.prepare(
    'SELECT deleted, targets FROM plug_totals WHERE owner = (SELECT owner FROM plugs WHERE id = ?)',
  )
    .bind(live.id)
    .first();
  expect(totals).toEqual({ deleted: 0, targets: 1 });
});
