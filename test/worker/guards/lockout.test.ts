/** The limit of failed logins per client address, and the lock of an identifier after ten failures. */
import { expect, it, vi } from 'vitest';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import { openObjects } from '../../../src/core/request/object-stubs.ts';
import { keyedHash } from '../../../src/crypto/compare.ts';
import { noCost } from '../../../src/rules/cost.ts';
import { bindings } from '../support/bindings.ts';
import { call, freshAddress, freshEmail, mailTo, PASSWORD, signUp } from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { MINUTE, START } from '../support/golden.ts';

useTestClock();

const logInWithWrongPassword = (email: string, address?: string) =>
  call('/auth/login', { body: { email, password: 'wrong' }, ...(address && { address }) });
const logIn = (email: string, address?: string) =>
  call('/auth/login', { body: { email, password: PASSWORD }, ...(address && { address }) });

async function failLogins(times: number, email: string): Promise<void> {
  for (let time = 0; time < times; time += 1) await logInWithWrongPassword(email);
}

it('five failures block a client address for fifteen minutes, also for the correct password', async () => {
  const { email } = await signUp();
  const address = freshAddress();
  for (let time = 0; time < 5; time += 1)
    expect((await logInWithWrongPassword(email, address)).status).toBe(401);
  const refused = await logIn(email, address);
  expect(refused.status).toBe(429);
  expect(refused.body.detail).toBe('Rate limit exceeded. Try again in 900 seconds.');
  expect(refused.headers.get('Retry-After')).toBe('900');
  expect(refused.headers.get('RateLimit-Policy')).toBe('"login";q=5;w=900');
  expect(refused.headers.get('RateLimit')).toBe('"login";r=0;t=900');
  expect((await logIn(email)).status).toBe(200);
  vi.setSystemTime(START + 15 * MINUTE);
  expect((await logIn(email, address)).status).toBe(200);
});

it('successful logins do not count for the limit of failures of a client address', async () => {
  const { email } = await signUp();
  const address = freshAddress();
  for (let time = 0; time < 8; time += 1) expect((await logIn(email, address)).status).toBe(200);
});

it('a successful login does not reset the failures of its client address', async () => {
  const { email } = await signUp();
  const unknownEmail = freshEmail();
  const address = freshAddress();
  for (let time = 0; time < 4; time += 1) await logInWithWrongPassword(unknownEmail, address);
  expect((await logIn(email, address)).status).toBe(200);
  expect((await logInWithWrongPassword(unknownEmail, address)).status).toBe(401);
  expect((await logInWithWrongPassword(unknownEmail, address)).status).toBe(429);
});

it('all addresses of an IPv6 /64 count as one client address', async () => {
  const email = freshEmail();
  for (let host = 1; host <= 5; host += 1) await logInWithWrongPassword(email, `2001:db8:0:7::${host}`);
  expect((await logInWithWrongPassword(freshEmail(), '2001:db8::7:ffff:0:0:9')).status).toBe(429);
  expect((await logInWithWrongPassword(freshEmail(), '2001:db8:0:8::1')).status).toBe(401);
});

it.each(['with', 'without'])(
  'ten failures lock an identifier %s an account for one hour',
  async (variant) => {
    const email = variant === 'with' ? (await signUp()).email : freshEmail('unknown');
    await failLogins(10, email);
    const locked = await logInWithWrongPassword(email);
    expect(locked.status).toBe(401);
    expect(locked.body.detail).toBe('Account temporarily locked. Try again in 3600 seconds.');
    expect(locked.headers.get('Retry-After')).toBe('3600');
    expect(locked.cost.hashes).toBe(0);
    vi.setSystemTime(START + 30 * MINUTE);
    expect((await logInWithWrongPassword(email)).body.detail).toBe(
      'Account temporarily locked. Try again in 1800 seconds.',
    );
    vi.setSystemTime(START + 60 * MINUTE);
    expect((await logInWithWrongPassword(email)).body.detail).toBe('Invalid email or password');
  },
);

it('a successful login resets the failures of an account, also failures that are 300 days old', async () => {
  const { email } = await signUp();
  await failLogins(9, email);
  vi.setSystemTime(START + 300 * 24 * 60 * MINUTE);
  expect((await logIn(email)).status).toBe(200);
  await failLogins(9, email);
  expect((await logIn(email)).status).toBe(200);
});

it('failures from other client addresses do not lock the owner at a known client address', async () => {
  const { email } = await signUp();
  const home = freshAddress();
  expect((await logIn(email, home)).status).toBe(200);
  await failLogins(10, email);
  expect((await logIn(email)).body.detail).toMatch(/^Account temporarily locked/);
  expect((await logIn(email, home)).status).toBe(200);
  expect((await logIn(email)).body.detail).toMatch(/^Account temporarily locked/);
});

it('a known client address has its own ten failures and its own lock', async () => {
  const { email } = await signUp();
  const home = freshAddress();
  await logIn(email, home);
  for (let time = 0; time < 10; time += 1) {
    vi.setSystemTime(START + time * 16 * MINUTE);
    expect((await logInWithWrongPassword(email, home)).status).toBe(401);
  }
  expect((await logIn(email, home)).body.detail).toMatch(/^Account temporarily locked/);
  expect((await logIn(email)).status).toBe(200);
});

it('a client address is known for 90 days after its last login', async () => {
  const { email } = await signUp();
  const home = freshAddress();
  await logIn(email, home);
  vi.setSystemTime(START + 89 * 24 * 60 * MINUTE);
  await failLogins(10, email);
  expect((await logIn(email, home)).status).toBe(200);
  vi.setSystemTime(START + (89 + 91) * 24 * 60 * MINUTE);
  await failLogins(10, email);
  expect((await logIn(email, home)).body.detail).toMatch(/^Account temporarily locked/);
});

it('failures that are 30 days old still count', async () => {
  const { email } = await signUp();
  await failLogins(9, email);
  vi.setSystemTime(START + 30 * 24 * 60 * MINUTE);
  await failLogins(1, email);
  expect((await logIn(email)).body.detail).toMatch(/^Account temporarily locked/);
});

it('a failed login has the same status, message and header names, and makes the same numbers of calls, with and without an account', async () => {
  const { email } = await signUp();
  const known = await logInWithWrongPassword(email);
  const unknown = await logInWithWrongPassword(freshEmail('unknown'));
  expect(known.status).toBe(unknown.status);
  expect(known.body.detail).toBe(unknown.body.detail);
  expect([...known.headers.keys()].sort()).toEqual([...unknown.headers.keys()].sort());
  const { objects, kv, hashes } = known.cost;
  expect(unknown.cost).toMatchObject({ objects, kv, hashes });
});

it.each(['with', 'without'])(
  'an attempt without a reported result counts as a failure after thirty seconds, for an identifier %s an account',
  async (variant) => {
    const account = variant === 'with' ? await signUp() : null;
    const email = account?.email ?? freshEmail('unknown');
    const subject = keyedHash(parseConfiguration(bindings).derivedKeys.identifiers, email);
    const guard = account
      ? bindings.ACCOUNTS.getByName(account.id)
      : openObjects(bindings, noCost(), async () => 0).unknownIdentifier(subject);
    const policy = { maxFailures: 10, lockMs: 60 * MINUTE };
    const input = { subject, addressBlock: '192.0.2.9', policy };
    for (let time = 0; time < 10; time += 1) await guard.reserveAttempt(input);
    const address = freshAddress();
    for (let time = 0; time < 7; time += 1) {
      const busy = await logInWithWrongPassword(email, address);
      expect(busy.status).toBe(429);
      // A rejection does not count as a failure of the client address. After five counted failures, `Retry-After` would
      // be 900.
      expect(busy.headers.get('Retry-After')).toBe('1');
      expect(busy.cost.hashes).toBe(0);
    }
    vi.setSystemTime(START + 30_000);
    expect((await logInWithWrongPassword(email)).body.detail).toBe(
      'Account temporarily locked. Try again in 3600 seconds.',
    );
    if (account) expect((await mailTo(email)).map(({ subject: title }) => title)).toHaveLength(1);
  },
);

it('sign-ins with the user name do not show that the e-mail address of the same account is locked', async () => {
  // The user name of the locked account behaves like a user name without an account.
  const { email } = await signUp();
  const [username = ''] = email.split('@', 1);
  await failLogins(10, email);
  expect((await logInWithWrongPassword(email)).body.detail).toMatch(/^Account temporarily locked/);
  const signIn = (name: string, password: string) =>
    call('/auth/token/', { body: { username: name, password } });
  const unknownName = `${username}-unknown`;
  for (let time = 0; time < 12; time += 1) {
    const known = await signIn(username, time === 0 ? PASSWORD : 'wrong');
    const unknown = await signIn(unknownName, 'wrong');
    const expected =
      time < 10
        ? 'No active account found with the given credentials'
        : 'Account temporarily locked. Try again in 3600 seconds.';
    expect([known.status, known.body.detail]).toEqual([401, expected]);
    expect([unknown.status, unknown.body.detail]).toEqual([401, expected]);
    const { objects, kv, hashes } = unknown.cost;
    expect(known.cost).toMatchObject({ objects, kv, hashes });
    expect([...known.headers.keys()].sort()).toEqual([...unknown.headers.keys()].sort());
  }
  vi.setSystemTime(START + 60 * MINUTE);
  expect((await signIn(username, PASSWORD)).status).toBe(200);
});
