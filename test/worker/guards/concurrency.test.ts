/**
 * Concurrent requests to the worker and calls of an account's object: limits apply, an action that may happen only once
 * happens once, and no update is lost.
 */
import { expect, it } from 'vitest';
import { databaseWithBarrier } from '../support/altered-worker.ts';
import { bindings } from '../support/bindings.ts';
import {
  call,
  freshBlock,
  freshEmail,
  mailedCode,
  PASSWORD,
  signUp,
  type TestResponse,
} from '../support/client.ts';

function sendInParallel(
  count: number,
  request: (index: number) => Promise<TestResponse>,
): Promise<TestResponse[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => request(index)));
}

function withStatus(responses: TestResponse[], status: number): TestResponse[] {
  return responses.filter((response) => response.status === status);
}

it('of fifty parallel refreshes of one token, ten return the same new token and forty are rejected with 429', async () => {
  const { refreshToken } = await signUp();
  const responses = await sendInParallel(50, () =>
    call('/auth/refresh', { body: { refresh_token: refreshToken } }),
  );
  const granted = withStatus(responses, 200);
  expect(granted.length).toBe(10);
  expect(withStatus(responses, 429)).toHaveLength(40);
  expect(new Set(granted.map(({ body }) => body.refresh_token)).size).toBe(1);
  expect(granted[0]?.body.refresh_token).not.toBe(refreshToken);
});

it('only five of sixty parallel guesses of a code from one block of client addresses are checked', async () => {
  const { email } = await signUp();
  await call('/auth/send-otp', { body: { email } });
  const code = await mailedCode(email);
  const wrongCode = code === '000000' ? '000001' : '000000';
  const block = freshBlock();
  const responses = await sendInParallel(60, (host) =>
    call('/auth/verify-otp', { address: block(host), body: { email, otp_code: wrongCode } }),
  );
  expect(responses.filter(({ body }) => body.detail === 'Invalid OTP code')).toHaveLength(5);
  expect(withStatus(responses, 429)).toHaveLength(55);
});

it('the object checks five parallel tries from one block of client addresses and fifty in all, even if the limits allow more', async () => {
  const { id } = await signUp();
  const account = bindings.ACCOUNTS.getByName(id);
  const limit = { max: 1000, windowMs: 60_000 };
  const code = { subject: '', limit, purpose: 'password_reset' } as const;
  await account.requestOtp({
    ...code,
    requestingBlock: 'owner',
    emailsPerBlock: limit,
    emailsInAll: limit,
    nonce: 'nonce',
    policy: { lifeMs: 60_000, maxTries: 50 },
  });
  const tryCodes = (blocks: string[]) =>
    Promise.all(
      blocks.flatMap((requestingBlock) =>
        Array.from({ length: 10 }, () =>
          account.takeOtpTry({ ...code, requestingBlock, maxTriesPerBlock: 5 }),
        ),
      ),
    );
  const kinds = (await tryCodes(['one'])).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'taken')).toHaveLength(5);
  expect(kinds.filter((kind) => kind === 'expired')).toHaveLength(5);
  const others = await tryCodes(Array.from({ length: 12 }, (_, at) => `block ${at}`));
  expect(others.filter(({ kind }) => kind === 'taken')).toHaveLength(45);
});

it('a correct code that is sent twenty times in parallel issues one reset token', async () => {
  const { email } = await signUp();
  await call('/auth/send-otp', { body: { email } });
  const code = await mailedCode(email);
  const responses = await sendInParallel(20, () =>
    call('/auth/verify-otp', { body: { email, otp_code: code } }),
  );
  expect(withStatus(responses, 200)).toHaveLength(1);
});

it('a reset token that is used several times in parallel changes the password once', async () => {
  const { email } = await signUp();
  await call('/auth/send-otp', { body: { email } });
  const { body } = await call('/auth/verify-otp', { body: { email, otp_code: await mailedCode(email) } });
  const responses = await sendInParallel(3, (index) =>
    call('/auth/change-password', {
      body: { email, token: body.token, new_password: `N3w-password-${index}!` },
    }),
  );
  expect(withStatus(responses, 200)).toHaveLength(1);
  expect(withStatus(responses, 400)).toHaveLength(2);
});

it('only one of twenty parallel conversions of a plug succeeds', async () => {
  const { token } = await signUp();
  const target = { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com' };
  const { body: plug } = await call('/plugs/', { token, body: target });
  const altered = { DB: databaseWithBarrier(20) };
  const responses = await sendInParallel(20, (index) =>
    call(`/plugs/${plug.id}/convert`, { token, altered, body: { notes: `winner ${index}` } }),
  );
  const [winner, ...others] = withStatus(responses, 200);
  expect(others).toEqual([]);
  expect(withStatus(responses, 422)).toHaveLength(19);
  const { body } = await call(`/plugs/${plug.id}`, { token });
  expect(body.notes).toBe(winner?.body.notes);
  const { body: stats } = await call('/plugs/stats', { token });
  expect(stats).toMatchObject({ total_contacts: 1, total_targets: 0, recent_conversions: 1 });
});

it('thirty parallel registrations of one e-mail address create one account', async () => {
  const email = freshEmail('rush');
  const responses = await sendInParallel(30, () =>
    call('/auth/register', { body: { email, password: PASSWORD } }),
  );
  expect(withStatus(responses, 201)).toHaveLength(1);
  const refused = withStatus(responses, 400);
  expect(refused).toHaveLength(29);
  expect(new Set(refused.map(({ body }) => body.detail))).toEqual(
    new Set(['User with this email already exists']),
  );
});

it('parallel creations with one idempotency key create one plug', async () => {
  const { token } = await signUp();
  const headers = { 'Idempotency-Key': 'one-tap' };
  const body = { first_name: 'Once', last_name: 'Only' };
  const altered = { DB: databaseWithBarrier(10) };
  const responses = await sendInParallel(10, () => call('/plugs/', { token, body, headers, altered }));
  expect(withStatus(responses, 201)).toHaveLength(10);
  expect(new Set(responses.map((response) => response.body.id)).size).toBe(1);
  expect((await call('/plugs/', { token })).body.total).toBe(1);
});

it('parallel creations of the same contact without an idempotency key create one plug', async () => {
  const { token } = await signUp();
  const body = { first_name: 'A', last_name: 'B', email: 'ab@example.com', company: 'C', job_title: 'D' };
  const responses = await sendInParallel(10, () => call('/plugs/', { token, body }));
  expect(withStatus(responses, 201)).toHaveLength(1);
  expect(withStatus(responses, 400)).toHaveLength(9);
});

it('parallel updates of different fields are all stored', async () => {
  const { token } = await signUp();
  const { body: plug } = await call('/plugs/', { token, body: { first_name: 'Many', last_name: 'Hands' } });
  const altered = { DB: databaseWithBarrier(6) };
  const responses = await sendInParallel(6, (index) =>
    call(`/plugs/${plug.id}`, {
      method: 'PUT',
      token,
      altered,
      body: { custom_data: { [`k${index}`]: index } },
    }),
  );
  expect(withStatus(responses, 200)).toHaveLength(6);
  const { body } = await call(`/plugs/${plug.id}`, { token });
  expect(body.custom_data).toEqual({ k0: 0, k1: 1, k2: 2, k3: 3, k4: 4, k5: 5 });
});

it('a rejected concurrent write does not change the search index', async () => {
  const { token } = await signUp();
  const created = await call('/plugs/', { token, body: { first_name: 'Race', last_name: 'Start' } });
  const path = `/plugs/${created.body.id}`;
  const headers = { 'If-Match': created.headers.get('ETag') ?? '' };
  const names = ['Alpha', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot'];
  const altered = { DB: databaseWithBarrier(names.length) };
  const responses = await sendInParallel(names.length, (index) =>
    call(path, { method: 'PUT', token, headers, altered, body: { last_name: names[index] } }),
  );
  expect(withStatus(responses, 412)).toHaveLength(names.length - 1);
  const { body: stored } = await call(path, { token });
  for (const name of ['Start', ...names]) {
    const { body } = await call(`/plugs/search?q=${name}`, { token });
    expect(body.total).toBe(name === stored.last_name ? 1 : 0);
  }
});

it('only one of several parallel writes with the same If-Match succeeds', async () => {
  const { token } = await signUp();
  const created = await call('/plugs/', { token, body: { first_name: 'Opti', last_name: 'Mist' } });
  const headers = { 'If-Match': created.headers.get('ETag') ?? '' };
  const altered = { DB: databaseWithBarrier(8) };
  const responses = await sendInParallel(8, (index) =>
    call(`/plugs/${created.body.id}`, {
      method: 'PUT',
      token,
      headers,
      altered,
      body: { notes: `n${index}` },
    }),
  );
  expect(withStatus(responses, 200)).toHaveLength(1);
  expect(withStatus(responses, 412)).toHaveLength(7);
});
