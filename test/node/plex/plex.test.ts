/** The login with a Plex token, for a Plex that accepts the token, rejects it or fails. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mediaError } from '../../worker/media/golden.ts';
import { openMediaBrowser } from '../../worker/media/media-client.ts';
import { aJwt, aTime, aUuid } from '../../worker/support/golden.ts';
import { ADMIN_TOKEN, type MediaSite, startMediaSite } from './media-site.ts';

const AVATAR = 'https://plex.tv/users/0123456789abcdef/avatar?c=1700000000';
const SAM = { username: 'Sam Tree', email: null, thumb: '' };
const USERS = {
  'token-of-anna': { id: 1001, username: 'Anna', email: 'Anna@Example.com', confirmed: true, thumb: AVATAR },
  'token-of-bert': { id: 1002, username: 'bert', email: 'bert@example.com', confirmed: false },
  'token-of-first-sam': { id: 1003, ...SAM },
  'token-of-second-sam': { id: 1004, ...SAM },
  'token-of-titled': { id: 'x-1005', title: 'Living room', thumb: 'javascript:alert(1)' },
  'token-of-racer': { id: 1006, username: 'racer', email: 'racer@example.com', confirmed: true },
  'token-of-disabled': { id: 1007, username: 'closed', email: 'closed@example.com', confirmed: true },
  'token-of-limited': { id: 1008, username: 'often' },
  'token-of-quiet': { id: 1009, username: 'quiet', email: 'quiet@example.com', confirmed: true },
  'token-of-browser': { id: 1010, username: 'surfer', email: 'surfer@example.com', confirmed: true },
};
/** Failures of the simulated Plex that end the login at once. The token `fault-{name}` causes the failure. */
const FAULTS = [
  ...['server-error', 'bad-gateway', 'too-many-requests', 'forbidden', 'no-such-page', 'html-page'],
  ...['json-null', 'json-list', 'cut-json', 'empty', 'missing-id', 'ten-megabytes', 'redirect', 'hangs-up'],
];
const INVALID_TOKEN = mediaError('INVALID_PLEX_TOKEN', 'Invalid Plex authentication token');
const UNAVAILABLE = mediaError('PLEX_UNAVAILABLE', 'Plex does not answer. Please try again later.');
const ANY_TOKENS = { accessToken: aJwt, refreshToken: aJwt, expiresIn: 604_800, tokenType: 'Bearer' };

let site: MediaSite;
beforeAll(async () => {
  site = await startMediaSite(USERS);
}, 60_000);
afterAll(() => site.stop());

/** The response to the first login of a user. The values in `fields` replace defaults. */
const firstLoginBody = (fields: object) => ({
  success: true,
  data: {
    user: {
      ...{ id: aUuid, email: null, role: 'user', avatar: null, createdAt: aTime, lastLoginAt: aTime },
      ...fields,
    },
    tokens: ANY_TOKENS,
  },
});

describe('a Plex token', () => {
  it('a Plex token creates an account at the first login and finds the account afterwards', async () => {
    const first = await site.plexLogin('token-of-anna');
    const anna = { username: 'Anna', email: 'anna@example.com', plexId: '1001', avatar: AVATAR };
    expect([first.status, first.body]).toEqual([200, firstLoginBody(anna)]);
    expect(first.headers.get('Cache-Control')).toBe('no-store');
    const second = await site.plexLogin('token-of-anna');
    const { id, createdAt } = first.body.data.user;
    expect([second.status, second.body]).toEqual([200, firstLoginBody({ ...anna, id, createdAt })]);
    expect(second.body.data.tokens.refreshToken).not.toBe(first.body.data.tokens.refreshToken);
    expect(second.body.data.user.lastLoginAt > createdAt).toBe(true);
    const { accessToken: token } = first.body.data.tokens;
    const me = await site.call('/api/auth/me', { token });
    const preferences = { theme: 'system', notifications: true, language: 'en' };
    expect(me.body.data).toEqual({ user: { ...second.body.data.user, lastLoginAt: aTime, preferences } });
  });

  it('the login of a user with an e-mail address that Plex has not confirmed creates an unverified account', async () => {
    const { body } = await site.plexLogin('token-of-bert');
    expect(body).toEqual(firstLoginBody({ username: 'bert', email: 'bert@example.com', plexId: '1002' }));
    const me = await site.call('/api/v1/auth/me', { token: body.data.tokens.accessToken });
    expect(me.body.is_verified).toBe(false);
  });

  it('the login of a user with a taken name and no e-mail address creates a separate account', async () => {
    const responses = [
      await site.plexLogin('token-of-first-sam'),
      await site.plexLogin('token-of-second-sam'),
    ];
    expect(responses.map(({ body }) => body)).toEqual([
      firstLoginBody({ username: 'SamTree', plexId: '1003' }),
      firstLoginBody({ username: 'SamTree2', plexId: '1004' }),
    ]);
  });

  it('the login of a configured administrator creates an administrator', async () => {
    const { body } = await site.plexLogin(ADMIN_TOKEN);
    expect(body.data.user).toMatchObject({ email: 'chief@example.com', role: 'admin' });
    const { accessToken: token } = body.data.tokens;
    expect((await site.call('/api/admin/users', { token })).status).toBe(200);
  });

  it('the login of an administrator gives no administrator rights in v1, also after a refresh', async () => {
    const { accessToken: token, refreshToken } = (await site.plexLogin(ADMIN_TOKEN)).body.data.tokens;
    const routes = ['/api/v1/auth/users/', '/api/v1/auth/users/1/'];
    for (const path of routes) expect((await site.call(path, { token })).status).toBe(403);
    const users = await site.call('/api/v1/admin/users/import', { token, body: { users: [] } });
    expect(users.status).toBe(403);
    const renewed = await site.call('/api/v1/auth/refresh', { body: { refresh_token: refreshToken } });
    for (const path of routes) {
      expect((await site.call(path, { token: renewed.body.access_token })).status).toBe(403);
    }
  });

  it('the login of a user without a user name stores the title without spaces as the name, and no picture with a javascript: URL', async () => {
    const { body } = await site.plexLogin('token-of-titled');
    expect(body).toEqual(firstLoginBody({ username: 'Livingroom', plexId: 'x-1005' }));
  });

  it('five concurrent first logins create one account', async () => {
    const logins = Array.from({ length: 5 }, () => site.plexLogin('token-of-racer'));
    const responses = await Promise.all(logins);
    const { id } = responses[0]?.body.data.user ?? {};
    const racer = { id, username: 'racer', email: 'racer@example.com', plexId: '1006' };
    for (const { body } of responses) expect(body).toEqual(firstLoginBody(racer));
    expect(site.firstValue("SELECT count(*) FROM users WHERE plex_id = '1006'")).toBe(1);
  });

  it('the login to a disabled account is rejected and starts no session', async () => {
    await site.plexLogin('token-of-disabled');
    expect((await site.changeAccount('closed@', { is_active: false })).status).toBe(200);
    const countsBefore = site.userAndSessionCounts();
    const { status, body } = await site.plexLogin('token-of-disabled');
    expect(status).toBe(403);
    expect(body).toEqual(mediaError('ACCOUNT_DISABLED', 'User account has been disabled'));
    expect(site.userAndSessionCounts()).toBe(countsBefore);
  });

  it.each(['unknown-token', 'fault-invalid-token', 'Schlüssel', 'line\nbreak'])(
    'the login with a token that Plex rejects or that cannot be sent to Plex is rejected and starts no session: %j',
    async (token) => {
      const countsBefore = site.userAndSessionCounts();
      const { status, body } = await site.plexLogin(token);
      expect([status, body, site.userAndSessionCounts()]).toEqual([401, INVALID_TOKEN, countsBefore]);
    },
  );
});

it.each(FAULTS)('a login during which Plex fails returns 503 and starts no session: %s', async (fault) => {
  const countsBefore = site.userAndSessionCounts();
  const { status, headers, body } = await site.plexLogin(`fault-${fault}`);
  expect([status, body, site.userAndSessionCounts()]).toEqual([503, UNAVAILABLE, countsBefore]);
  expect(headers.get('Retry-After')).toBe('30');
});

it('if Plex sends no response or only a part of a response, the login fails after 4.5 to 9 seconds', {
  timeout: 15_000,
}, async () => {
  const countsBefore = site.userAndSessionCounts();
  const startedAtMs = performance.now();
  const logins = ['fault-hangs-at-once', 'fault-hangs-half-way'].map(async (token) => {
    const { status, body } = await site.plexLogin(token);
    expect([status, body]).toEqual([503, UNAVAILABLE]);
    return (performance.now() - startedAtMs) / 1000;
  });
  for (const seconds of await Promise.all(logins)) {
    expect(seconds).toBeGreaterThan(4.5);
    expect(seconds).toBeLessThan(9);
  }
  expect(site.userAndSessionCounts()).toBe(countsBefore);
});

/** The number of Plex logins in the log of the worker. */
const countLoggedLogins = () =>
  site.worker.output().match(/POST \/api\/auth\/plex\/login \d+ \d+ ms/g)?.length ?? 0;

it('a token is not logged, stored or returned, whether the login succeeds, is rejected or fails', async () => {
  for (const token of ['token-of-quiet', 'another-unknown-token', 'fault-html-page', 'fault-cut-json']) {
    const countBefore = countLoggedLogins();
    const { headers, body } = await site.plexLogin(token);
    await vi.waitFor(() => expect(countLoggedLogins()).toBe(countBefore + 1), { timeout: 10_000 });
    expect(site.plex.requests.at(-1)).toEqual({ method: 'GET', path: '/api/v2/user', token });
    expect(JSON.stringify([body, [...headers]])).not.toContain(token);
    expect(site.worker.output()).not.toContain(token);
    expect(site.isStored(token)).toBe(false);
  }
  // A stored text is found. This proves that isStored() searches the right files.
  expect(site.isStored('quiet@example.com')).toBe(true);
});

it('a client address can try to log in five times in fifteen minutes, and a failure of Plex does not count', async () => {
  const address = site.freshAddress();
  const tokens = ['token-of-limited', 'unknown-token', 'fault-server-error', 'token-of-limited'];
  for (const token of [...tokens, 'token-of-limited']) await site.plexLogin(token, address);
  expect((await site.plexLogin('token-of-limited', address)).status).toBe(200);
  const requestCount = site.plex.requests.length;
  const { status, headers, body } = await site.plexLogin('token-of-limited', address);
  expect(status).toBe(429);
  expect(body).toEqual(mediaError('RATE_LIMIT_EXCEEDED', 'Too many login attempts. Please try again later.'));
  expect(Number(headers.get('Retry-After'))).toBeGreaterThan(890);
  // These headers describe the limit of 100 requests to the media contract, of which the address has sent seven.
  expect([headers.get('RateLimit-Limit'), headers.get('RateLimit-Remaining')]).toEqual(['100', '93']);
  expect(site.plex.requests.length).toBe(requestCount);
  expect((await site.plexLogin('token-of-limited')).status).toBe(200);
});

it('the client of the published page stores both tokens after a login, and throws an error and stores no token if the login is rejected', async () => {
  const { client, storage, errors } = openMediaBrowser(site.worker.fetch);
  await expect(client.authenticateWithPlex('unknown-token')).rejects.toThrow('Authentication failed');
  expect([storage.size, errors]).toEqual([
    0,
    [['Authentication error:', new Error('Authentication failed')]],
  ]);
  const user = await client.authenticateWithPlex('token-of-browser');
  const surfer = { username: 'surfer', email: 'surfer@example.com', plexId: '1010' };
  expect(user).toEqual(firstLoginBody(surfer).data.user);
  expect(Object.fromEntries(storage)).toEqual({ accessToken: aJwt, refreshToken: aJwt });
});
