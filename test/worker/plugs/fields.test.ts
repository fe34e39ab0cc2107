/** The rules for the values of the fields, for creations, updates and conversions. */
import { beforeAll, describe, expect, it } from 'vitest';
import { call, signUp, type TestResponse } from '../support/client.ts';
import { INVALID_VALUES, VALID_VALUES } from './field-values.ts';

let token: string;
beforeAll(async () => {
  token = (await signUp()).token;
});

const OPERATIONS = ['create', 'update', 'convert'] as const;
type Operation = (typeof OPERATIONS)[number];
type Fields = Record<string, unknown>;

const NOT_IN_CONVERT = new Set(['first_name', 'last_name', 'secondary_number', 'profile_picture']);
let personCount = 0;

/** Returns the fields of a target that can be converted. No other target of this file has the same name. */
function newTarget(): { first_name: string; last_name: string; primary_number: string } {
  personCount += 1;
  return { first_name: 'Given', last_name: `Family${personCount}`, primary_number: '+1 202 555 0100' };
}

const create = (body: Fields) => call('/plugs/', { token, body });
const read = (id: string) => call(`/plugs/${id}`, { token });

/** Sends fields with one operation. An update or a conversion first creates a target. */
async function send(operation: Operation, fields: Fields): Promise<TestResponse> {
  if (operation === 'create') return create({ ...newTarget(), ...fields });
  const { id } = (await create(newTarget())).body;
  const path = operation === 'update' ? `/plugs/${id}` : `/plugs/${id}/convert`;
  return call(path, { token, method: operation === 'update' ? 'PUT' : 'POST', body: fields });
}

/** Expects that the operation returns 400, creates no plug and does not change an existing plug. */
async function expectRejection(operation: Operation, fields: Fields): Promise<TestResponse> {
  const { id } = (await create(newTarget())).body;
  const before = await read(id);
  const { total } = (await call('/plugs/?limit=1', { token })).body;
  const response =
    operation === 'create'
      ? await create({ ...newTarget(), ...fields })
      : await call(operation === 'update' ? `/plugs/${id}` : `/plugs/${id}/convert`, {
          token,
          method: operation === 'update' ? 'PUT' : 'POST',
          body: fields,
        });
  expect(response.status).toBe(400);
  const after = await read(id);
  expect(after.body).toEqual(before.body);
  expect(after.headers.get('ETag')).toBe(before.headers.get('ETag'));
  expect((await call('/plugs/?limit=1', { token })).body.total).toBe(total);
  return response;
}

/** The operations that accept the field. A conversion ignores some fields. */
const operationsOf = (field: string) =>
  OPERATIONS.filter((operation) => operation !== 'convert' || !NOT_IN_CONVERT.has(field));
/** Repeats each row for each operation that accepts the field of the row. */
const withOperations = <Row extends [string, ...unknown[]]>(rows: Row[]) =>
  rows.flatMap((row) => operationsOf(row[0]).map((operation) => [operation, ...row] as [Operation, ...Row]));

describe('valid values', () => {
  it.each(withOperations(VALID_VALUES))(
    'a request to %s accepts the field %s with the value %j and stores its expected form',
    async (operation, field, sent, stored = sent) => {
      const response = await send(operation, { [field]: sent });
      expect(response.status).toBe(operation === 'create' ? 201 : 200);
      const expected =
        field === 'network_type' && operation === 'convert' && stored === null ? 'new_client' : stored;
      expect(response.body[field]).toEqual(expected);
      expect((await read(response.body.id)).body).toEqual(response.body);
    },
  );
});

describe('invalid values', () => {
  it.each(withOperations(INVALID_VALUES))(
    'a request to %s rejects the field %s with the value %j and changes nothing',
    async (operation, field, sent, message) => {
      const response = await expectRejection(operation, { [field]: sent });
      expect(response.body.detail).toBe(message);
      expect(response.body.error).toMatchObject({ code: 'BAD_REQUEST', message });
      expect(response.body.error.details).not.toEqual([]);
      for (const detail of response.body.error.details) expect(detail).toEqual({ field, message });
    },
  );

  it.each(OPERATIONS)('a request to %s lists the error of an invalid value once', async (operation) => {
    for (const fields of [{ primary_number: 'call me' }, { linkedin_url: 'https://a b.de' }]) {
      expect((await expectRejection(operation, fields)).body.error.details).toHaveLength(1);
    }
  });

  it.each(['\ufe0f', '\u{e0041}'])(
    'a new name of %j, with which an emoji can end, counts as missing',
    async (name) => {
      const response = await expectRejection('create', { first_name: name });
      expect(response.body.detail).toBe('first_name is required');
    },
  );

  it.each(OPERATIONS)('a request to %s reports an invalid tag with its index', async (operation) => {
    for (const invalidTag of ['', ' ', '\ufe0f', 'x'.repeat(51), 4, null]) {
      const response = await expectRejection(operation, { tags: ['good', invalidTag] });
      expect(response.body.error.details).toHaveLength(1);
      expect(response.body.error.details[0].field).toBe('tags.1');
    }
  });
});
