/**
 * If D1 rejects a change that an account's object writes, the request that requires the change gets 503. The object
 * later retries to store the end of a session and a new password, but not a new session.
 */
import { runDurableObjectAlarm } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { accountRow, securityEventRows } from '../support/accounts.ts';
import { bindings } from '../support/bindings.ts';
import { call, mailedCode, PASSWORD, signUp, type TestAccount } from '../support/client.ts';
import { MINUTE, START } from '../support/golden.ts';
import { NEW_PASSWORD } from './device.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
});
afterEach(async () => {
  vi.useRealTimers();
  await allowWrites();
});

/**
 * Makes D1 reject one kind of write. A full database or a missing migration has the same effect.
 * @param write the event of an SQL trigger, such as `INSERT ON sessions`
 */
async function rejectWrites(write: string): Promise<void> {
  const body = "BEGIN SELECT RAISE(ABORT, 'refused by the test'); END";
  await bindings.DB.prepare(`CREATE TRIGGER refusal BEFORE ${write} ${body}`).run();
}

/** Makes D1 accept all writes again. */
async function allowWrites(): Promise<void> {
  await bindings.DB.prepare('DROP TRIGGER IF EXISTS refusal').run();
}

const runAlarm = (account: TestAccount) => runDurableObjectAlarm(bindings.ACCOUNTS.getByName(account.id));
const logIn = (account: TestAccount, password = PASSWORD) =>
  call('/auth/login', { body: { email: account.email, password } });
const logOut = (account: TestAccount) =>
  call('/auth/logout/', { body: { refresh_token: account.refreshToken } });
const me = (token: string) => call('/auth/me', { token });

describe('a rejected end of a session', () => {
  it('a logout responds with 503 while D1 rejects the end of the session, and the alarm then ends the session in D1', async () => {
    const account = await signUp();
    await rejectWrites('UPDATE OF ended_at ON sessions');
    expect((await logOut(account)).status).toBe(503);
    expect((await logOut(account)).status).toBe(503);
    await allowWrites();
    vi.setSystemTime(START + MINUTE);
    await runAlarm(account);
    expect((await me(account.token)).body.error.reason).toBe('logged_out');
  });

  it('a repeated logout ends the session in D1, even if D1 still rejects an event of the first logout', async () => {
    const account = await signUp();
    await rejectWrites("INSERT ON security_events WHEN NEW.type = 'session_ended'");
    expect((await logOut(account)).status).toBe(503);
    expect((await me(account.token)).status).toBe(200);
    expect((await logOut(account)).status).toBe(200);
    expect((await me(account.token)).status).toBe(401);
  });

  it('a repeated logout of all sessions responds with 503 until D1 has stored the end of the sessions', async () => {
    const account = await signUp();
    const endAll = () => call('/auth/logout/all/', { method: 'POST', token: account.token });
    await rejectWrites('UPDATE OF ended_at ON sessions');
    expect((await endAll()).status).toBe(503);
    expect((await endAll()).status).toBe(503);
    await allowWrites();
    expect((await endAll()).status).toBe(200);
    expect((await me(account.token)).status).toBe(401);
  });

  it('a login after a failed logout succeeds although D1 still rejects the end of the session', async () => {
    const account = await signUp();
    await rejectWrites('UPDATE OF ended_at ON sessions');
    await logOut(account);
    expect((await logIn(account)).status).toBe(200);
  });

  it('the alarm retries the end of the session with a growing delay', async () => {
    const account = await signUp();
    await rejectWrites('UPDATE OF ended_at ON sessions');
    await logOut(account);
    for (const afterSeconds of [6, 18, 40]) {
      vi.setSystemTime(START + afterSeconds * 1000);
      await runAlarm(account);
    }
    await allowWrites();
    vi.setSystemTime(START + 79_000);
    await runAlarm(account);
    expect((await me(account.token)).status).toBe(200);
    vi.setSystemTime(START + 81_000);
    await runAlarm(account);
    expect((await me(account.token)).status).toBe(401);
  });
});

describe('a rejected new session', () => {
  it('a login responds with 503 without tokens if D1 rejects the new session, and the session is not listed later', async () => {
    const account = await signUp();
    await rejectWrites('INSERT ON sessions');
    const refused = await logIn(account);
    expect(refused.status).toBe(503);
    expect(JSON.stringify(refused.body)).not.toContain('eyJ');
    await allowWrites();
    vi.setSystemTime(START + MINUTE);
    await runAlarm(account);
    const { body } = await call('/auth/sessions/?all=true', { token: account.token });
    expect(body.map(({ id }: { id: number }) => id)).toEqual([account.sessionId]);
    expect((await logIn(account)).status).toBe(200);
  });
});

describe('a rejected new password', () => {
  it('a password reset responds with 503 if D1 rejects the new password, and the password is valid after D1 has stored it', async () => {
    const account = await signUp();
    await call('/auth/send-otp', { body: { email: account.email } });
    const code = { email: account.email, otp_code: await mailedCode(account.email) };
    const { body } = await call('/auth/verify-otp', { body: code });
    await rejectWrites('UPDATE OF password_hash ON users');
    const reset = { email: account.email, new_password: NEW_PASSWORD, token: body.token };
    expect((await call('/auth/change-password', { body: reset })).status).toBe(503);
    expect((await logIn(account)).status).toBe(503);
    await allowWrites();
    vi.setSystemTime(START + MINUTE);
    await runAlarm(account);
    expect((await logIn(account)).status).toBe(401);
    expect((await logIn(account, NEW_PASSWORD)).status).toBe(200);
    const types = (await securityEventRows(account)).map(({ type }) => type);
    expect(types.filter((type) => type === 'password_changed')).toHaveLength(1);
  });

  it('the retry of a password that D1 rejected does not overwrite a later password', async () => {
    const account = await signUp();
    const original = (await accountRow(account))?.passwordHash;
    await bindings.DB.prepare(
      `CREATE TRIGGER refusal BEFORE UPDATE OF password_hash ON users WHEN NEW.password_epoch = 1
         BEGIN SELECT RAISE(ABORT, 'refused by the test'); END`,
    ).run();
    const resetPassword = async (password: string) => {
      await call('/auth/send-otp', { body: { email: account.email } });
      const otp = { email: account.email, otp_code: await mailedCode(account.email) };
      const { body } = await call('/auth/verify-otp', { body: otp });
      const reset = { email: account.email, new_password: password, token: body.token };
      return call('/auth/change-password', { body: reset });
    };
    expect((await resetPassword('First-Attempt-1!')).status).toBe(503);
    expect((await accountRow(account))?.passwordHash).toBe(original);
    vi.setSystemTime(START + 400_000);
    expect((await resetPassword(NEW_PASSWORD)).status).toBe(200);
    await allowWrites();
    vi.setSystemTime(START + 800_000);
    await runAlarm(account);
    expect((await logIn(account, NEW_PASSWORD)).status).toBe(200);
  });
});
