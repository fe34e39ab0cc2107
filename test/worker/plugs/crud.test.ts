/** The creation, read, update, deletion and restoration of one plug. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TestResponse } from '../support/client.ts';
import { aTime, NOT_FOUND, plugBody, START } from '../support/golden.ts';
import { newPlugOwner } from './plug-owner.ts';

afterEach(() => {
  vi.useRealTimers();
});

const UNKNOWN_ID = '0199f1a2-7c1e-7000-8000-000000000001';
const JOHN = { first_name: 'John', last_name: 'Doe' };
const CONTACT = { ...JOHN, email: 'john@example.com', company: 'Tech Corp', job_title: 'Engineer' };

describe('a creation', () => {
  it('a creation returns the whole plug and its Location', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START });
    const { create, read, id: user_id } = await newPlugOwner();
    const created = await create(CONTACT);
    const now = '2031-11-21T12:00:00.000Z';
    expect(created.status).toBe(201);
    expect(created.body).toEqual(
      plugBody({
        ...CONTACT,
        user_id,
        plug_type: 'contact',
        network_type: 'new_client',
        created_at: now,
        updated_at: now,
      }),
    );
    expect(created.headers.get('Location')).toBe(`/api/v1/plugs/${created.body.id}`);
    expect((await read(created.body.id)).body).toEqual(created.body);
  });

  it.each([
    ['contact', { email: 'a@example.com', company: 'C', job_title: 'J' }],
    ['contact', { primary_number: '1234567', company: 'C', job_title: 'J' }],
    ['target', { secondary_number: '1234567', company: 'C', job_title: 'J' }],
    ['target', { company: 'C', job_title: 'J' }],
    ['target', { email: 'a@example.com', job_title: 'J' }],
    ['target', { email: 'a@example.com', company: 'C' }],
    ['target', { email: 'a@example.com', company: 'C', job_title: '' }],
    ['target', { email: null, company: 'C', job_title: 'J' }],
    ['target', { plug_type: 'contact' }],
    ['contact', { email: 'a@example.com', company: 'C', job_title: 'J', plug_type: 'target' }],
  ])('a new plug is a %s if it has the fields %j', async (plug_type, fields) => {
    const { create } = await newPlugOwner();
    const { body } = await create({ ...JOHN, ...fields });
    expect(body).toMatchObject({
      plug_type,
      is_contact: plug_type === 'contact',
      is_target: plug_type === 'target',
      network_type: plug_type === 'contact' ? 'new_client' : null,
    });
  });

  it('a new contact has the given network type', async () => {
    const { create } = await newPlugOwner();
    expect((await create({ ...CONTACT, network_type: 'Strategic Partner' })).body.network_type).toBe(
      'Strategic Partner',
    );
  });
});

describe('the type', () => {
  it('a target stays a target when an update adds the data that a contact requires', async () => {
    const { create, update } = await newPlugOwner();
    const { body: target } = await create(JOHN);
    const { body } = await update(target.id, { ...CONTACT, plug_type: 'contact' });
    expect(body).toMatchObject({ plug_type: 'target', is_target: true, is_complete_contact: true });
  });

  it('a contact stays a contact when an update clears data that a contact requires', async () => {
    const { create, update } = await newPlugOwner();
    const { body: contact } = await create(CONTACT);
    const { body } = await update(contact.id, { email: null, company: null, job_title: null });
    expect(body).toMatchObject({ plug_type: 'contact', is_contact: true, is_complete_contact: false });
  });
});

describe('a deleted plug', () => {
  it('a plug can be deleted once, and a restoration changes only updated_at', async () => {
    const { create, read, remove, restore } = await newPlugOwner();
    const { body: plug } = await create(CONTACT);
    const removed = await remove(plug.id);
    expect([removed.status, removed.body]).toEqual([204, '']);
    const again: TestResponse[] = [await remove(plug.id), await read(plug.id)];
    for (const response of again) expect([response.status, response.body]).toEqual([404, NOT_FOUND]);
    const restored = await restore(plug.id);
    expect(restored.status).toBe(200);
    expect(restored.body).toEqual({ ...plug, updated_at: aTime });
    expect((await read(plug.id)).body).toEqual(restored.body);
  });

  it('the restoration of a live plug changes nothing', async () => {
    const { create, restore } = await newPlugOwner();
    const { body: plug } = await create(CONTACT);
    const response = await restore(plug.id);
    expect([response.status, response.body]).toEqual([200, plug]);
  });
});

it.each(['unknown', 'of another owner', 'deleted', 'requested with an invalid id'])(
  'requests for a plug that is %s return 404',
  async (variant) => {
    const owner = await newPlugOwner();
    const { body: plug } = await owner.create({ ...JOHN, email: 'a@example.com' });
    const caller = variant === 'of another owner' ? await newPlugOwner() : owner;
    if (variant === 'deleted') await owner.remove(plug.id);
    const id = { unknown: UNKNOWN_ID, 'requested with an invalid id': 'not-an-id' }[variant] ?? plug.id;
    const responses = [
      await caller.read(id),
      await caller.update(id, { notes: 'x' }),
      await caller.update(id, { email: 'b@example.com' }),
      await caller.convert(id, { notes: 'x' }),
      await caller.remove(id),
      // A deleted plug can be restored.
      ...(variant === 'deleted' ? [] : [await caller.restore(id)]),
    ];
    for (const response of responses) expect([response.status, response.body]).toEqual([404, NOT_FOUND]);
    if (variant === 'of another owner') expect((await owner.read(plug.id)).body).toEqual(plug);
  },
);
