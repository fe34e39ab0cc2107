/**
 * The same operations have the same effect on the account in the contracts v1, media and auction, except for the
 * differences that the adapters state. In this file, "every contract" means these three contracts.
 */
import { describe, expect, it, vi } from 'vitest';
import { NEW_PASSWORD } from '../worker/sessions/device.ts';
import { idOf } from '../worker/support/accounts.ts';
import { call, freshEmail, PASSWORD, readUntil } from '../worker/support/client.ts';
import { useTestClock } from '../worker/support/clock.ts';
import { START } from '../worker/support/golden.ts';
import { ADAPTERS, type Adapter, PASSWORD_ADAPTERS, type Session } from './adapters.ts';

useTestClock();

interface Event {
  type: string;
  detail: string | null;
}

/** Signs in with the adapter. Fails the test if the sign-in is rejected. */
async function signIn(adapter: Adapter, email: string, password = PASSWORD): Promise<Session> {
  const response = await adapter.signIn(email, password);
  expect(response.status).toBe(200);
  return adapter.sessionOf(response);
}

const sessionIdOf = ({ access }: Session): number => Number(JSON.parse(atob(access.split('.')[1] ?? '')).sid);

/** The ids of the active sessions of the account, in ascending order. */
async function readActiveSessionIds({ access }: Session): Promise<number[]> {
  const { body } = await call('/auth/sessions/', { token: access });
  return body.map(({ id }: { id: number }) => id).sort((one: number, other: number) => one - other);
}

/** The reason why `session` ended. `reader` is an active session of the same account. */
async function readEndReason(reader: Session, session: Session): Promise<string | null> {
  const { body } = await call('/auth/sessions/?all=true', { token: reader.access });
  return body.find(({ id }: { id: number }) => id === sessionIdOf(session)).ended_reason;
}

/**
 * The security events of the account in alphabetical order, without the events of one-time codes. Events are written
 * after the response, so the function waits until at least `count` events are present.
 */
async function readLoggedEvents({ access }: Session, count: number): Promise<string[]> {
  const read = async (): Promise<Event[]> =>
    (await call('/auth/events?limit=200', { token: access })).body.items.filter(
      ({ type }: Event) => !type.startsWith('otp_'),
    );
  await readUntil(read, ({ length }) => length >= count);
  return (await read()).map(({ type, detail }) => (detail ? `${type}: ${detail}` : type)).sort();
}

async function expectAcceptedEverywhere(access: string, id: string): Promise<void> {
  for (const { getMe, accountIdOf } of ADAPTERS) {
    const response = await getMe(access);
    expect(response.status).toBe(200);
    expect(await accountIdOf(response)).toBe(id);
  }
}

async function expectEndedEverywhere({ access, refresh }: Session, reason: string): Promise<void> {
  for (const { getMe, endedError, refresh: rotate } of ADAPTERS) {
    const refused = await getMe(access);
    expect(refused.body).toEqual(endedError(reason));
    expect(refused.status).toBe(401);
    expect([400, 401]).toContain((await rotate(refresh)).status);
  }
}

describe.each(ADAPTERS)('through $name', (contract) => {
  it('a sign-up creates an account with one session, which every contract accepts', async () => {
    const email = freshEmail('parity');
    const session = await contract.signUp(email);
    await expectAcceptedEverywhere(session.access, await idOf({ email }));
    expect(await readActiveSessionIds(session)).toEqual([sessionIdOf(session)]);
    expect(await readLoggedEvents(session, 1)).toEqual(['registered']);
  });

  it.each(PASSWORD_ADAPTERS)('a registered account can sign in through $name', async (other) => {
    const email = freshEmail('parity');
    const first = await contract.signUp(email);
    const second = await signIn(other, email);
    await expectAcceptedEverywhere(second.access, await idOf({ email }));
    expect(await readActiveSessionIds(first)).toEqual([sessionIdOf(first), sessionIdOf(second)]);
    expect(await readLoggedEvents(second, 2)).toEqual(['login_succeeded', 'registered']);
  });

  it('a refresh issues a new access token of the same session, and every contract accepts this token', async () => {
    const email = freshEmail('parity');
    await contract.signUp(email);
    const session = await signIn(contract, email);
    vi.setSystemTime(START + 1000);
    const response = await contract.refresh(session.refresh);
    expect(response.status).toBe(200);
    const access = contract.accessOf(response);
    expect(access).not.toBe(session.access);
    expect(sessionIdOf({ ...session, access })).toBe(sessionIdOf(session));
    await expectAcceptedEverywhere(access, await idOf({ email }));
  });

  it('a password change ends the other sessions, a change by code also ends the current session, and every password login rejects the old password', async () => {
    const email = freshEmail('parity');
    const other = await contract.signUp(email);
    const session = await signIn(contract, email);
    await contract.changePassword(email, session);
    await expectEndedEverywhere(other, 'password_changed');
    const { eventDetail, keepsCurrentSession } = contract.passwordChange;
    if (keepsCurrentSession) await expectAcceptedEverywhere(session.access, await idOf({ email }));
    else await expectEndedEverywhere(session, 'password_changed');
    for (const adapter of PASSWORD_ADAPTERS) {
      const refused = await adapter.signIn(email, PASSWORD);
      expect(refused.body).toEqual(adapter.wrongPasswordError);
      expect(refused.status).toBe(401);
    }
    const after = await signIn(contract, email, NEW_PASSWORD);
    const expected = [
      'registered',
      'login_succeeded',
      `password_changed: ${eventDetail}`,
      'session_ended: password_changed',
      ...(keepsCurrentSession ? [] : ['session_ended: password_changed']),
      ...PASSWORD_ADAPTERS.map(() => 'login_failed: wrong_password'),
      'login_succeeded',
    ];
    expect(await readLoggedEvents(after, expected.length)).toEqual(expected.sort());
    const activeIds = [...(keepsCurrentSession ? [sessionIdOf(session)] : []), sessionIdOf(after)];
    expect(await readActiveSessionIds(after)).toEqual(activeIds);
  });

  it('a logout ends the session of the token in every contract, and no other session', async () => {
    const email = freshEmail('parity');
    const other = await contract.signUp(email);
    const session = await signIn(contract, email);
    expect((await contract.logOut(session)).status).toBe(200);
    await expectEndedEverywhere(session, 'logged_out');
    await expectAcceptedEverywhere(other.access, await idOf({ email }));
    expect(await readEndReason(other, session)).toBe('logged_out');
    expect(await readActiveSessionIds(other)).toEqual([sessionIdOf(other)]);
    const expected = ['login_succeeded', 'registered', 'session_ended: logged_out'];
    expect(await readLoggedEvents(other, 3)).toEqual(expected);
  });
});

describe.each(PASSWORD_ADAPTERS)('logins through $name', (contract) => {
  it('ten failed logins lock every password login, also for the correct password, and do not end the existing session', async () => {
    const email = freshEmail('parity');
    const session = await contract.signUp(email);
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const refused = await contract.signIn(email, 'Wr0ng!password');
      expect(refused.body).toEqual(contract.wrongPasswordError);
    }
    for (const adapter of PASSWORD_ADAPTERS) {
      const { status, body, headers } = await adapter.signIn(email, PASSWORD);
      expect(body.detail ?? body.message).toBe('Account temporarily locked. Try again in 3600 seconds.');
      expect(status).toBe(401);
      expect(headers.get('Retry-After')).toBe('3600');
    }
    await expectAcceptedEverywhere(session.access, await idOf({ email }));
    const expected = [
      'account_locked: too_many_failures',
      ...Array.from({ length: 10 }, () => 'login_failed: wrong_password'),
      ...PASSWORD_ADAPTERS.map(() => 'login_refused: locked'),
      'registered',
    ];
    expect(await readLoggedEvents(session, expected.length)).toEqual(expected);
  });
});
