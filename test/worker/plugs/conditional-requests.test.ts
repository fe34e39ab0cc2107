/**
 * Conditional requests (RFC 9110 section 13) to read and write plugs. A write whose condition is false returns 412 and
 * changes nothing.
 */
import { describe, expect, it } from 'vitest';
import { call, signUp, type TestResponse } from '../support/client.ts';
import { failure } from '../support/golden.ts';

const CONDITION_FAILED = failure('PRECONDITION_FAILED', 'The plug has changed since it was read');
const TARGET = { first_name: 'Jane', last_name: 'Smith', email: 'jane@example.com' };
const PAST = 'Mon, 01 Jan 2024 00:00:00 GMT';
const FUTURE = 'Fri, 01 Jan 2100 00:00:00 GMT';

type HeaderFields = Record<string, string>;
type Send = (path: string, token: string, headers: HeaderFields) => Promise<TestResponse>;

/**
 * The name of each write, its request, the status of a success, and whether the plug is in the trash before the write.
 */
const WRITES: [string, Send, number, { isInTrash?: boolean }][] = [
  [
    'PUT',
    (path, token, headers) => call(path, { token, method: 'PUT', body: { notes: 'n' }, headers }),
    200,
    {},
  ],
  ['DELETE', (path, token, headers) => call(path, { token, method: 'DELETE', headers }), 204, {}],
  ['convert', (path, token, headers) => call(`${path}/convert`, { token, body: {}, headers }), 200, {}],
  ['restore', (path, token, headers) => call(`${path}/restore`, { token, body: {}, headers }), 200, {}],
  [
    'restore from the trash',
    (path, token, headers) => call(`${path}/restore`, { token, body: {}, headers }),
    200,
    { isInTrash: true },
  ],
  [
    'permanent DELETE',
    (path, token, headers) => call(`${path}?permanent=true`, { token, method: 'DELETE', headers }),
    204,
    { isInTrash: true },
  ],
];

/**
 * Creates a plug, and moves it to the trash if `isInTrash` is true. Returns the ETag of its last version outside the
 * trash, an older ETag, and a function that reads the lists and the current ETag of the plug.
 */
async function newPlug(isInTrash = false) {
  const { token } = await signUp();
  const created = await call('/plugs/', { token, body: TARGET });
  const path = `/plugs/${created.body.id}`;
  const oldEtag = created.headers.get('ETag') ?? '';
  let etag =
    (await call(path, { token, method: 'PUT', body: { company: 'Acme' } })).headers.get('ETag') ?? '';
  if (isInTrash) {
    await call(path, { token, method: 'DELETE' });
    await call(`${path}/restore`, { token, body: {} });
    etag = (await call(path, { token })).headers.get('ETag') ?? '';
    await call(path, { token, method: 'DELETE' });
  }
  const readStored = async () => {
    const live = await call('/plugs/', { token });
    const trash = await call('/plugs/?deleted=true', { token });
    return [live.body, trash.body, (await call(path, { token })).headers.get('ETag')];
  };
  return { token, path, oldEtag, etag, readStored };
}

describe.each(WRITES)('%s', (_, send, successStatus, { isInTrash = false }) => {
  it.each([
    ['an If-Match of an older version', (oldEtag: string): HeaderFields => ({ 'If-Match': oldEtag })],
    [
      'an If-Match of a weak tag',
      (_oldEtag: string, etag: string): HeaderFields => ({ 'If-Match': `W/${etag}` }),
    ],
    ['an If-None-Match of any version', (): HeaderFields => ({ 'If-None-Match': '*' })],
    [
      'an If-Unmodified-Since of a time before the change',
      (): HeaderFields => ({ 'If-Unmodified-Since': PAST }),
    ],
    [
      'an If-Match whose condition is true and an If-None-Match whose condition is false',
      (): HeaderFields => ({ 'If-Match': '*', 'If-None-Match': '*' }),
    ],
  ])('the write is rejected if its request has %s', async (_name, headersOf) => {
    const { token, path, oldEtag, etag, readStored } = await newPlug(isInTrash);
    const before = await readStored();
    const response = await send(path, token, headersOf(oldEtag, etag));
    expect([response.status, response.body]).toEqual([412, CONDITION_FAILED]);
    expect(await readStored()).toEqual(before);
  });

  it.each([
    ['an If-Match of any version', { 'If-Match': '*' }],
    ['an If-None-Match of another version', { 'If-None-Match': '"other", W/"another"' }],
    ['an If-Unmodified-Since of a later time', { 'If-Unmodified-Since': FUTURE }],
    ['an If-Unmodified-Since that is not an HTTP date', { 'If-Unmodified-Since': '2024-01-01' }],
    [
      'an If-Match and an If-Unmodified-Since, of which only If-Match applies',
      { 'If-Match': '*', 'If-Unmodified-Since': PAST },
    ],
    ['an If-Modified-Since, which applies only to reads', { 'If-Modified-Since': FUTURE }],
  ])('the write succeeds if its request has %s', async (_name, headers) => {
    const { token, path } = await newPlug(isInTrash);
    expect((await send(path, token, headers)).status).toBe(successStatus);
  });

  it('the write returns 404 and not 412 if the plug does not exist', async () => {
    const { token } = await signUp();
    const unknownPath = '/plugs/0199f1a2-7c1e-7000-8000-000000000001';
    expect((await send(unknownPath, token, { 'If-Match': '"x"' })).status).toBe(404);
  });
});

it.each(WRITES.filter(([, , , { isInTrash }]) => !isInTrash))(
  '%s succeeds with an If-Match that lists an older ETag and the current ETag',
  async (_, send, successStatus) => {
    const { token, path, etag, oldEtag } = await newPlug();
    expect((await send(path, token, { 'If-Match': `${oldEtag}, ${etag}` })).status).toBe(successStatus);
  },
);

describe('GET', () => {
  it.each([
    [{ 'If-Match': '"other"' }, 412],
    [{ 'If-Match': '*' }, 200],
    [{ 'If-Unmodified-Since': PAST }, 412],
    [{ 'If-Unmodified-Since': FUTURE }, 200],
    [{ 'If-Modified-Since': PAST }, 200],
    [{ 'If-Modified-Since': FUTURE }, 304],
    [{ 'If-Modified-Since': FUTURE, 'If-None-Match': '"other"' }, 200],
    [{ 'If-None-Match': '*' }, 304],
    [{ 'If-Match': '"other"', 'If-None-Match': '*' }, 412],
  ] as [HeaderFields, number][])('a GET request with %j returns %i', async (headers, status) => {
    const { token, path, etag } = await newPlug();
    const response = await call(path, { token, headers });
    expect(response.status).toBe(status);
    if (status === 304) expect(response.headers.get('ETag')).toBe(etag);
  });

  it('a GET request returns Last-Modified, and its value can be used in conditions', async () => {
    const { token, path } = await newPlug();
    const modified = (await call(path, { token })).headers.get('Last-Modified') ?? '';
    expect((await call(path, { token, headers: { 'If-Modified-Since': modified } })).status).toBe(304);
    const headers = { 'If-Unmodified-Since': modified };
    expect((await call(path, { token, method: 'PUT', body: { notes: 'x' }, headers })).status).toBe(200);
  });
});

describe('POST /plugs', () => {
  it.each([{ 'If-Match': '"x"' }, { 'If-None-Match': '*' }])(
    'a POST request to /plugs with %j is rejected, also with an idempotency key, and creates nothing',
    async (headers) => {
      const { token } = await signUp();
      for (const key of [{}, { 'Idempotency-Key': 'k' }]) {
        const response = await call('/plugs/', { token, body: TARGET, headers: { ...headers, ...key } });
        expect([response.status, response.body]).toEqual([412, CONDITION_FAILED]);
      }
      expect((await call('/plugs/', { token })).body.total).toBe(0);
    },
  );

  it.each([{ 'If-Match': '*' }, { 'If-None-Match': '"x"' }, { 'If-Unmodified-Since': PAST }])(
    'a POST request to /plugs with %j creates a plug',
    async (headers) => {
      const { token } = await signUp();
      expect((await call('/plugs/', { token, body: TARGET, headers })).status).toBe(201);
    },
  );
});

it('an update that changes no value writes no row and keeps the ETag and updated_at', async () => {
  const { token, path, etag } = await newPlug();
  const before = await call(path, { token });
  for (const body of [{}, { company: 'Acme' }, { company: ' Acme ', tags: [], custom_data: {} }]) {
    const response = await call(path, { token, method: 'PUT', body });
    expect(response.headers.get('ETag')).toBe(etag);
    expect(response.body).toEqual(before.body);
    expect(response.cost.rowsWritten).toBe(0);
  }
});
