/**
 * Taken user names. A restoration, a registration with the default name and a first sign-in with Plex succeed with
 * another name. A registration with a taken name and a taken e-mail address gets the error about the address.
 */
import { expect, it } from 'vitest';
import { callMedia, createMediaUser, plexLogin } from '../media/media.ts';
import { newAdministrator } from '../sessions/device.ts';
import { accountRow } from '../support/accounts.ts';
import { bindings } from '../support/bindings.ts';
import { call, freshEmail, PASSWORD } from '../support/client.ts';

const register = (email: string, more: object = {}) =>
  call('/auth/register', { body: { email, password: PASSWORD, ...more } });

/** Creates accounts with these user names and without an e-mail address. */
async function takeUsernames(names: string[]): Promise<void> {
  await bindings.DB.prepare(
    `INSERT INTO users (id, username, created_at, updated_at)
      SELECT 'taken-' || value, value, 0, 0 FROM json_each(?)`,
  )
    .bind(JSON.stringify(names))
    .run();
}

/** A user name, and the same name with each number from 2 to 201. */
const numberedNames = (base: string) => [
  base,
  ...Array.from({ length: 200 }, (_, index) => `${base}${index + 2}`),
];

it('a registration succeeds when the default name is taken without a number and with each number from 2 to 201', async () => {
  await takeUsernames(numberedNames('info'));
  const { status, body } = await register('info@shop.example');
  expect(status).toBe(201);
  expect(body.user.username).toMatch(/^info\d{3,10}$/);
});

it('thirty parallel registrations with the same local part all succeed', async () => {
  const responses = await Promise.all(
    Array.from({ length: 30 }, (_, index) => register(`office@shop${index}.example`)),
  );
  expect(responses.map(({ status }) => status)).toEqual(responses.map(() => 201));
  const names = responses.map(({ body }) => body.user.username);
  expect(new Set(names).size).toBe(30);
  expect(names.every((name) => /^office\d*$/.test(name))).toBe(true);
});

it('a first sign-in with Plex succeeds when the default name is taken without a number and with each number from 2 to 201', async () => {
  await takeUsernames(numberedNames('cinema'));
  const plexUser = { id: 8_100_001, username: 'cinema', email: freshEmail('cinema'), confirmed: true };
  const { status, body } = await plexLogin('token-of-cinema', plexUser);
  expect(status).toBe(200);
  expect(body.data.user.username).toMatch(/^cinema\d{3,10}$/);
});

it('the name of a restored account is shortened before a number is added, so that the new name is not too long', async () => {
  const username = 'n'.repeat(150);
  const deleted = await register(freshEmail(), { username });
  const account = await accountRow({ id: deleted.body.user.id });
  const confirmation = { confirmation: 'DELETE_MY_ACCOUNT' };
  await callMedia('/auth/me', {
    method: 'DELETE',
    token: deleted.body.tokens.access_token,
    body: confirmation,
  });
  await register(freshEmail(), { username });
  const { token } = await newAdministrator();
  const restored = await call(`/auth/users/${account?.number}/restore`, { method: 'POST', token });
  expect([restored.status, restored.body.username]).toEqual([200, `${'n'.repeat(140)}2`]);
});

it('a restored account gets a free name when another account has taken its name', async () => {
  const user = await createMediaUser();
  const account = await accountRow({ id: user.id });
  const confirmation = { confirmation: 'DELETE_MY_ACCOUNT' };
  await callMedia('/auth/me', { method: 'DELETE', token: user.token, body: confirmation });
  await register(freshEmail(), { username: user.username });
  const { token } = await newAdministrator();
  const restored = await call(`/auth/users/${account?.number}/restore`, { method: 'POST', token });
  expect([restored.status, restored.body.username]).toEqual([200, `${user.username}2`]);
});

it('if both the e-mail address and the chosen user name are taken, the error is about the e-mail address', async () => {
  const email = freshEmail('both');
  await register(email, { username: 'both.taken' });
  const { status, body } = await register(email, { username: 'both.taken' });
  expect([status, body.detail]).toEqual([400, 'User with this email already exists']);
});
