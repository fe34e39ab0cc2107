/** Race conditions of a first login with Plex: another request writes between the read and the write of the login. */
import { expect, it } from 'vitest';
import { accountRow, makeVerified, securityEventRows, updateAccount } from '../support/accounts.ts';
import { withRequestAfter } from '../support/altered-worker.ts';
import { call, freshEmail, PASSWORD, signUp } from '../support/client.ts';
import { plexLogin } from './media.ts';

/** The values that a first login reads before it writes, each with the number of the D1 batch that reads the value. */
const READS = [
  ['the Plex id', 1],
  ['the e-mail address', 2],
] as const;

/** A Plex user with a new e-mail address. */
function plexUserWithFreshAddress(id: number) {
  const email = freshEmail('racer');
  return { id, username: email.split('@')[0], email, confirmed: true };
}

it.each(READS)(
  'two concurrent first logins create one account if one login is delayed after it has read %s',
  async (_read, batch) => {
    const user = plexUserWithFreshAddress(8_000_000 + batch);
    const login = (altered?: { DB: D1Database }) => plexLogin('a-token', user, altered && { altered });
    const delayed = await login({ DB: withRequestAfter(batch, () => login()) });
    const later = await login();
    const { email, username, id } = user;
    for (const response of [delayed, later]) {
      expect([response.status, Object.keys(response.body)]).toEqual([200, ['success', 'data']]);
      expect(response.body.data.user).toMatchObject({ email, username, plexId: String(id) });
    }
    expect(delayed.body.data.user.id).toBe(later.body.data.user.id);
  },
);

it.each(READS)(
  'a first login creates an account without an e-mail address if a registration takes this address after the login has read %s',
  async (_read, batch) => {
    const user = plexUserWithFreshAddress(8_000_010 + batch);
    const register = () => call('/auth/register', { body: { email: user.email, password: PASSWORD } });
    const { status, body } = await plexLogin('a-token', user, {
      altered: { DB: withRequestAfter(batch, register) },
    });
    expect([status, body.message]).toEqual([200, expect.stringMatching(/^Another account has this e-mail/)]);
    expect(body.data.user).toMatchObject({ email: null, plexId: String(user.id) });
    const owner = await call('/auth/login', { body: { email: user.email, password: PASSWORD } });
    expect(owner.body.user.id).not.toBe(body.data.user.id);
  },
);

it('two concurrent logins that link one Plex user with two accounts create one link', async () => {
  const user = plexUserWithFreshAddress(8_000_020);
  const signUpVerified = async () => {
    const account = await signUp('verified');
    await makeVerified(account);
    return account;
  };
  const [slow, fast] = [await signUpVerified(), await signUpVerified()];
  const otherRequest = () => plexLogin('a-token', { ...user, email: fast.email });
  const altered = { DB: withRequestAfter(2, otherRequest) };
  const { status, body } = await plexLogin('a-token', { ...user, email: slow.email }, { altered });
  expect([status, body.data.user.id]).toEqual([200, fast.id]);
  expect((await accountRow(slow))?.plexId).toBeNull();
});

it.each([
  ['gets another e-mail address', { email: 'changed-meanwhile@example.com' }],
  ['is linked with another Plex user', { plexId: '8000099' }],
])(
  'a first login does not link an account that %s after the login has read the account',
  async (_change, values) => {
    const account = await signUp('verified');
    await makeVerified(account);
    const user = {
      ...plexUserWithFreshAddress('email' in values ? 8_000_030 : 8_000_031),
      email: account.email,
    };
    const altered = { DB: withRequestAfter(2, () => updateAccount(account, values)) };
    const { status, body } = await plexLogin('a-token', user, { altered });
    expect([status, body.data.user.id === account.id]).toEqual([200, false]);
    expect((await accountRow(account))?.plexId).toBe('plexId' in values ? values.plexId : null);
    const events = (await securityEventRows(account)).map(({ type }) => type);
    expect(events).not.toContain('plex_linked');
  },
);
