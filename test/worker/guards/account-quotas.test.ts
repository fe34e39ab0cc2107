/** The limits of one account: the number of plugs, requests per minute, sign-ins, and the length of stored texts. */
import { afterEach, expect, it, vi } from 'vitest';
import { databaseWithBarrier } from '../support/altered-worker.ts';
import { call, PASSWORD, signUp } from '../support/client.ts';

afterEach(() => {
  vi.useRealTimers();
});

const withLimitOfThreePlugs = { variables: { LIMITS: '{"plugs":3}' } };

it('only three of six parallel creates succeed for an account that may have three plugs', async () => {
  const { token } = await signUp();
  const altered = { DB: databaseWithBarrier(6) };
  const responses = await Promise.all(
    Array.from({ length: 6 }, (_, index) =>
      call('/plugs/', {
        ...withLimitOfThreePlugs,
        altered,
        token,
        headers: index % 2 === 0 ? { 'Idempotency-Key': `key ${index}` } : {},
        body: { first_name: 'Quota', last_name: `Number ${index}` },
      }),
    ),
  );
  const refused = responses.filter(({ status }) => status !== 201);
  expect(refused).toHaveLength(3);
  for (const { status, body } of refused) {
    expect([status, body.detail]).toEqual([422, 'An account can have at most 3 plugs']);
    expect(body.error.code).toBe('UNPROCESSABLE');
  }
  expect((await call('/plugs/', { token })).body.total).toBe(3);
});

it('a rejected create does not use up its idempotency key', async () => {
  const { token } = await signUp();
  const create = (name: string, options = {}) =>
    call('/plugs/', {
      token,
      headers: { 'Idempotency-Key': name },
      body: { first_name: 'Quota', last_name: name },
      ...options,
    });
  for (const name of ['one', 'two', 'three'])
    expect((await create(name, withLimitOfThreePlugs)).status).toBe(201);
  expect((await create('four', withLimitOfThreePlugs)).status).toBe(422);
  expect((await create('one', withLimitOfThreePlugs)).status).toBe(201);
  expect((await create('four')).status).toBe(201);
});

it('two rate limiting bindings count the writes and the reads of an account separately', async () => {
  const { token, id } = await signUp();
  const keys: string[] = [];
  const refusingLimit = {
    limit: async ({ key }: { key: string }) => {
      keys.push(key);
      return { success: false };
    },
  } as unknown as RateLimit;
  const altered = { ACCOUNT_WRITES: refusingLimit };
  const refused = await call('/plugs/', { token, altered, body: { first_name: 'A', last_name: 'B' } });
  expect(refused.status).toBe(429);
  expect(refused.headers.get('Retry-After')).toBe('60');
  expect(refused.headers.get('RateLimit-Policy')).toBe('"writes";q=300;w=60');
  expect(refused.body.error.code).toBe('RATE_LIMIT_EXCEEDED');
  expect((await call('/plugs/', { token, altered })).status).toBe(200);
  const read = await call('/plugs/', { token, altered: { ACCOUNT_READS: refusingLimit } });
  expect(read.headers.get('RateLimit-Policy')).toBe('"reads";q=3000;w=60');
  expect(keys).toEqual([id, id]);
});

it('if a rate limiting binding fails, the request is allowed', async () => {
  const { token } = await signUp();
  const failingLimit = {
    limit: async () => Promise.reject(new Error('injected fault')),
  } as unknown as RateLimit;
  expect((await call('/plugs/', { token, altered: { ACCOUNT_READS: failingLimit } })).status).toBe(200);
});

it('from one block of addresses, thirty sign-ins to one account in fifteen minutes are allowed and further sign-ins are rejected', async () => {
  const start = Date.parse('2031-11-21T12:00:00Z');
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  const { email } = await signUp();
  const logIn = (host: number) =>
    call('/auth/login', { address: `192.0.2.${host}`, body: { email, password: PASSWORD } });
  for (let host = 0; host < 30; host += 1) expect((await logIn(host)).status).toBe(200);
  // Rejected sign-ins do not count as wrong passwords.
  for (let attempt = 0; attempt < 6; attempt += 1) {
    const refused = await logIn(77);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('RateLimit-Policy')).toBe('"sign_ins";q=30;w=900');
  }
  expect((await call('/auth/login', { body: { email, password: PASSWORD } })).status).toBe(200);
  vi.setSystemTime(start + 15 * 60_000);
  expect((await logIn(77)).status).toBe(200);
});

it('a user agent is truncated at 512 characters, and a device name at 255 characters', async () => {
  const { email } = await signUp();
  const { status, body } = await call('/auth/token/', {
    headers: { 'User-Agent': `Agent/${'u'.repeat(20_000)}` },
    body: { email, password: PASSWORD, device_name: 'd'.repeat(20_000) },
  });
  expect(status).toBe(200);
  const { body: sessions } = await call('/auth/sessions/', { token: body.access });
  const [current] = sessions.filter((session: { is_current: boolean }) => session.is_current);
  expect(current.user_agent).toHaveLength(512);
  expect(current.device_name).toBe('d'.repeat(255));
});
