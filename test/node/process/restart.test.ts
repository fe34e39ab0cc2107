/** A restart of the worker loses no lock, session, one-time code or plug. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { makeState, startWorker, type WorkerProcess, type WorkerState } from './worker-process.ts';

const PASSWORD = 'Tr0ub4dor&3-battery';
let state: WorkerState;
let worker: WorkerProcess;
let usedAddressCount = 0;

beforeAll(async () => {
  state = await makeState();
  worker = await startWorker(state);
}, 60_000);
afterAll(async () => {
  await worker.stop();
  state.remove();
});

interface TestResponse {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read and assert arbitrary JSON
  body: any;
}

/**
 * Sends a POST with the body, or a GET if there is no body. Each request has a new client address, so no limit per
 * address applies.
 */
async function call(path: string, body?: unknown, token?: string): Promise<TestResponse> {
  usedAddressCount += 1;
  const response = await worker.fetch(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      'CF-Connecting-IP': `203.0.113.${usedAddressCount}`,
      ...(token && { Authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

/** Registers an account and returns the tokens of its session. */
async function signUp(email: string) {
  const body = { email, password: PASSWORD, client_type: 'web' };
  return (await call('/api/v1/auth/register', body)).body.tokens;
}

/** Sends a wrong code for an e-mail address several times and returns the message of each response. */
async function sendWrongCodes(address: string, times: number): Promise<string[]> {
  // The e-mail is stored shortly after the response of `/auth/send-otp`. The right code in it is needed to choose a
  // wrong code.
  const email = await vi.waitFor(
    async () => {
      const matchingEmail = (await call('/dev/mail')).body.find(({ to }: { to: string }) => to === address);
      expect(matchingEmail).toBeDefined();
      return matchingEmail;
    },
    { timeout: 10_000 },
  );
  const code = /^\d{6}$/m.exec(email.text)?.[0];
  const wrongCode = code === '111111' ? '222222' : '111111';
  const details: string[] = [];
  for (let attempt = 0; attempt < times; attempt += 1) {
    details.push(
      (await call('/api/v1/auth/verify-otp', { email: address, otp_code: wrongCode })).body.detail,
    );
  }
  return details;
}

it('a lock, a session, a count of attempts, an ended session and a plug are unchanged after a restart', {
  timeout: 90_000,
}, async () => {
  const tokens = await signUp('stays@example.com');
  const endedTokens = await signUp('leaves@example.com');
  await signUp('locked@example.com');
  const wrongLogin = { email: 'locked@example.com', password: 'wrong' };
  for (let attempt = 0; attempt < 10; attempt += 1) await call('/api/v1/auth/login', wrongLogin);
  const plug = await call('/api/v1/plugs/', { first_name: 'Lasting', last_name: 'One' }, tokens.access_token);
  await call('/api/v1/auth/logout', { refresh_token: endedTokens.refresh_token });
  await call('/api/v1/auth/send-otp', { email: 'stays@example.com' });
  expect(await sendWrongCodes('stays@example.com', 3)).toEqual(Array(3).fill('Invalid OTP code'));
  const refreshed = await call('/api/v1/auth/refresh', { refresh_token: tokens.refresh_token });

  await worker.stop();
  worker = await startWorker(state);

  const correctLogin = { email: 'locked@example.com', password: PASSWORD };
  expect((await call('/api/v1/auth/login', correctLogin)).body.detail).toMatch(/^Account temporarily locked/);
  const searchResponse = await call('/api/v1/plugs/search?q=lasting', undefined, tokens.access_token);
  expect(searchResponse.body.items[0].id).toBe(plug.body.id);
  expect((await call('/api/v1/auth/me', undefined, endedTokens.access_token)).status).toBe(401);
  expect((await call('/api/v1/auth/refresh', { refresh_token: endedTokens.refresh_token })).status).toBe(401);
  expect(await sendWrongCodes('stays@example.com', 2)).toEqual(Array(2).fill('Invalid OTP code'));
  expect(
    (await call('/api/v1/auth/verify-otp', { email: 'stays@example.com', otp_code: '000000' })).status,
  ).toBe(429);
  const again = await call('/api/v1/auth/refresh', { refresh_token: refreshed.body.refresh_token });
  expect(again.status).toBe(200);
  expect(again.body.refresh_token).not.toBe(refreshed.body.refresh_token);
});
