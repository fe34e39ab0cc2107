/** The list of the caller's sessions, and requests that end one session. */
import { runDurableObjectAlarm } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import { bindings } from '../support/bindings.ts';
import { call, PASSWORD, signUp, type TestAccount, type TestResponse } from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { DAY, HOUR, invalid, MINUTE, NOT_FOUND, START } from '../support/golden.ts';
import {
  badToken,
  ended,
  expectRefused,
  me,
  NEW_PASSWORD,
  newAdministrator,
  newDevice,
  replacePassword,
  rotate,
} from './device.ts';

useTestClock();

const isoTime = (atMs: number) => new Date(atMs).toISOString();
const list = (token: string, query = '') => call(`/auth/sessions/${query}`, { token });
const revoke = (token: string, id: number) => call(`/auth/sessions/${id}/revoke/`, { method: 'POST', token });
const idsOf = ({ body }: TestResponse): number[] => body.map(({ id }: { id: number }) => id);

/** Expects that the access token and the refresh token of a session are rejected with the reason. */
async function expectEnded(access: string, refresh: string, reason: string): Promise<void> {
  expectRefused(await me(access), ended(reason));
  expectRefused(await rotate(refresh), badToken('Token is blacklisted', reason));
}

describe('the list of sessions', () => {
  it('the list contains the live sessions, newest first, and marks the current session', async () => {
    const account = await signUp();
    vi.setSystemTime(START + HOUR);
    const address = '2001:db8::7';
    const deviceFields = { client_type: 'telegram_bot', telegram_user_id: 7, telegram_username: '@seven' };
    const credentials = { username: account.email, password: PASSWORD };
    const { body: bot } = await call('/auth/token/', {
      address,
      headers: { 'User-Agent': 'python-requests/2.32.5' },
      body: { ...credentials, ...deviceFields },
    });
    const response = await list(bot.access);
    expect(response.status).toBe(200);
    expect(response.body).toEqual([
      {
        id: bot.session_id,
        client_type: 'telegram_bot',
        device_name: 'python-requests',
        telegram_user_id: 7,
        telegram_username: '@seven',
        created_at: isoTime(START + HOUR),
        last_activity: isoTime(START + HOUR),
        expires_at: isoTime(START + HOUR + 7 * DAY),
        ip_address: address,
        user_agent: 'python-requests/2.32.5',
        is_active: true,
        is_current: true,
      },
      {
        id: account.sessionId,
        client_type: 'web',
        device_name: 'Chrome on Linux',
        telegram_user_id: null,
        telegram_username: null,
        created_at: isoTime(START),
        last_activity: isoTime(START),
        expires_at: isoTime(START + 7 * DAY),
        ip_address: expect.stringMatching(/^198\.18\./),
        user_agent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36',
        is_active: true,
        is_current: false,
      },
    ]);
    const { body: session } = await call(`/auth/sessions/${bot.session_id}/`, { token: bot.access });
    expect(session).toEqual(response.body[0]);
  });

  it('a refreshed session has the time of the refresh as its last activity, and a new expiry', async () => {
    const { account, access, refresh, sessionId } = await newDevice();
    vi.setSystemTime(START + 30 * MINUTE);
    await rotate(refresh);
    await runDurableObjectAlarm(bindings.ACCOUNTS.getByName(account.id));
    const { body } = await call(`/auth/sessions/${sessionId}`, { token: access });
    expect(body.last_activity).toBe(isoTime(START + 30 * MINUTE));
    expect(body.expires_at).toBe(isoTime(START + 30 * MINUTE + 7 * DAY));
    expect(body.created_at).toBe(isoTime(START));
  });

  it('the list does not contain expired or ended sessions', async () => {
    const { account, sessionId: expired } = await newDevice();
    vi.setSystemTime(START + 7 * DAY);
    const { access, sessionId } = await newDevice(account);
    const { sessionId: revoked } = await newDevice(account);
    await revoke(access, revoked);
    expect(idsOf(await list(access))).toEqual([sessionId]);
    for (const id of [expired, revoked]) {
      const { status, body } = await call(`/auth/sessions/${id}/`, { token: access });
      expect([status, body.is_active, body.is_current]).toEqual([200, false, false]);
    }
  });

  it('the list with all=true contains ended sessions, with their reasons, for thirty days after their end', async () => {
    const { reasonOfSession, account } = await newAccountWithEndedSessions();
    const current = await newDevice({ ...account, password: NEW_PASSWORD });
    const { body } = await list(current.access, '?all=true');
    const reasons = body.map((session: Record<string, unknown>) => [session.id, session.ended_reason]);
    expect(new Map(reasons)).toEqual(new Map([...reasonOfSession, [current.sessionId, null]]));
    for (const session of body) expect(session.is_active).toBe(session.id === current.sessionId);
    vi.setSystemTime(START + 44 * DAY);
    const later = await newDevice({ ...account, password: NEW_PASSWORD });
    expect(idsOf(await list(later.access, '?all=true'))).toEqual([later.sessionId, current.sessionId]);
  });

  it('the parameter all must be true or false', async () => {
    const { token, sessionId } = await signUp();
    expect(idsOf(await list(token, '?all=false'))).toEqual([sessionId]);
    const response = await list(token, '?all=perhaps');
    expect(response.status).toBe(400);
    expect(response.body).toEqual(invalid({ field: 'all', message: 'all must be true or false' }));
  });
});

/**
 * Creates an account with one ended session for each of the six reasons, and returns the reason of each session id. Sets
 * the clock to eight days after `START`.
 */
async function newAccountWithEndedSessions() {
  const account = await signUp();
  const reasonOfSession = new Map<number, string>([[account.sessionId, 'expired']]);
  vi.setSystemTime(START + 5 * DAY);
  const beginSession = async (reason: string, owner: TestAccount = account) => {
    const begun = await newDevice(owner);
    reasonOfSession.set(begun.sessionId, reason);
    return begun;
  };
  const loggedOut = await beginSession('logged_out');
  await call('/auth/logout/', { body: { refresh: loggedOut.refresh } });
  const revoked = await beginSession('revoked');
  await revoke(revoked.access, revoked.sessionId);
  const reused = await beginSession('reuse_detected');
  await rotate(reused.refresh);
  vi.setSystemTime(START + 5 * DAY + MINUTE);
  await rotate(reused.refresh);
  vi.setSystemTime(START + 8 * DAY);
  await beginSession('password_changed');
  await replacePassword(account.email);
  await beginSession('deactivated', { ...account, password: NEW_PASSWORD });
  const admin = await newAdministrator();
  await admin.change(account, { is_active: false });
  await admin.change(account, { is_active: true });
  return { account, reasonOfSession };
}

describe('the end of one session', () => {
  it('a request that ends a session takes effect immediately and ends no other session', async () => {
    const { account, access, refresh, sessionId } = await newDevice();
    const response = await revoke(account.token, sessionId);
    expect([response.status, response.body]).toEqual([
      200,
      { message: 'Session revoked', revoked_sessions: 1 },
    ]);
    await expectEnded(access, refresh, 'revoked');
    expect((await me(account.token)).status).toBe(200);
    expect((await revoke(account.token, sessionId)).status).toBe(200);
  });

  it('a request for a session of another owner or for an unknown session returns 404', async () => {
    const { token } = await signUp();
    const other = await newDevice();
    for (const id of [other.sessionId, 1, 'x', '99999999999999999999', '-1']) {
      const path = `/auth/sessions/${id}`;
      for (const response of [
        await call(`${path}/`, { token }),
        await call(`${path}/revoke/`, { method: 'POST', token }),
      ]) {
        expect([response.status, response.body]).toEqual([404, NOT_FOUND]);
      }
    }
    expect((await me(other.access)).status).toBe(200);
  });
});
