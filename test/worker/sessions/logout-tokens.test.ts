/**
 * The logout of the media contract and of the auction site with expired tokens, refresh tokens and cookies. A refresh
 * that returns only an access token does not invalidate the refresh token.
 */
import { afterEach, expect, it, vi } from 'vitest';
import { login, PASSWORD, signUpBidder } from '../auction/auction.ts';
import { callMedia, createMediaUser } from '../media/media.ts';
import { call, signUp } from '../support/client.ts';
import { DAY, START } from '../support/golden.ts';
import { forged, newDevice } from './device.ts';

afterEach(() => {
  vi.useRealTimers();
});

const SAME_ORIGIN = { Origin: 'http://plugs.test' };
const REMOVED_COOKIE = 'plugs_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax';

/** Sends a refresh with this token and returns whether the refresh succeeds. */
const isLive = async (refreshToken: string) =>
  (await call('/auth/refresh', { body: { refresh_token: refreshToken } })).status === 200;

it('a logout with an expired access token ends the session on the media contract and the auction site', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  const [viewer, buyer] = [await createMediaUser(), await signUpBidder()];
  vi.setSystemTime(START + 8 * DAY);
  const mediaLogout = await callMedia('/auth/logout', { method: 'POST', token: viewer.token });
  expect([mediaLogout.status, await isLive(viewer.refreshToken)]).toEqual([200, false]);
  const auctionLogout = await call('//auth/logout', { method: 'POST', token: buyer.token });
  expect([auctionLogout.status, await isLive(buyer.refreshToken)]).toEqual([200, false]);
});

it('a logout with a refresh token in the body ends the session on the media contract and the auction site', async () => {
  const [viewer, buyer] = [await createMediaUser(), await signUpBidder()];
  const mediaLogout = await callMedia('/auth/logout', { body: { refreshToken: viewer.refreshToken } });
  expect([mediaLogout.status, await isLive(viewer.refreshToken)]).toEqual([200, false]);
  const auctionLogout = await call('//auth/logout', { body: { refresh_token: buyer.refreshToken } });
  expect([auctionLogout.status, await isLive(buyer.refreshToken)]).toEqual([200, false]);
});

it('a logout with an expired token in the cookie ends the session and removes the cookie', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  const buyer = await signUpBidder();
  vi.setSystemTime(START + 8 * DAY);
  const headers = { ...SAME_ORIGIN, Cookie: `plugs_session=${buyer.token}` };
  const response = await call('//auth/logout', { method: 'POST', headers });
  expect([response.status, response.headers.getSetCookie()]).toEqual([200, [REMOVED_COOKIE]]);
  expect(await isLive(buyer.refreshToken)).toBe(false);
});

it('a logout with an invalid token in the cookie removes the cookie and ends no session', async () => {
  const buyer = await signUpBidder();
  const headers = { ...SAME_ORIGIN, Cookie: `plugs_session=${forged(buyer.token)}` };
  const response = await call('//auth/logout', { method: 'POST', headers });
  expect([response.status, response.headers.getSetCookie()]).toEqual([401, [REMOVED_COOKIE]]);
  expect(await isLive(buyer.refreshToken)).toBe(true);
});

it('a logout ends the session of the token in the header and the session of the token in the cookie', async () => {
  const buyer = await signUpBidder();
  const other = (await login(buyer.email, PASSWORD)).body.auth_token;
  const headers = { ...SAME_ORIGIN, Cookie: `plugs_session=${other.access_token}` };
  await call('//auth/logout', { method: 'POST', token: buyer.token, headers });
  expect(await isLive(buyer.refreshToken)).toBe(false);
  expect(await isLive(other.refresh_token)).toBe(false);
});

it.each(['tolerant', 'strict'])(
  'the refresh token of a %s session stays valid after a refresh that returns only an access token',
  async (policy) => {
    const refresh = policy === 'strict' ? (await newDevice()).refresh : (await signUp()).refreshToken;
    for (let time = 0; time < 3; time += 1) {
      const { status, body } = await call('/auth/refresh', { body: { refresh } });
      expect([status, 'refresh' in body]).toEqual([200, false]);
    }
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
    const rotated = await call('/auth/token/refresh/', { body: { refresh } });
    expect([rotated.status, rotated.body.refresh === refresh]).toEqual([200, false]);
    vi.setSystemTime(Date.now() + 60_000);
    expect((await call('/auth/token/refresh/', { body: { refresh: rotated.body.refresh } })).status).toBe(
      200,
    );
  },
);
