/** Race conditions of a first login with Plex: another request writes between its read and its write. */
import { expect, it } from 'vitest';
import { makeVerified } from '../support/accounts.ts';
import { withBatch } from '../support/altered-worker.ts';
import { bindings } from '../support/bindings.ts';
import { call, freshEmail, PASSWORD, signUp } from '../support/client.ts';
import { plexLogin } from './media.ts';

/** A D1 after whose n-th batch something else happens, all of it, before the caller learns anything. */
function overtakenAfter(batch: number, overtaking: () => Promise<unknown>): D1Database {
  let batches = 0;
  return withBatch(async (statements) => {
    const results = await bindings.DB.batch(statements);
    batches += 1;
    if (batches === batch) await overtaking();
    return results;
  });
}

const READS = [
  ['the Plex id', 1],
  ['the address', 2],
] as const;

/** Plex's user of one address. */
function newcomer(id: number) {
  const email = freshEmail('racer');
  return { id, username: email.split('@')[0], email, confirmed: true };
}

it.each(READS)('two at once, one overtaken after it read %s, are one account', async (_read, batch) => {
  const user = newcomer(8_000_000 + batch);
  const login = (altered?: { DB: D1Database }) => plexLogin('a-token', user, altered && { altered });
  const overtaken = await login({ DB: overtakenAfter(batch, () => login()) });
  const faster = await login();
  const { email, username, id } = user;
  for (const answer of [overtaken, faster]) {
    expect([answer.status, Object.keys(answer.body)]).toEqual([200, ['success', 'data']]);
    expect(answer.body.data.user).toMatchObject({ email, username, plexId: String(id) });
  }
  expect(overtaken.body.data.user.id).toBe(faster.body.data.user.id);
});

it.each(READS)(
  'a registration that takes its address after it read %s leaves it without',
  async (_read, batch) => {
    const user = newcomer(8_000_010 + batch);
    const register = () => call('/auth/register', { body: { email: user.email, password: PASSWORD } });
    const { status, body } = await plexLogin('a-token', user, {
      altered: { DB: overtakenAfter(batch, register) },
    });
    expect([status, body.message]).toEqual([200, expect.stringMatching(/^Another account has this e-mail/)]);
    expect(body.data.user).toMatchObject({ email: null, plexId: String(user.id) });
    const owner = await call('/auth/login', { body: { email: user.email, password: PASSWORD } });
    expect(owner.body.user.id).not.toBe(body.data.user.id);
  },
);

it('two links of one Plex user to two accounts, one overtaken by the other, are one link', async () => {
  const user = newcomer(8_000_020);
  const verified = async () => {
    const account = await signUp('verified');
    await makeVerified(account);
    return account;
  };
  const [slow, fast] = [await verified(), await verified()];
  const overtaking = () => plexLogin('a-token', { ...user, email: fast.email });
  const altered = { DB: overtakenAfter(2, overtaking) };
  const { status, body } = await plexLogin('a-token', { ...user, email: slow.email }, { altered });
  expect([status, body.data.user.id]).toEqual([200, fast.id]);
});
