/** The published media client, driven as its pages drive it. Signing in by Plex is in the Node tests. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { worker } from '../support/bindings.ts';
import { call, freshAddress } from '../support/client.ts';
import { DAY, START } from '../support/golden.ts';
import { mediaUser } from './media.ts';
import { openMediaBrowser } from './media-client.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page whose user has signed in before. */
async function returning() {
  const user = await mediaUser();
  const address = freshAddress();
  const paths: string[] = [];
  const page = openMediaBrowser((path, options) => {
    paths.push(path);
    const headers = new Headers(options.headers);
    headers.set('CF-Connecting-IP', address);
    return worker.fetch(new Request(`http://plugs.test${path}`, { ...options, headers }));
  });
  page.storage.set('accessToken', user.token);
  page.storage.set('refreshToken', user.refreshToken);
  return { user, paths, ...page };
}

const ALONE = { user: null, loading: false };

it('a page that opens shows who is signed in', async () => {
  const { client, component, user, errors, paths } = await returning();
  await client.checkAuthStatus();
  expect(component).toEqual({ user: user.me, loading: false });
  expect([errors, paths]).toEqual([[], ['/api/auth/me']]);
});

it('a page without tokens asks nothing and waits for a login', async () => {
  const { client, component, storage, paths, window } = await returning();
  storage.clear();
  await client.checkAuthStatus();
  expect(component).toEqual(ALONE);
  expect([paths, window.location.href]).toEqual([[], '/']);
});

it('after seven days the page renews its tokens and goes on', async () => {
  const { client, component, storage, user, paths } = await returning();
  vi.setSystemTime(START + 7 * DAY);
  await client.checkAuthStatus();
  expect(component).toEqual({ user: user.me, loading: false });
  expect(paths).toEqual(['/api/auth/me', '/api/auth/refresh', '/api/auth/me']);
  expect(storage.get('accessToken')).not.toBe(user.token);
  expect(storage.get('refreshToken')).not.toBe(user.refreshToken);
});

it('a page that is opened once a week stays signed in for a year', async () => {
  const { client, component, user, window } = await returning();
  for (let week = 1; week <= 52; week += 1) {
    vi.setSystemTime(START + week * 7 * DAY);
    component.user = null;
    await client.checkAuthStatus();
    expect(component).toEqual({ user: user.me, loading: false });
  }
  expect(window.location.href).toBe('/');
});

it('two tabs that renew at the same moment both stay signed in', async () => {
  const first = await returning();
  vi.setSystemTime(START + 7 * DAY);
  await Promise.all([first.client.checkAuthStatus(), first.client.checkAuthStatus()]);
  await first.client.refreshAccessToken();
  await first.client.checkAuthStatus();
  expect(first.component).toEqual({ user: first.user.me, loading: false });
});

it('after thirty days away the page is sent to its login, and keeps no tokens', async () => {
  const { client, component, storage, errors, window } = await returning();
  vi.setSystemTime(START + 30 * DAY);
  await client.checkAuthStatus();
  expect(component).toEqual(ALONE);
  expect([storage.size, errors, window.location.href]).toEqual([0, [], '/login']);
});

it('refreshing stores both tokens, and each works', async () => {
  const { client, storage, window } = await returning();
  await client.refreshAccessToken();
  expect((await call('//api/auth/me', { token: storage.get('accessToken') })).status).toBe(200);
  await client.refreshAccessToken();
  expect((await call('//api/auth/me', { token: storage.get('accessToken') })).status).toBe(200);
  expect(window.location.href).toBe('/');
});

it('refreshing without a token throws, as the document says', async () => {
  const { client, storage } = await returning();
  storage.clear();
  await expect(client.refreshAccessToken()).rejects.toThrow('No refresh token available');
});

it('a page that has lost its refresh token is sent to its login when the other has expired', async () => {
  const { client, component, storage, errors, window } = await returning();
  storage.delete('refreshToken');
  vi.setSystemTime(START + 7 * DAY);
  await client.checkAuthStatus();
  expect(component).toEqual(ALONE);
  expect([storage.size, window.location.href]).toEqual([0, '/login']);
  expect(errors).toEqual([['Auth check error:', new Error('No refresh token available')]]);
});

it('after logout no copy of the tokens works', async () => {
  const { client, component, storage, user, window } = await returning();
  const copy = new Map(storage);
  await client.logout();
  expect([storage.size, window.location.href]).toEqual([0, '/login']);
  for (const [name, token] of copy) storage.set(name, token);
  await client.checkAuthStatus();
  expect(component).toEqual(ALONE);
  expect(storage.size).toBe(0);
  expect((await call('//api/auth/me', { token: user.token })).status).toBe(401);
});

it('logging out of a page without tokens asks nothing', async () => {
  const { client, storage, paths, window } = await returning();
  storage.clear();
  await client.logout();
  expect([paths, window.location.href]).toEqual([[], '/login']);
});
