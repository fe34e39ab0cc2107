/** The unique keys of an owner's plugs that are not deleted, for every write that can violate them. */
import { beforeEach, describe, expect, it } from 'vitest';
import { call, signUp, type TestResponse } from '../support/client.ts';
import { failure } from '../support/golden.ts';

let token: string;
beforeEach(async () => {
  token = (await signUp()).token;
});

type Fields = Record<string, unknown>;
const create = (fields: Fields, as = token) =>
  call('/plugs/', { token: as, body: { first_name: 'Jane', last_name: 'Smith', ...fields } });
const update = (id: string, body: Fields) => call(`/plugs/${id}`, { token, method: 'PUT', body });
const convert = (id: string, body: Fields = {}) => call(`/plugs/${id}/convert`, { token, body });
const remove = (id: string) => call(`/plugs/${id}`, { token, method: 'DELETE' });
const restore = (id: string) => call(`/plugs/${id}/restore`, { token, method: 'POST', body: {} });

const CONTACT = { email: 'jane@example.com', company: 'Health', job_title: 'PM' };
const TARGET = { company: 'Health' };

async function createdId(fields: Fields): Promise<string> {
  const { status, body } = await create(fields);
  expect(status).toBe(201);
  return body.id;
}

async function expectDuplicateError(
  attempt: Promise<TestResponse>,
  message: string,
  id?: string,
): Promise<void> {
  const before = id && (await call(`/plugs/${id}`, { token })).body;
  const response = await attempt;
  expect(response.status).toBe(400);
  expect(response.body).toEqual(failure('BAD_REQUEST', message));
  if (id) expect((await call(`/plugs/${id}`, { token })).body).toEqual(before);
}

describe('a contact’s e-mail', () => {
  const TAKEN = 'Contact with this email already exists';

  it('is taken regardless of case and names', async () => {
    await createdId(CONTACT);
    await expectDuplicateError(
      create({ ...CONTACT, email: ' JANE@Example.com', first_name: 'Other' }),
      TAKEN,
    );
  });

  it('is available to another owner, to targets, and to contacts without one', async () => {
    await createdId(CONTACT);
    expect((await create(CONTACT, (await signUp()).token)).status).toBe(201);
    await createdId({ email: CONTACT.email });
    const byPhone = { ...CONTACT, email: null, primary_number: '1234567' };
    await createdId(byPhone);
    await createdId(byPhone);
  });

  it('cannot be taken by an update', async () => {
    await createdId(CONTACT);
    const id = await createdId({ ...CONTACT, email: 'other@example.com' });
    await expectDuplicateError(update(id, { email: CONTACT.email, notes: 'x' }), TAKEN, id);
  });

  it('cannot be taken by a conversion', async () => {
    await createdId(CONTACT);
    const target = await createdId({ email: CONTACT.email });
    await expectDuplicateError(convert(target), TAKEN, target);
    const sent = await createdId({ first_name: 'Sent' });
    await expectDuplicateError(convert(sent, { email: CONTACT.email }), TAKEN, sent);
    expect((await convert(sent, { email: 'free@example.com' })).status).toBe(200);
  });

  it('is available after its contact is deleted, and then prevents the restore of that contact', async () => {
    const first = await createdId(CONTACT);
    await remove(first);
    const second = await createdId(CONTACT);
    await expectDuplicateError(restore(first), TAKEN);
    await remove(second);
    expect((await restore(first)).status).toBe(200);
  });

  it('may be sent again to its own contact', async () => {
    const id = await createdId(CONTACT);
    expect((await update(id, CONTACT)).status).toBe(200);
  });

  it('becomes available when an update clears or changes it', async () => {
    const id = await createdId(CONTACT);
    await update(id, { email: 'new@example.com' });
    await createdId(CONTACT);
  });
});

describe('a target’s name and company', () => {
  const TAKEN = 'Target with this name and company already exists';

  it('are taken regardless of case', async () => {
    await createdId(TARGET);
    await expectDuplicateError(create({ company: ' HEALTH ', first_name: 'jane' }), TAKEN);
  });

  it('are a duplicate only if all three are equal', async () => {
    await createdId(TARGET);
    await createdId({ ...TARGET, first_name: 'Janet' });
    await createdId({ ...TARGET, last_name: 'Smythe' });
    await createdId({ company: 'Wealth' });
  });

  it('are not duplicates without a company', async () => {
    await createdId({});
    await createdId({});
  });

  it('are available to contacts and to another owner', async () => {
    await createdId(TARGET);
    await createdId(CONTACT);
    expect((await create(TARGET, (await signUp()).token)).status).toBe(201);
  });

  it('cannot be taken by an update', async () => {
    await createdId(TARGET);
    const id = await createdId({ ...TARGET, first_name: 'Janet' });
    await expectDuplicateError(update(id, { first_name: 'Jane' }), TAKEN, id);
    const without = await createdId({});
    await expectDuplicateError(update(without, TARGET), TAKEN, without);
  });

  it('are available after the target is converted', async () => {
    const id = await createdId(TARGET);
    expect((await convert(id, { email: 'j@example.com' })).status).toBe(200);
    await createdId(TARGET);
  });

  it('prevent the restore of a deleted target', async () => {
    const id = await createdId(TARGET);
    await remove(id);
    await createdId(TARGET);
    await expectDuplicateError(restore(id), TAKEN);
  });
});
