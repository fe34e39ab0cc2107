/** Session handling of the published client: login, automatic refresh, logout and retry after a rate limit. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { freshAddress, PASSWORD, signUp } from '../support/client.ts';
import { aUuid, DAY, failure, goldenUser, HOUR, MINUTE, START } from '../support/golden.ts';
import { browser, resetBrowser, window } from './browser.ts';
import { RobustAPIClient } from './plugs-client.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  resetBrowser(freshAddress());
});
afterEach(() => {
  vi.useRealTimers();
});

const newClient = () => new RobustAPIClient('http://plugs.test');

/** Creates an account, and a client that has logged in to it. */
async function newLoggedInClient() {
  const { email } = await signUp();
  const client = newClient();
  await client.login(email, PASSWORD);
  return { client, email };
}

const TARGET = { first_name: 'John', last_name: 'Doe', company: 'Tech Corp' };

it('a login returns the user and stores both tokens', async () => {
  const { email, id } = await signUp();
  const client = newClient();
  expect(await client.login(email, PASSWORD)).toEqual(goldenUser(email, id));
  expect(browser.storage.get('access_token')).toBe(client.accessToken);
  expect(browser.storage.get('refresh_token')).toBe(client.refreshToken);
});

it('a login with a wrong password throws and stores no token', async () => {
  const { email } = await signUp();
  await expect(newClient().login(email, 'wrong')).rejects.toThrow('Login failed');
  expect(browser.storage.size).toBe(0);
});

it('the client refreshes an expired access token automatically, several times with the same refresh token', async () => {
  const { client } = await newLoggedInClient();
  const firstTokens = { access: client.accessToken, refresh: client.refreshToken };
  for (let expiry = 0; expiry < 3; expiry += 1) {
    vi.setSystemTime(Date.now() + 31 * MINUTE);
    const previousToken = client.accessToken;
    expect(await client.createPlug({ ...TARGET, first_name: `Name${expiry}` })).toMatchObject({ id: aUuid });
    expect(client.accessToken).not.toBe(previousToken);
  }
  expect(client.accessToken).not.toBe(firstTokens.access);
  expect(client.refreshToken).toBe(firstTokens.refresh);
  expect(browser.storage.get('access_token')).toBe(client.accessToken);
});

it('a client that never stores a new refresh token must log in again when its first refresh token has expired', async () => {
  const { client } = await newLoggedInClient();
  vi.setSystemTime(START + 7 * DAY - HOUR);
  expect((await client.apiCall('/api/v1/plugs/')).status).toBe(200);
  vi.setSystemTime(START + 7 * DAY + HOUR);
  expect(await client.apiCall('/api/v1/plugs/')).toBeUndefined();
  expect(window.location.href).toBe('/login');
});

it('after a logout, the client has no tokens, and copies of both tokens in another client are rejected', async () => {
  const { client } = await newLoggedInClient();
  const copy = newClient();
  await client.logout();
  expect([client.accessToken, client.refreshToken, browser.storage.size]).toEqual([null, null, 0]);
  expect(await copy.refreshAccessToken()).toBe(false);
  expect(await copy.apiCall('/api/v1/plugs/')).toBeUndefined();
  expect(window.location.href).toBe('/login');
});

it('the client repeats a rate-limited call after the time in Retry-After, and the call succeeds', async () => {
  const { client, email } = await newLoggedInClient();
  const request = { method: 'POST', body: JSON.stringify({ email }) };
  for (let time = 0; time < 3; time += 1) await client.apiCall('/api/v1/auth/send-otp', request);
  const refused = await client.apiCall('/api/v1/auth/send-otp', request);
  expect(refused.status).toBe(429);
  expect(refused.headers.get('Retry-After')).toBe('300');
  expect(await refused.json()).toEqual(
    failure('RATE_LIMIT_EXCEEDED', 'Rate limit exceeded. Try again in 300 seconds.'),
  );
  expect((await client.apiCallWithRetry('/api/v1/auth/send-otp', request))?.status).toBe(200);
  expect(browser.waitedMs).toEqual([300_000]);
});
