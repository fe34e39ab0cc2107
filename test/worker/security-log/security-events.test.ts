/** Security events: the events that an action writes, and the data of the request that they contain. */
import { runDurableObjectAlarm } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import { emailTo, NEW_PASSWORD, newAdministrator, newDevice, replacePassword } from '../sessions/device.ts';
import { bindings } from '../support/bindings.ts';
import {
  type CallOptions,
  call,
  freshAddress,
  PASSWORD,
  readUntil,
  signUp,
  type TestAccount,
} from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { aUuid, MINUTE } from '../support/golden.ts';

useTestClock();

// biome-ignore lint/suspicious/noExplicitAny: the test asserts the shape of the JSON
type Event = any;

const USER_AGENT = 'Probe/1.0';
const address = '203.0.113.77';
/** The address and the user agent of the test client. */
const CLIENT: CallOptions = { address, headers: { 'User-Agent': USER_AGENT } };

/** The expected event of a request by the test client. */
const expectedEvent = (type: string, detail: string | null = null, session_id: number | null = null) => ({
  id: aUuid,
  type,
  session_id,
  ip_address: address,
  user_agent: USER_AGENT,
  country: null,
  detail,
  created_at: expect.any(String),
});

const readAllEvents = async (token: string): Promise<Event[]> =>
  (await call('/auth/events?limit=200', { token })).body.items;

/**
 * Performs an action and returns the events that have the time of the action. Reads until `count` events are stored, and
 * then once more, because the action could write too many events. `getToken` returns an access token that is valid
 * after the action.
 */
async function captureEvents(count: number, action: () => Promise<unknown>, getToken: () => Promise<string>) {
  const atMs = Date.now() + MINUTE;
  vi.setSystemTime(atMs);
  await action();
  vi.setSystemTime(atMs + 1);
  const token = await getToken();
  const readWritten = async () =>
    (await readAllEvents(token)).filter(({ created_at }) => created_at === new Date(atMs).toISOString());
  await readUntil(readWritten, ({ length }) => length >= count);
  return readWritten();
}

const tokenOf = (account: TestAccount) => async () => account.token;
const signInAgain = (account: TestAccount) => async () => (await newDevice(account)).access;
const logIn = (email: string, password: string, options = CLIENT) =>
  call('/auth/token/', { ...options, body: { username: email, password } });

async function failLogins(times: number, email: string): Promise<void> {
  for (let time = 0; time < times; time += 1) await logIn(email, 'wrong', { address: freshAddress() });
}

describe('the events of an action', () => {
  it('a registration writes one event', async () => {
    const body = { email: 'registered@example.com', password: PASSWORD };
    let response: Event;
    const action = async () => {
      response = (await call('/auth/register', { ...CLIENT, body })).body;
    };
    const events = await captureEvents(1, action, async () => response.tokens.access);
    expect(events).toEqual([expectedEvent('registered', null, response.session_id)]);
  });

  it('a login and a failed login write one event each', async () => {
    const account = await signUp();
    let sessionId = 0;
    const logInCorrectly = async () => {
      sessionId = (await logIn(account.email, PASSWORD)).body.session_id;
    };
    const logInWrongly = () => logIn(account.email, 'wrong');
    const succeeded = await captureEvents(1, logInCorrectly, tokenOf(account));
    expect(succeeded).toEqual([expectedEvent('login_succeeded', null, sessionId)]);
    const failed = await captureEvents(1, logInWrongly, tokenOf(account));
    expect(failed).toEqual([expectedEvent('login_failed', 'wrong_password')]);
  });

  it('the failure that locks an account writes two events, and an attempt during the lock writes one event', async () => {
    const account = await signUp();
    await failLogins(9, account.email);
    const last = await captureEvents(2, () => logIn(account.email, 'wrong'), tokenOf(account));
    expect(last).toHaveLength(2);
    expect(last).toContainEqual(expectedEvent('login_failed', 'wrong_password'));
    expect(last).toContainEqual(expectedEvent('account_locked', 'too_many_failures'));
    const rejected = await captureEvents(1, () => logIn(account.email, PASSWORD), tokenOf(account));
    expect(rejected).toEqual([expectedEvent('login_refused', 'locked')]);
  });

  it('a login to a deactivated or expired account writes one event', async () => {
    const account = await signUp();
    const admin = await newAdministrator();
    const activateAndSignIn = async (changes: object) => {
      await admin.change(account, changes);
      return (await newDevice(account)).access;
    };
    await admin.change(account, { is_active: false });
    const attempt = () => logIn(account.email, PASSWORD);
    const deactivated = await captureEvents(1, attempt, () => activateAndSignIn({ is_active: true }));
    expect(deactivated).toEqual([expectedEvent('login_refused', 'deactivated')]);
    await admin.change(account, { expiry_date: '2020-01-01T00:00:00Z' });
    const expired = await captureEvents(1, attempt, () => activateAndSignIn({ expiry_date: null }));
    expect(expired).toEqual([expectedEvent('login_refused', 'expired')]);
  });

  it('the end of each session by the owner writes one event, and a repeated logout writes none', async () => {
    const account = await signUp();
    const [first, second, third] = [
      await newDevice(account),
      await newDevice(account),
      await newDevice(account),
    ];
    const logOutFirst = () => call('/auth/logout/', { ...CLIENT, body: { refresh: first.refresh } });
    expect(await captureEvents(1, logOutFirst, tokenOf(account))).toEqual([
      expectedEvent('session_ended', 'logged_out', first.sessionId),
    ]);
    expect(await captureEvents(0, logOutFirst, tokenOf(account))).toEqual([]);
    const path = `/auth/sessions/${second.sessionId}/revoke/`;
    const revoke = () => call(path, { ...CLIENT, method: 'POST', token: account.token });
    expect(await captureEvents(1, revoke, tokenOf(account))).toEqual([
      expectedEvent('session_ended', 'revoked', second.sessionId),
    ]);
    const logOutEverywhere = () =>
      call('/auth/logout/all/', { ...CLIENT, method: 'POST', token: account.token });
    const both = await captureEvents(2, logOutEverywhere, signInAgain(account));
    expect(both).toHaveLength(2);
    for (const id of [account.sessionId, third.sessionId]) {
      expect(both).toContainEqual(expectedEvent('session_ended', 'logged_out', id));
    }
  });

  it('a refresh with a token whose successor was presented writes one event', async () => {
    const { account, refresh, sessionId } = await newDevice();
    const rotate = (token: string) => call('/auth/token/refresh/', { ...CLIENT, body: { refresh: token } });
    const { body } = await rotate(refresh);
    expect(await captureEvents(0, () => rotate(body.refresh), tokenOf(account))).toEqual([]);
    const reuse = await captureEvents(1, () => rotate(refresh), tokenOf(account));
    expect(reuse).toEqual([expectedEvent('refresh_reuse', 'reuse_detected', sessionId)]);
  });

  it('the first repeated refresh with a new address and a new user agent writes refresh_replayed, and the second one writes refresh_reuse', async () => {
    const account = await signUp();
    const body = { refresh_token: account.refreshToken };
    // The alarm of the account's object writes `refresh_replayed` to D1.
    const rotate = (options: CallOptions) => async () => {
      await call('/auth/refresh', { ...options, body });
      await runDurableObjectAlarm(bindings.ACCOUNTS.getByName(account.id));
    };
    expect(await captureEvents(0, rotate({}), tokenOf(account))).toEqual([]);
    const changed = await captureEvents(1, rotate(CLIENT), tokenOf(account));
    expect(changed).toEqual([expectedEvent('refresh_replayed', 'client_changed', account.sessionId)]);
    expect(await captureEvents(0, rotate(CLIENT), tokenOf(account))).toEqual([]);
    const otherAddress = { ...CLIENT, address: freshAddress() };
    expect(await captureEvents(0, rotate(otherAddress), tokenOf(account))).toEqual([]);
    const [ended] = await captureEvents(1, rotate({}), signInAgain(account));
    expect([ended.type, ended.detail]).toEqual(['refresh_reuse', 'reuse_detected']);
  });

  it('a repeated refresh with a token whose successor was never presented writes one event', async () => {
    const { account, refresh, sessionId } = await newDevice();
    const rotate = () => call('/auth/token/refresh/', { ...CLIENT, body: { refresh } });
    expect(await captureEvents(0, rotate, tokenOf(account))).toEqual([]);
    const reuse = await captureEvents(1, rotate, tokenOf(account));
    expect(reuse).toEqual([expectedEvent('refresh_reuse', 'successor_never_presented', sessionId)]);
    expect(await captureEvents(0, rotate, tokenOf(account))).toEqual([]);
  });

  it('every step of a password reset and the end of the session by the reset write one event each', async () => {
    const account = await signUp();
    const { email } = account;
    const post = (path: string, body: object) =>
      call(`/auth/${path}`, { ...CLIENT, body: { email, ...body } });
    const requested = await captureEvents(1, () => post('send-otp', {}), tokenOf(account));
    expect(requested).toEqual([expectedEvent('otp_requested', 'password_reset')]);
    const codeEmail = await emailTo(email, 'Your code to reset your Plugs password');
    const otp_code = /^\d{6}$/m.exec(codeEmail?.text ?? '')?.[0] ?? '';
    const wrong = otp_code === '000000' ? '000001' : '000000';
    const failed = await captureEvents(1, () => post('verify-otp', { otp_code: wrong }), tokenOf(account));
    expect(failed).toEqual([expectedEvent('otp_failed', 'password_reset')]);
    let token = '';
    const verify = async () => {
      token = (await post('verify-otp', { otp_code })).body.token;
    };
    expect(await captureEvents(1, verify, tokenOf(account))).toEqual([
      expectedEvent('otp_verified', 'password_reset'),
    ]);
    const change = () => post('change-password', { token, new_password: NEW_PASSWORD });
    const changed = await captureEvents(2, change, signInAgain({ ...account, password: NEW_PASSWORD }));
    expect(changed).toHaveLength(2);
    expect(changed).toContainEqual(expectedEvent('password_changed', 'reset'));
    expect(changed).toContainEqual(expectedEvent('session_ended', 'password_changed', account.sessionId));
  });

  it('a password reset that ends a lock writes an event about the end of the lock', async () => {
    const account = await signUp();
    await failLogins(10, account.email);
    const getToken = signInAgain({ ...account, password: NEW_PASSWORD });
    const events = await captureEvents(6, () => replacePassword(account.email), getToken);
    expect(events.map(({ type }) => type)).toContain('account_unlocked');
  });

  it('a change of the time zone writes one event', async () => {
    const account = await signUp();
    const body = { timezone: 'Europe/Rome' };
    const action = () => call('/auth/timezone', { ...CLIENT, method: 'PUT', token: account.token, body });
    const events = await captureEvents(1, action, tokenOf(account));
    expect(events).toEqual([expectedEvent('time_zone_changed', 'Europe/Rome', account.sessionId)]);
  });

  it('a change by an administrator and the end of the session by the change write one event each, and a rejected change writes none', async () => {
    const account = await signUp();
    const admin = await newAdministrator();
    const { body: user } = await call('/auth/users/me/', { token: account.token });
    const change = (body: object) =>
      call(`/auth/users/${user.id}/`, { ...CLIENT, method: 'PATCH', token: admin.token, body });
    const given = await captureEvents(1, () => change({ is_premium: true }), tokenOf(account));
    const eventByAdministrator = (type: string, detail: string, session_id: number | null = null) => ({
      ...expectedEvent(type, detail, session_id),
      ...{ ip_address: null, user_agent: null, country: null },
    });
    const premium = eventByAdministrator('account_changed', '{"isPremium":true,"by":"administrator"}');
    expect(given).toEqual([premium]);
    const getToken = async () => {
      await admin.change(account, { is_active: true });
      return (await newDevice(account)).access;
    };
    const closed = await captureEvents(2, () => change({ is_active: false }), getToken);
    expect(closed).toHaveLength(2);
    const inactive = eventByAdministrator('account_changed', '{"isActive":false,"by":"administrator"}');
    expect(closed).toContainEqual(inactive);
    expect(closed).toContainEqual(eventByAdministrator('session_ended', 'deactivated', account.sessionId));
    expect(await captureEvents(0, () => change({ is_premium: 'yes' }), getToken)).toEqual([]);
  });
});
