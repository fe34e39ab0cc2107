/** `PUT /plugs/by` and `PUT /plugs/by/{key}/{value}` change the plug that matches, or create a plug. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { expect, it, vi } from 'vitest';
import { createApp } from '../../../../src/app.ts';
import { parseConfiguration } from '../../../../src/core/request/configuration.ts';
import { withRequestAfter } from '../../support/altered-worker.ts';
import { bindings } from '../../support/bindings.ts';
import { call, freshAddress, signUp } from '../../support/client.ts';

const EMAIL = 'Ada@Example.com';
const NAME = { first_name: 'Ada', last_name: 'Lovelace' };

/** Creates an account. `put` and `putBy` send the two forms of the request, and `countPlugs` counts the live plugs. */
async function newOwner() {
  const { token } = await signUp();
  return {
    token,
    put: (body: object) => call('/plugs/by', { token, method: 'PUT', body }),
    putBy: (key: string, value: string, body: object) =>
      call(`/plugs/by/${key}/${encodeURIComponent(value)}`, { token, method: 'PUT', body }),
    create: (body: object) => call('/plugs/', { token, body: { ...NAME, ...body } }),
    countPlugs: async () => (await call('/plugs', { token })).body.total,
  };
}

it.each([
  ['email', EMAIL, { email: 'ada@example.com' }, ' ada@EXAMPLE.com'],
  ['phone', '+49 30 1234567', { primary_number: '+49 30 1234567' }, '0049 (30) 123-4567'],
  ['telegram', '@ada_l', { telegram_username: 'ada_l' }, 'https://t.me/Ada_L'],
  ['telegram', '123456789', { telegram_user_id: 123456789 }, '123456789'],
  [
    'linkedin',
    'https://www.linkedin.com/in/ada',
    { linkedin_url: 'https://www.linkedin.com/in/ada' },
    'https://de.linkedin.com/in/ADA?trk=1',
  ],
])(
  'a PUT request creates a plug by %s %s, and a second PUT request with an equivalent value changes the plug',
  async (key, value, fields, otherSpelling) => {
    const { put, putBy, countPlugs } = await newOwner();
    const created = await put({ match: { [key]: value }, ...NAME });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ ...NAME, ...fields });
    expect(created.headers.get('Location')).toBe(`/api/v1/plugs/${created.body.id}`);
    const changed = await putBy(key, otherSpelling, { notes: 'changed' });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ ...NAME, ...fields, id: created.body.id, notes: 'changed' });
    expect(await countPlugs()).toBe(1);
  },
);

it('a repeated PUT request creates no revision and does not change the ETag', async () => {
  const { put } = await newOwner();
  const request = { match: { email: EMAIL }, ...NAME, tags: ['fair'], custom_data: { source: 'fair' } };
  const first = await put(request);
  const second = await put(request);
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(second.headers.get('X-Revision')).toBeNull();
  expect(second.headers.get('ETag')).toBe(first.headers.get('ETag'));
});

it('a PUT request that matches two plugs is rejected with their ids and does not change the older plug', async () => {
  const { create, put, token } = await newOwner();
  const [one, second] = [await create({ email: EMAIL }), await create({ email: EMAIL, company: 'Acme' })];
  const { status, body } = await put({ match: { email: EMAIL }, notes: 'changed' });
  expect(status).toBe(409);
  expect(body.error).toMatchObject({ code: 'CONFLICT', ids: [second.body.id, one.body.id] });
  expect((await call(`/plugs/${one.body.id}`, { token })).body.notes).toBeNull();
});

it('a PUT request creates a plug when the plug that matches is in the trash or belongs to another account', async () => {
  const { create, put, token } = await newOwner();
  const otherOwner = await newOwner();
  const [deleted, foreign] = [await create({ email: EMAIL }), await otherOwner.create({ email: EMAIL })];
  await call(`/plugs/${deleted.body.id}`, { token, method: 'DELETE' });
  const { status, body } = await put({ match: { email: EMAIL }, ...NAME });
  expect(status).toBe(201);
  expect([deleted.body.id, foreign.body.id]).not.toContain(body.id);
});

it.each([{}, { company: 'Acme', job_title: 'CEO' }])(
  '12 parallel PUT requests with the fields %j create one plug',
  { timeout: 60_000 },
  async (fields) => {
    const { put, countPlugs } = await newOwner();
    const tags = Array.from({ length: 12 }, (_, at) => `tag${at}`);
    const responses = await Promise.all(
      tags.map((tag) => put({ match: { email: EMAIL }, ...NAME, ...fields, tags: [tag] })),
    );
    expect(responses.map(({ status }) => status).toSorted()).toEqual([...Array(11).fill(200), 201]);
    expect(new Set(responses.map(({ body }) => body.id)).size).toBe(1);
    expect(await countPlugs()).toBe(1);
  },
);

it('a PUT request changes the plug that another request creates after the read', async () => {
  const { token, put, countPlugs } = await newOwner();
  const DB = withRequestAfter(1, () => put({ match: { email: EMAIL }, ...NAME }));
  const body = { match: { email: EMAIL }, first_name: 'Augusta', last_name: 'King' };
  const { status, body: changed } = await call('/plugs/by', { token, method: 'PUT', body, altered: { DB } });
  expect([status, changed.first_name, await countPlugs()]).toEqual([200, 'Augusta', 1]);
});

it('a PUT request does not change a plug that loses the matched value after the read', async () => {
  const { token, create, countPlugs } = await newOwner();
  const path = `/plugs/${(await create({ email: EMAIL })).body.id}`;
  const change = { email: 'new@example.com' };
  const DB = withRequestAfter(1, () => call(path, { token, method: 'PUT', body: change }));
  const body = { match: { email: EMAIL }, ...NAME, notes: 'changed' };
  const { status } = await call('/plugs/by', { token, method: 'PUT', body, altered: { DB } });
  expect([status, await countPlugs()]).toEqual([201, 2]);
  expect((await call(path, { token })).body).toMatchObject({ ...change, notes: null });
});

it('the log contains the pattern of the route, and not the value in the path', async () => {
  const { token } = await newOwner();
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const app = createApp(parseConfiguration({ ...bindings, ENVIRONMENT: 'development' }));
  for (const value of ['secret-value@example.com', 'secret-value']) {
    const execution = createExecutionContext();
    const request = new Request(`http://plugs.test/api/v1/plugs/by/email/${value}`, {
      method: 'PUT',
      headers: {
        Authorization: `Bearer ${token}`,
        'CF-Connecting-IP': freshAddress(),
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(NAME),
    });
    await app.fetch(request, bindings, execution);
    await waitOnExecutionContext(execution);
  }
  const lines = log.mock.calls.map(([line]) => line);
  log.mockRestore();
  expect(lines).toEqual([
    expect.stringMatching(/^PUT \/api\/v1\/plugs\/by\/:key\/:value 201 /),
    expect.stringMatching(/^PUT \/api\/v1\/plugs\/by\/:key\/:value 400 /),
  ]);
  expect(lines.join()).not.toContain('secret-value');
});

it.each([
  [{ ...NAME }, 'match must contain one of email, phone, telegram, linkedin'],
  [{ match: {}, ...NAME }, 'match must contain one of email, phone, telegram, linkedin'],
  [
    { match: { email: EMAIL, phone: '+49 30 1234567' }, ...NAME },
    'match must contain one of email, phone, telegram, linkedin',
  ],
  [{ match: { name: 'Ada' }, ...NAME }, 'match must contain one of email, phone, telegram, linkedin'],
  [{ match: { email: 'ada' }, ...NAME }, 'email must be a valid email address'],
  [{ match: { linkedin: 'https://example.com/' }, ...NAME }, 'linkedin must be the URL of a profile'],
  [{ match: { email: EMAIL }, ...NAME, email: 'b@example.com' }, 'The plug must keep the value of match'],
  [{ match: { telegram: 'ada_l' }, notes: 'no name' }, 'first_name is required'],
])('an invalid PUT request is rejected with its message (case %#)', async (sent, message) => {
  const { put } = await newOwner();
  const { status, body } = await put(sent);
  expect([status, body.detail]).toEqual([400, message]);
});

it.each([
  ['name', 'Ada', { field: 'key', message: 'match must contain one of email, phone, telegram, linkedin' }],
  ['email', 'ada', { field: 'value', message: 'email must be a valid email address' }],
])('the error for the path /plugs/by/%s/%s names the invalid part', async (key, value, problem) => {
  const { putBy } = await newOwner();
  const { status, body } = await putBy(key, value, NAME);
  expect([status, body.error.details]).toEqual([400, [problem]]);
});

it('a PUT request that would remove the matched value is rejected', async () => {
  const { put } = await newOwner();
  await put({ match: { email: EMAIL }, ...NAME });
  const { status, body } = await put({ match: { email: EMAIL }, email: null });
  expect([status, body.detail]).toEqual([400, 'The plug must keep the value of match']);
});

it('a plug is found by its number, and stays matched, after the time zone of the account has changed', async () => {
  const { token, create, put } = await newOwner();
  await call('/auth/timezone', { token, method: 'PUT', body: { timezone: 'Europe/Berlin' } });
  const { id } = (await create({ primary_number: '030 1234567' })).body;
  await call('/auth/timezone', { token, method: 'PUT', body: { timezone: 'America/New_York' } });
  const changed = await put({ match: { phone: '+49 30 1234567' }, notes: 'changed' });
  expect([changed.status, changed.body.id, changed.body.notes]).toEqual([200, id, 'changed']);
});
