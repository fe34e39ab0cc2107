/**
 * Two contacts of an owner cannot have the same e-mail address, and two targets of an owner cannot have the same name
 * and company. Creations, updates, conversions and restorations are tested. Plugs in the trash are not compared.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { call, signUp, type TestResponse } from '../support/client.ts';
import { failure } from '../support/golden.ts';

let token: string;
beforeEach(async () => {
  token = (await signUp()).token;
});

type Fields = Record<string, unknown>;
const create = (fields: Fields, callerToken = token) =>
  call('/plugs/', { token: callerToken, body: { first_name: 'Jane', last_name: 'Smith', ...fields } });
const update = (id: string, body: Fields) => call(`/plugs/${id}`, { token, method: 'PUT', body });
const convert = (id: string, body: Fields = {}) => call(`/plugs/${id}/convert`, { token, body });
const remove = (id: string) => call(`/plugs/${id}`, { token, method: 'DELETE' });
const restore = (id: string) => call(`/plugs/${id}/restore`, { token, method: 'POST', body: {} });

const CONTACT = { email: 'jane@example.com', company: 'Health', job_title: 'PM' };
const TARGET = { company: 'Health' };

/** Creates a plug, expects 201 and returns the id. */
async function createWithoutError(fields: Fields): Promise<string> {
  const { status, body } = await create(fields);
  expect(status).toBe(201);
  return body.id;
}

/** Expects that the write is rejected with the message. If `id` is given, expects that this plug is unchanged. */
async function expectDuplicateError(
  attempt: () => Promise<TestResponse>,
  message: string,
  id?: string,
): Promise<void> {
  const before = id && (await call(`/plugs/${id}`, { token })).body;
  const response = await attempt();
  expect(response.status).toBe(400);
  expect(response.body).toEqual(failure('BAD_REQUEST', message));
  if (id) expect((await call(`/plugs/${id}`, { token })).body).toEqual(before);
}

describe('the e-mail address of a contact', () => {
  const TAKEN_MESSAGE = 'Contact with this email already exists';

  it('the e-mail address of a contact is taken for other contacts, regardless of letter case and names', async () => {
    await createWithoutError(CONTACT);
    await expectDuplicateError(
      () => create({ ...CONTACT, email: ' JANE@Example.com', first_name: 'Other' }),
      TAKEN_MESSAGE,
    );
  });

  it('the e-mail address of a contact is available to other owners and to targets, and two contacts may have no e-mail address', async () => {
    await createWithoutError(CONTACT);
    expect((await create(CONTACT, (await signUp()).token)).status).toBe(201);
    await createWithoutError({ email: CONTACT.email });
    const withoutEmail = { ...CONTACT, email: null, primary_number: '1234567' };
    await createWithoutError(withoutEmail);
    await createWithoutError(withoutEmail);
  });

  it('an update cannot take the e-mail address of another contact', async () => {
    await createWithoutError(CONTACT);
    const id = await createWithoutError({ ...CONTACT, email: 'other@example.com' });
    await expectDuplicateError(() => update(id, { email: CONTACT.email, notes: 'x' }), TAKEN_MESSAGE, id);
  });

  it('a conversion cannot take the e-mail address of another contact', async () => {
    await createWithoutError(CONTACT);
    const target = await createWithoutError({ email: CONTACT.email });
    await expectDuplicateError(() => convert(target), TAKEN_MESSAGE, target);
    const targetWithoutEmail = await createWithoutError({ first_name: 'Other' });
    await expectDuplicateError(
      () => convert(targetWithoutEmail, { email: CONTACT.email }),
      TAKEN_MESSAGE,
      targetWithoutEmail,
    );
    expect((await convert(targetWithoutEmail, { email: 'free@example.com' })).status).toBe(200);
  });

  it('the e-mail address of a deleted contact is available, and a new contact with this address prevents the restoration', async () => {
    const first = await createWithoutError(CONTACT);
    await remove(first);
    const second = await createWithoutError(CONTACT);
    await expectDuplicateError(() => restore(first), TAKEN_MESSAGE);
    await remove(second);
    expect((await restore(first)).status).toBe(200);
  });

  it('an update may send the e-mail address that the contact already has', async () => {
    const id = await createWithoutError(CONTACT);
    expect((await update(id, CONTACT)).status).toBe(200);
  });

  it('an e-mail address becomes available when an update changes it', async () => {
    const id = await createWithoutError(CONTACT);
    await update(id, { email: 'new@example.com' });
    await createWithoutError(CONTACT);
  });
});

describe('the name and company of a target', () => {
  const TAKEN_MESSAGE = 'Target with this name and company already exists';

  it('the name and company of a target are taken for other targets, regardless of letter case', async () => {
    await createWithoutError(TARGET);
    await expectDuplicateError(() => create({ company: ' HEALTH ', first_name: 'jane' }), TAKEN_MESSAGE);
  });

  it('two targets are duplicates only if the first name, the last name and the company are equal', async () => {
    await createWithoutError(TARGET);
    await createWithoutError({ ...TARGET, first_name: 'Janet' });
    await createWithoutError({ ...TARGET, last_name: 'Smythe' });
    await createWithoutError({ company: 'Wealth' });
  });

  it('two targets with equal names and without a company are not duplicates', async () => {
    await createWithoutError({});
    await createWithoutError({});
  });

  it('the name and company of a target are available to contacts and to another owner', async () => {
    await createWithoutError(TARGET);
    await createWithoutError(CONTACT);
    expect((await create(TARGET, (await signUp()).token)).status).toBe(201);
  });

  it('an update cannot take the name and company of another target', async () => {
    await createWithoutError(TARGET);
    const id = await createWithoutError({ ...TARGET, first_name: 'Janet' });
    await expectDuplicateError(() => update(id, { first_name: 'Jane' }), TAKEN_MESSAGE, id);
    const withoutCompany = await createWithoutError({});
    await expectDuplicateError(() => update(withoutCompany, TARGET), TAKEN_MESSAGE, withoutCompany);
  });

  it('the name and company of a target are available after its conversion', async () => {
    const id = await createWithoutError(TARGET);
    expect((await convert(id, { email: 'j@example.com' })).status).toBe(200);
    await createWithoutError(TARGET);
  });

  it('a new target with the name and company of a deleted target prevents the restoration of the deleted target', async () => {
    const id = await createWithoutError(TARGET);
    await remove(id);
    await createWithoutError(TARGET);
    await expectDuplicateError(() => restore(id), TAKEN_MESSAGE);
  });
});
