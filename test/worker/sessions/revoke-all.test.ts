/** The end of all sessions or of all other sessions of an account, and the device names in the list of sessions. */
import { describe, expect, it } from 'vitest';
import { worker } from '../support/bindings.ts';
import { call, freshAddress, PASSWORD, signUp } from '../support/client.ts';
import { invalid } from '../support/golden.ts';
import { badToken, ended, expectRefused, me, newDevice, rotate } from './device.ts';

const revokeAll = (token: string, body?: unknown) =>
  call('/auth/sessions/revoke_all/', { method: 'POST', token, body });

describe('a request to the route revoke_all', () => {
  it.each([{ keep_current: false }, {}])('a request with %j also ends the current session', async (body) => {
    const { account, access, refresh } = await newDevice();
    const otherAccount = await signUp();
    const response = await revokeAll(access, body);
    expect(response.status).toBe(200);
    expect(response.body).toEqual({ message: 'Revoked 2 session(s)', revoked_sessions: 2 });
    for (const token of [access, account.token]) expectRefused(await me(token), ended('revoked'));
    for (const token of [refresh, account.refreshToken]) {
      expectRefused(await rotate(token), badToken('Token is blacklisted', 'revoked'));
    }
    expect((await me(otherAccount.token)).status).toBe(200);
  });

  it('a request with keep_current true ends all other sessions and returns the number of ended sessions', async () => {
    const { account, access, refresh } = await newDevice();
    const third = await newDevice(account);
    const { status, body } = await revokeAll(access, { keep_current: true });
    expect([status, body.revoked_sessions]).toEqual([200, 2]);
    for (const token of [account.token, third.access]) expectRefused(await me(token), ended('revoked'));
    expect((await me(access)).status).toBe(200);
    expect((await rotate(refresh)).status).toBe(200);
    expect((await revokeAll(access, { keep_current: true })).body.revoked_sessions).toBe(0);
  });

  it('a request without a body ends all sessions', async () => {
    const { token } = await signUp();
    const headers = { Authorization: `Bearer ${token}`, 'CF-Connecting-IP': freshAddress() };
    const url = 'http://plugs.test/api/v1/auth/sessions/revoke_all/';
    const response = await worker.fetch(new Request(url, { method: 'POST', headers }));
    expect(await response.json()).toEqual({ message: 'Revoked 1 session(s)', revoked_sessions: 1 });
  });

  it('a request without a body but with the Content-Type of JSON ends all sessions', async () => {
    const { token } = await signUp();
    expect((await revokeAll(token)).body).toEqual({ message: 'Revoked 1 session(s)', revoked_sessions: 1 });
  });

  it('keep_current null ends all sessions, like an absent keep_current', async () => {
    const { token } = await signUp();
    const response = await revokeAll(token, { keep_current: null });
    expect(response.body).toEqual({ message: 'Revoked 1 session(s)', revoked_sessions: 1 });
  });

  it.each(['true', 1])('keep_current %j is rejected and ends no session', async (keep_current) => {
    const { token } = await signUp();
    const response = await revokeAll(token, { keep_current });
    expect(response.status).toBe(400);
    const message = 'keep_current must be true or false';
    expect(response.body).toEqual(invalid({ field: 'keep_current', message }));
    expect((await me(token)).status).toBe(200);
  });
});

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
/** Device names, each with the User-Agent of a device that gets the name. */
const DEVICE_NAMES = [
  ['Safari on iPhone', `${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1`],
  ['Chrome on iPhone', `${IPHONE} CriOS/140.0.7339.101 Mobile/15E148 Safari/604.1`],
  ['Chrome on Windows', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36`],
  ['Chrome on Android', `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/140.0.0.0 Mobile Safari/537.36`],
  ['Firefox on Linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'],
  ['python-requests', 'python-requests/2.32.5'],
  ['Unknown device', ''],
] as const;

describe('the name of a device', () => {
  /** Signs in with a User-Agent and returns the device name in the list of sessions. */
  async function signInAndReadDeviceName(userAgent: string, fields: object = {}): Promise<string> {
    const { email: username } = await signUp();
    const headers = { 'User-Agent': userAgent };
    const body = { username, password: PASSWORD, ...fields };
    const { body: tokens } = await call('/auth/token/', { headers, body });
    const { body: sessions } = await call('/auth/sessions/', { token: tokens.access });
    return sessions[0].device_name;
  }

  it.each(DEVICE_NAMES)('the name of a device is %j for the User-Agent %j', async (deviceName, userAgent) => {
    expect(await signInAndReadDeviceName(userAgent)).toBe(deviceName);
  });

  it('the name of a device with a CFNetwork user agent begins with the name of the app', async () => {
    expect(await signInAndReadDeviceName('Reader/3 CFNetwork/1568.300.101 Darwin/24.2.0')).toMatch(
      /^Reader( on \w+)?$/,
    );
  });

  it('the name of a device is the name that its client sends, without the spaces around the name', async () => {
    expect(
      await signInAndReadDeviceName('python-requests/2.32.5', { device_name: ' Grandma’s tablet ' }),
    ).toBe('Grandma’s tablet');
  });

  it('the name of a device is taken from the User-Agent when the client sends a blank name', async () => {
    expect(await signInAndReadDeviceName('python-requests/2.32.5', { device_name: '  ' })).toBe(
      'python-requests',
    );
  });
});
