/** Requests with several fields: invalid, cleared and unknown fields, and the merging of custom data. */
import { beforeAll, describe, expect, it } from 'vitest';
import { call, signUp } from '../support/client.ts';
import { aTime, failure, invalid, plugBody } from '../support/golden.ts';

let token: string;
beforeAll(async () => {
  token = (await signUp()).token;
});

let personCount = 0;
/** A name that no other plug of this file has. */
function newName() {
  personCount += 1;
  return { first_name: 'Given', last_name: `Family${personCount}` };
}

const create = (body: Record<string, unknown>) => call('/plugs/', { token, body });
const update = (id: string, body: unknown) => call(`/plugs/${id}`, { token, method: 'PUT', body });
const read = (id: string) => call(`/plugs/${id}`, { token });

const ALL_OPTIONAL = {
  email: 'all@example.com',
  company: 'Company',
  job_title: 'Title',
  primary_number: '+1 202 555 0134',
  secondary_number: '030 1234567',
  linkedin_url: 'https://www.linkedin.com/in/all',
  profile_picture: 'https://example.com/all.png',
  notes: 'Notes',
  network_type: 'vendor',
  business_type: 'payer',
  connect_reason: 'Reason',
  hubspot_pipeline_stage: 'Stage',
  birthday: '--02-29',
  met_at: '2026-11-20',
  met_where: 'Fair',
  telegram_username: 'All_1',
  telegram_user_id: 5_000_000_000,
};

it('the message describes the first invalid field, and the details list all invalid fields', async () => {
  const response = await create({ first_name: ' ', email: 'no-address', priority: 'x', notes: 5 });
  expect(response.status).toBe(400);
  expect(response.body).toEqual(
    invalid(
      { field: 'first_name', message: 'first_name is required' },
      { field: 'last_name', message: 'last_name is required' },
      { field: 'email', message: 'email must be a valid email address' },
      { field: 'notes', message: 'notes must be a string' },
      { field: 'priority', message: 'priority must be one of low, medium, high, urgent' },
    ),
  );
});

it('a creation and an update ignore unknown and read-only fields', async () => {
  const ignoredFields = {
    id: '0199f1a2-7c1e-7000-8000-000000000001',
    user_id: '0199f1a2-7c1e-7000-8000-000000000001',
    plug_type: 'contact',
    is_contact: true,
    full_name: 'Somebody Else',
    created_at: '2000-01-01T00:00:00Z',
    deleted_at: '2000-01-01T00:00:00Z',
    favourite_colour: 'green',
  };
  const name = newName();
  const created = await create({ ...name, ...ignoredFields });
  expect(created.body).toEqual(plugBody(name));
  expect([created.body.id, created.body.user_id]).not.toContain(ignoredFields.id);
  const updated = await update(created.body.id, ignoredFields);
  expect(updated.status).toBe(200);
  expect(updated.body).toEqual({ ...created.body, updated_at: aTime });
});

it('a conversion ignores names, the second number and the picture', async () => {
  const { body: target } = await create({ ...newName(), primary_number: '1234567' });
  const ignored = {
    first_name: 'X',
    last_name: 'Y',
    secondary_number: '7654321',
    profile_picture: 'https://a.de/',
  };
  const { body } = await call(`/plugs/${target.id}/convert`, { token, body: ignored });
  expect(body).toMatchObject({
    first_name: target.first_name,
    last_name: target.last_name,
    secondary_number: null,
    profile_picture: null,
  });
});

it.each(Object.entries(ALL_OPTIONAL))(
  'an update to null or to an empty string clears %s',
  async (field, value) => {
    for (const empty of [null, '']) {
      const { body: plug } = await create({ ...newName(), [field]: value });
      expect(plug[field]).toBe(value);
      const { status, body } = await update(plug.id, { [field]: empty });
      expect(status).toBe(200);
      expect(body[field]).toBeNull();
    }
  },
);

it('an update to null empties tags and custom data, and sets the priority to medium', async () => {
  const { body: plug } = await create({ ...newName(), tags: ['a'], priority: 'high', custom_data: { a: 1 } });
  const { body } = await update(plug.id, { tags: null, priority: null, custom_data: null });
  expect(body).toMatchObject({ tags: [], priority: 'medium', custom_data: {} });
});

it('an update does not change absent fields', async () => {
  const { body: plug } = await create({ ...newName(), ...ALL_OPTIONAL, tags: ['a'], custom_data: { a: 1 } });
  const { body } = await update(plug.id, { notes: 'New' });
  expect(body).toEqual({ ...plug, notes: 'New', updated_at: aTime });
  expect((await update(plug.id, {})).body).toEqual({ ...body, updated_at: aTime });
});

it('a new target has every sent field', async () => {
  const sent = {
    ...newName(),
    ...ALL_OPTIONAL,
    company: null,
    priority: 'low',
    tags: ['x'],
    custom_data: { y: 1 },
  };
  expect((await create(sent)).body).toEqual(plugBody(sent));
});

it('a company or an e-mail address that contains only spaces becomes null', async () => {
  for (const field of ['company', 'email']) {
    const { body } = await create({ ...newName(), [field]: '   ' });
    expect([field, body[field]]).toEqual([field, null]);
  }
});

describe('custom data', () => {
  const createWithData = async (custom_data: unknown) => (await create({ ...newName(), custom_data })).body;

  it('an update merges custom data at the top level: it replaces nested values, and null removes a key', async () => {
    const { id } = await createWithData({ a: 1, b: { c: 1, d: 2 }, e: [1, 2] });
    const { body } = await update(id, { custom_data: { a: null, b: { c: null }, f: false, g: null } });
    expect(body.custom_data).toEqual({ b: { c: null }, e: [1, 2], f: false });
  });

  it('a conversion merges custom data', async () => {
    const { body: plug } = await create({
      ...newName(),
      email: 'm@example.com',
      custom_data: { a: 1, b: 2 },
    });
    const { body } = await call(`/plugs/${plug.id}/convert`, {
      token,
      body: { custom_data: { b: null, c: 3 } },
    });
    expect(body.custom_data).toEqual({ a: 1, c: 3 });
  });

  it('custom data may have keys with a meaning in JavaScript or SQL', async () => {
    const customData = { constructor: 1, toString: 'x', "'; --": null, '$.a': 2, 'a"b': [null], '': 0 };
    const { "'; --": _removed, ...stored } = customData;
    const { id } = await createWithData(customData);
    expect((await read(id)).body.custom_data).toEqual(stored);
  });

  it('custom data is limited to 10 KiB after merging', async () => {
    const { id } = await createWithData({ a: 'x'.repeat(9000) });
    const response = await update(id, { custom_data: { b: 'y'.repeat(9000) } });
    expect(response.status).toBe(400);
    expect(response.body).toEqual(
      invalid({ field: 'custom_data', message: 'custom_data must be at most 10 KiB' }),
    );
    expect(Object.keys((await read(id)).body.custom_data)).toEqual(['a']);
  });

  it('custom data with 4,000 levels is rejected with a message that names the limit', async () => {
    const deep = `{"a":${'['.repeat(4000)}${']'.repeat(4000)}}`;
    const response = await call('/plugs/', {
      token,
      body: `{"first_name":"Deep","last_name":"Well","custom_data":${deep}}`,
    });
    expect(response.status).toBe(400);
    expect(response.body.detail).toBe('custom_data must be at most 10 levels deep');
  });
});

it('a body that is not an object is rejected, and the message is not the default message of zod', async () => {
  const response = await call('/plugs/', { token, body: '[]' });
  expect(response.status).toBe(400);
  expect(response.body).not.toMatchObject({ detail: expect.stringMatching(/^Invalid input: expected/) });
  expect(response.body).toMatchObject(failure('BAD_REQUEST', expect.any(String)));
});
