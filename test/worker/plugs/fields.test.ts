/** The rule of every field, for create, update and convert. */
import { beforeAll, describe, expect, it } from 'vitest';
import { call, signUp, type TestResponse } from '../support/client.ts';

let token: string;
beforeAll(async () => {
  token = (await signUp()).token;
});

const OPERATIONS = ['create', 'update', 'convert'] as const;
type Operation = (typeof OPERATIONS)[number];
type Fields = Record<string, unknown>;

const NOT_IN_CONVERT = new Set(['first_name', 'last_name', 'secondary_number', 'profile_picture']);
let personCount = 0;

/** A target that can be converted and has a unique name. */
function person(): { first_name: string; last_name: string; primary_number: string } {
  personCount += 1;
  return { first_name: 'Given', last_name: `Family${personCount}`, primary_number: '+1 202 555 0100' };
}

const create = (body: Fields) => call('/plugs/', { token, body });
const read = (id: string) => call(`/plugs/${id}`, { token });

/** Sends fields by one operation. `id` is the id of the plug that was changed. */
async function send(operation: Operation, fields: Fields): Promise<TestResponse & { id?: string }> {
  if (operation === 'create') return create({ ...person(), ...fields });
  const { id } = (await create(person())).body;
  const path = operation === 'update' ? `/plugs/${id}` : `/plugs/${id}/convert`;
  const response = await call(path, { token, method: operation === 'update' ? 'PUT' : 'POST', body: fields });
  return { ...response, id };
}

async function expectInvalid(operation: Operation, fields: Fields): Promise<TestResponse> {
  const { id } = (await create(person())).body;
  const before = await read(id);
  const { total } = (await call('/plugs/?limit=1', { token })).body;
  const response =
    operation === 'create'
      ? await create({ ...person(), ...fields })
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

const operationsOf = (field: string) =>
  OPERATIONS.filter((operation) => operation !== 'convert' || !NOT_IN_CONVERT.has(field));
const perOperation = <Row extends [string, ...unknown[]]>(rows: Row[]) =>
  rows.flatMap((row) => operationsOf(row[0]).map((operation) => [operation, ...row] as [Operation, ...Row]));

const SINGLE_LINES = ['company', 'job_title', 'network_type', 'business_type', 'hubspot_pipeline_stage'];
const TEXTS = ['notes', 'connect_reason'];
const NUMBERS = ['primary_number', 'secondary_number'];
const URLS = ['linkedin_url', 'profile_picture'];
const NAMES = ['first_name', 'last_name'];

const customDataOf = (bytes: number) => ({ key: 'x'.repeat(bytes - JSON.stringify({ key: '' }).length) });
const nested = (depth: number): unknown => (depth === 0 ? 'leaf' : { in: nested(depth - 1) });

const GOOD: [field: string, sent: unknown, stored?: unknown][] = [
  ...NAMES.flatMap((name): [string, unknown, unknown?][] => [
    [name, '  Zoë  ', 'Zoë'],
    [name, 'ñ'.repeat(64)],
    [name, '😀'.repeat(64)],
    [name, "O'Brien-Smith 2nd, Jr."],
  ]),
  ['email', '  Ada@Example.COM ', 'ada@example.com'],
  ['email', `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.ef`],
  ['email', "o'brien+tag@sub.example.co.uk"],
  ...SINGLE_LINES.flatMap((name): [string, unknown, unknown?][] => [
    [name, 'x'.repeat(128)],
    [name, '  a line of my own ', 'a line of my own'],
    [name, '', null],
  ]),
  ...NUMBERS.flatMap((name): [string, unknown][] => [
    [name, '+1 (202) 555-0134'],
    [name, '1234567'],
    [name, '123456789012345'],
    [name, '030.12/34-567'],
  ]),
  ...URLS.flatMap((name): [string, unknown, unknown?][] => [
    [name, 'https://www.linkedin.com/in/ada?x=1#top'],
    [name, 'http://localhost:8080/'],
    [name, `https://example.com/${'p'.repeat(480)}`],
    [name, `  https://example.com/${'p'.repeat(480)}\u200b`, `https://example.com/${'p'.repeat(480)}`],
    [name, `https://example.com/${'%C3%A9'.repeat(80)}`],
  ]),
  ...TEXTS.flatMap((name): [string, unknown][] => [
    [name, 'é'.repeat(10_000)],
    [name, 'two\nlines\tand a tab'],
    [name, "<script>alert(1)</script> '; DROP TABLE plugs; --"],
  ]),
  ['tags', ['b', ' a ', 'b', 'A', 'a', 'B'], ['b', 'a']],
  ['tags', Array.from({ length: 20 }, (_, at) => `tag ${at}`)],
  [
    'tags',
    [...Array.from({ length: 20 }, (_, at) => `${at}`), '0'],
    Array.from({ length: 20 }, (_, at) => `${at}`),
  ],
  ['tags', ['t'.repeat(50)]],
  ['tags', []],
  ...['low', 'medium', 'high', 'urgent'].map((priority): [string, unknown] => ['priority', priority]),
  ['custom_data', { a: 1, b: [true, { c: 'd' }], 'with space': 1.5 }],
  ['custom_data', customDataOf(10_240)],
  ['custom_data', nested(10)],
  ['custom_data', {}],
];

const BAD: [field: string, sent: unknown, message: string][] = [
  ...NAMES.flatMap((name): [string, unknown, string][] => [
    [name, 7, `${name} is required`],
    [name, 'x'.repeat(65), `${name} must be at most 64 characters`],
    [name, 'a\u0000b', `${name} contains invalid characters`],
    [name, 'a\nb', `${name} contains invalid characters`],
  ]),
  ...[
    'nobody',
    'a@b',
    'a@b@c.de',
    'a b@c.de',
    `a@${'b'.repeat(250)}.de`,
    `${'a'.repeat(64)}@${'ü.'.repeat(24)}de`,
    'a@-b.de',
    '.a@b.de',
    12,
  ].map((sent): [string, unknown, string] => ['email', sent, 'email must be a valid email address']),
  ...SINGLE_LINES.flatMap((name): [string, unknown, string][] => [
    [name, 'x'.repeat(129), `${name} must be at most 128 characters`],
    [name, 5, `${name} must be a string`],
    [name, 'a\u0007b', `${name} contains invalid characters`],
  ]),
  ...NUMBERS.flatMap((name): [string, unknown, string][] => [
    ...['123456', '1234567890123456', 'call me', '12345678 ext 9', '+'].map(
      (sent): [string, unknown, string] => [name, sent, `${name} must have 7 to 15 digits`],
    ),
    [name, 12_345_678, `${name} must be a string`],
  ]),
  ...URLS.flatMap((name): [string, unknown, string][] => [
    ...['linkedin.com/in/ada', 'javascript:alert(1)', 'ftp://example.com', 'https://', 'https://a b.de'].map(
      (sent): [string, unknown, string] => [name, sent, `${name} must be a valid http(s) URL`],
    ),
    ...['p'.repeat(481), 'é'.repeat(81), '😀'.repeat(241), '\u0958'.repeat(161)].map(
      (path): [string, string, string] => [
        name,
        `https://example.com/${path}`,
        `${name} must be at most 500 characters`,
      ],
    ),
    [name, `https://${'ü.'.repeat(100)}example/`, `${name} must be at most 500 characters`],
  ]),
  ...TEXTS.flatMap((name): [string, unknown, string][] => [
    [name, 'x'.repeat(10_001), `${name} must be at most 10000 characters`],
    [name, ['x'], `${name} must be a string`],
  ]),
  ['tags', 'one', 'tags must be a list of strings'],
  ['tags', { 0: 'one' }, 'tags must be a list of strings'],
  ['tags', Array.from({ length: 21 }, (_, at) => `tag ${at}`), 'tags must be at most 20'],
  ['priority', 'HIGH', 'priority must be one of low, medium, high, urgent'],
  ['priority', 2, 'priority must be one of low, medium, high, urgent'],
  ['custom_data', [], 'custom_data must be a JSON object'],
  ['custom_data', 'text', 'custom_data must be a JSON object'],
  ['custom_data', customDataOf(10_241), 'custom_data must be at most 10 KiB'],
  ['custom_data', { key: 'é'.repeat(5_200) }, 'custom_data must be at most 10 KiB'],
  ['custom_data', nested(11), 'custom_data must be at most 10 levels deep'],
];

describe('valid values are stored', () => {
  it.each(perOperation(GOOD))('%s stores %s %j', async (operation, field, sent, stored = sent) => {
    const response = await send(operation, { [field]: sent });
    expect(response.status).toBe(operation === 'create' ? 201 : 200);
    const expected =
      field === 'network_type' && operation === 'convert' && stored === null ? 'new_client' : stored;
    expect(response.body[field]).toEqual(expected);
    expect((await read(response.body.id)).body).toEqual(response.body);
  });
});

describe('invalid values are rejected with their message, and nothing changes', () => {
  it.each(perOperation(BAD))('%s rejects %s %j', async (operation, field, sent, message) => {
    const response = await expectInvalid(operation, { [field]: sent });
    expect(response.body.detail).toBe(message);
    expect(response.body.error).toMatchObject({ code: 'BAD_REQUEST', message });
    for (const detail of response.body.error.details) expect(detail).toEqual({ field, message });
  });

  it.each(OPERATIONS)('%s lists an error once', async (operation) => {
    for (const fields of [{ primary_number: 'call me' }, { linkedin_url: 'https://a b.de' }]) {
      expect((await expectInvalid(operation, fields)).body.error.details).toHaveLength(1);
    }
  });

  it.each(OPERATIONS)('%s reports an invalid tag with its index', async (operation) => {
    for (const wrong of ['', ' ', 'x'.repeat(51), 4, null]) {
      const response = await expectInvalid(operation, { tags: ['good', wrong] });
      expect(response.body.error.details).toHaveLength(1);
      expect(response.body.error.details[0].field).toBe('tags.1');
    }
  });
});
