/**
 * The client code of the published document (media.md), called in the same way as by a page of the media site. The Node
 * tests cover the function that logs in with Plex.
 */
import { expect, it, vi } from 'vitest';
import { worker } from '../support/bindings.ts';
import { call, freshAddress } from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { DAY, START } from '../support/golden.ts';
import { createMediaUser } from './media.ts';
import { openMediaBrowser } from './media-client.ts';

useTestClock();

/** Opens a page in a browser that has stored the tokens of a new user. */
async function openPageWithTokens() {
  const user = await createMediaUser();
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

const SIGNED_OUT = { user: null, loading: false };

it('a page shows the signed-in user when it opens', async () => {
  const { client, component, user, errors, paths } = await openPageWithTokens();
  await client.checkAuthStatus();
  expect(component).toEqual({ user: user.me, loading: false });
  expect([errors, paths]).toEqual([[], ['/api/auth/me']]);
});

it('a page without tokens sends no request and stays signed out', async () => {
  const { client, component, storage, paths, window } = await openPageWithTokens();
  storage.clear();
  await client.checkAuthStatus();
  expect(component).toEqual(SIGNED_OUT);
  expect([paths, window.location.href]).toEqual([[], '/']);
});

it('a page refreshes its tokens after seven days and stays signed in', async () => {
  const { client, component, storage, user, paths } = await openPageWithTokens();
  vi.setSystemTime(START + 7 * DAY);
  await client.checkAuthStatus();
  expect(component).toEqual({ user: user.me, loading: false });
  expect(paths).toEqual(['/api/auth/me', '/api/auth/refresh', '/api/auth/me']);
  expect(storage.get('accessToken')).not.toBe(user.token);
  expect(storage.get('refreshToken')).not.toBe(user.refreshToken);
});

it('a page that is opened once a week stays signed in until its session is 90 days old', async () => {
  const { client, component, user, window } = await openPageWithTokens();
  for (let week = 1; week <= 12; week += 1) {
    vi.setSystemTime(START + week * 7 * DAY);
    component.user = null;
    await client.checkAuthStatus();
    expect(component).toEqual({ user: user.me, loading: false });
  }
  expect(window.location.href).toBe('/');
  vi.setSystemTime(START + 90 * DAY);
  await client.checkAuthStatus();
  expect(window.location.href).toBe('/login');
});

it('a page that refreshes its tokens twice concurrently, like two tabs with one storage, stays signed in', async () => {
  const page = await openPageWithTokens();
  vi.setSystemTime(START + 7 * DAY);
  await Promise.all([page.client.checkAuthStatus(), page.client.checkAuthStatus()]);
  await page.client.refreshAccessToken();
  await page.client.checkAuthStatus();
  expect(page.component).toEqual({ user: page.user.me, loading: false });
});

it('a page without a request for thirty days deletes its tokens and goes to the login', async () => {
  const { client, component, storage, errors, window } = await openPageWithTokens();
  vi.setSystemTime(START + 30 * DAY);
  await client.checkAuthStatus();
  expect(component).toEqual(SIGNED_OUT);
  expect([storage.size, errors, window.location.href]).toEqual([0, [], '/login']);
});

it('two refreshes in a row succeed, and the worker accepts the stored access token after each refresh', async () => {
  const { client, storage, window } = await openPageWithTokens();
  await client.refreshAccessToken();
  expect((await call('//api/auth/me', { token: storage.get('accessToken') })).status).toBe(200);
  await client.refreshAccessToken();
  expect((await call('//api/auth/me', { token: storage.get('accessToken') })).status).toBe(200);
  expect(window.location.href).toBe('/');
});

it('a refresh without a token throws the error of the published client', async () => {
  const { client, storage } = await openPageWithTokens();
  storage.clear();
  await expect(client.refreshAccessToken()).rejects.toThrow('No refresh token available');
});

it('a page without a refresh token goes to the login when its access token has expired', async () => {
  const { client, component, storage, errors, window } = await openPageWithTokens();
  storage.delete('refreshToken');
  vi.setSystemTime(START + 7 * DAY);
  await client.checkAuthStatus();
  expect(component).toEqual(SIGNED_OUT);
  expect([storage.size, window.location.href]).toEqual([0, '/login']);
  expect(errors).toEqual([['Auth check error:', new Error('No refresh token available')]]);
});

it('the worker rejects copies of the tokens after a logout', async () => {
  const { client, component, storage, user, window } = await openPageWithTokens();
  const copiedTokens = new Map(storage);
  await client.logout();
  expect([storage.size, window.location.href]).toEqual([0, '/login']);
  for (const [name, token] of copiedTokens) storage.set(name, token);
  await client.checkAuthStatus();
  expect(component).toEqual(SIGNED_OUT);
  expect(storage.size).toBe(0);
  expect((await call('//api/auth/me', { token: user.token })).status).toBe(401);
});

it('a logout without tokens sends no request', async () => {
  const { client, storage, paths, window } = await openPageWithTokens();
  storage.clear();
  await client.logout();
  expect([paths, window.location.href]).toEqual([[], '/login']);
});
