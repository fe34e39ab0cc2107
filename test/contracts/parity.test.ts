/** The same sequence of requests has the same effect on the account in every contract. */
import { describe, expect, it, vi } from 'vitest';
import { NEW_PASSWORD } from '../worker/sessions/device.ts';
import { idOf } from '../worker/support/accounts.ts';
import { call, freshEmail, PASSWORD, readUntil } from '../worker/support/client.ts';
import { useTestClock } from '../worker/support/clock.ts';
import { START } from '../worker/support/golden.ts';
import { ADAPTERS, type Adapter, PASSWORD_CONTRACTS, type Session } from './adapters.ts';

useTestClock();

interface Event {
  type: string;
  detail: string | null;
}

async function signIn(adapter: Adapter, email: string, password = PASSWORD): Promise<Session> {
  const response = await adapter.signIn(email, password);
  expect(response.status).toBe(200);
  return adapter.sessionOf(response);
}

const sessionIdOf = ({ access }: Session): number => Number(JSON.parse(atob(access.split('.')[1] ?? '')).sid);

/** The ids of the active sessions of the account. */
async function liveSessions({ access }: Session): Promise<number[]> {
  const { body } = await call('/auth/sessions/', { token: access });
  return body.map(({ id }: { id: number }) => id).sort((one: number, other: number) => one - other);
}

async function endReason(reader: Session, session: Session): Promise<string | null> {
  const { body } = await call('/auth/sessions/?all=true', { token: reader.access });
  return body.find(({ id }: { id: number }) => id === sessionIdOf(session)).ended_reason;
}

/** The security log of the account. Events are written after the response, so this reads until all are present. */
async function events({ access }: Session, count: number): Promise<string[]> {
  const read = async (): Promise<Event[]> =>
    (await call('/auth/events?limit=200', { token: access })).body.items.filter(
      ({ type }: Event) => !type.startsWith('otp_'),
    );
  await readUntil(read, ({ length }) => length >= count);
  return (await read()).map(({ type, detail }) => (detail ? `${type}: ${detail}` : type)).sort();
}

async function expectAcceptedEverywhere(access: string, id: string): Promise<void> {
  for (const { me, idOf } of ADAPTERS) {
    const response = await me(access);
    expect(response.status).toBe(200);
    expect(await idOf(response)).toBe(id);
  }
}

async function expectEndedEverywhere({ access, refresh }: Session, reason: string): Promise<void> {
  for (const { me, ended, refresh: rotate } of ADAPTERS) {
    const refused = await me(access);
    expect(refused.body).toEqual(ended(reason));
    expect(refused.status).toBe(401);
    expect([400, 401]).toContain((await rotate(refresh)).status);
  }
}

describe.each(ADAPTERS)('through $name', (contract) => {
  it('a sign-up creates one account and one session, which every contract accepts', async () => {
    const email = freshEmail('parity');
    const session = await contract.signUp(email);
    await expectAcceptedEverywhere(session.access, await idOf({ email }));
    expect(await liveSessions(session)).toEqual([sessionIdOf(session)]);
    expect(await events(session, 1)).toEqual(['registered']);
  });

  it.each(PASSWORD_CONTRACTS)('a registered account can sign in through $name', async (other) => {
    const email = freshEmail('parity');
    const first = await contract.signUp(email);
    const second = await signIn(other, email);
    await expectAcceptedEverywhere(second.access, await idOf({ email }));
    expect(await liveSessions(first)).toEqual([sessionIdOf(first), sessionIdOf(second)]);
    expect(await events(second, 2)).toEqual(['login_succeeded', 'registered']);
  });

  it('a refresh issues a new access token of the same session, which every contract accepts', async () => {
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

  it('a password change ends the other sessions, and every contract rejects the old password', async () => {
    const email = freshEmail('parity');
    const other = await contract.signUp(email);
    const session = await signIn(contract, email);
    await contract.changePassword(email, session);
    await expectEndedEverywhere(other, 'password_changed');
    const { detail, keepsCurrent } = contract.changed;
    if (keepsCurrent) await expectAcceptedEverywhere(session.access, await idOf({ email }));
    else await expectEndedEverywhere(session, 'password_changed');
    for (const adapter of PASSWORD_CONTRACTS) {
      const refused = await adapter.signIn(email, PASSWORD);
      expect(refused.body).toEqual(adapter.wrongPassword);
      expect(refused.status).toBe(401);
    }
    const after = await signIn(contract, email, NEW_PASSWORD);
    const expected = [
      'registered',
      'login_succeeded',
      `password_changed: ${detail}`,
      'session_ended: password_changed',
      ...(keepsCurrent ? [] : ['session_ended: password_changed']),
      ...PASSWORD_CONTRACTS.map(() => 'login_failed: wrong_password'),
      'login_succeeded',
    ];
    expect(await events(after, expected.length)).toEqual(expected.sort());
    const live = [...(keepsCurrent ? [sessionIdOf(session)] : []), sessionIdOf(after)];
    expect(await liveSessions(after)).toEqual(live);
  });

  it('a logout ends its own session in every contract, and no other session', async () => {
    const email = freshEmail('parity');
    const other = await contract.signUp(email);
    const session = await signIn(contract, email);
    expect((await contract.logOut(session)).status).toBe(200);
    await expectEndedEverywhere(session, 'logged_out');
    await expectAcceptedEverywhere(other.access, await idOf({ email }));
    expect(await endReason(other, session)).toBe('logged_out');
    expect(await liveSessions(other)).toEqual([sessionIdOf(other)]);
    const expected = ['login_succeeded', 'registered', 'session_ended: logged_out'];
    expect(await events(other, 3)).toEqual(expected);
  });
});

describe.each(PASSWORD_CONTRACTS)('logins through $name', (contract) => {
  it('ten failed logins lock the password login of every contract, also for the correct password, and end no session', async () => {
    const email = freshEmail('parity');
    const session = await contract.signUp(email);
    for (let time = 0; time < 10; time += 1) {
      const refused = await contract.signIn(email, 'Wr0ng!password');
      expect(refused.body).toEqual(contract.wrongPassword);
    }
    for (const adapter of PASSWORD_CONTRACTS) {
      const { status, body, headers } = await adapter.signIn(email, PASSWORD);
      expect(body.detail ?? body.message).toBe('Account temporarily locked. Try again in 3600 seconds.');
      expect(status).toBe(401);
      expect(headers.get('Retry-After')).toBe('3600');
    }
    await expectAcceptedEverywhere(session.access, await idOf({ email }));
    const expected = [
      'account_locked: too_many_failures',
      ...Array.from({ length: 10 }, () => 'login_failed: wrong_password'),
      ...PASSWORD_CONTRACTS.map(() => 'login_refused: locked'),
      'registered',
    ];
    expect(await events(session, expected.length)).toEqual(expected);
  });
});
