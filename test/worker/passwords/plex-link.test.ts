/** A password reset keeps the Plex link only if Plex had confirmed the address of the account. */
import { expect, it } from 'vitest';
import { plexLogin } from '../media/media.ts';
import { accountRow, makeVerified, updateAccount } from '../support/accounts.ts';
import { call, freshEmail, mailedCode, mailTo, readUntil, signUp } from '../support/client.ts';

const NEW_PASSWORD = 'Br4nd-new-secret!';
const KEPT = 'Your Plex account can still sign in';
const REMOVED = 'The link with a Plex account was removed';

let plexIds = 9_400_000;

function plexUser(email: string, isConfirmed: boolean) {
  plexIds += 1;
  return { id: plexIds, username: `reset${plexIds}`, email, confirmed: isConfirmed };
}

/** Resets the password by a code, and returns the e-mail about the reset. */
async function reset(email: string): Promise<string> {
  await call('/auth/send-otp', { body: { email } });
  const { body } = await call('/auth/verify-otp', { body: { email, otp_code: await mailedCode(email) } });
  const changed = await call('/auth/change-password', {
    body: { email, token: body.token, new_password: NEW_PASSWORD },
  });
  expect(changed.status).toBe(200);
  const isAboutReset = ({ subject }: { subject: string }) => subject === 'Your Plugs password was changed';
  const emails = await readUntil(
    () => mailTo(email),
    (all) => all.some(isAboutReset),
  );
  return emails.find(isAboutReset)?.text ?? '';
}

const REMOVED_COLUMNS = {
  ...{ plexId: null, plexName: null, plexUsername: null },
  ...{ plexAvatarUrl: null, plexConfirmedEmail: null },
};

it('keeps the link when Plex had confirmed the address at the first sign-in', async () => {
  const email = freshEmail('confirmed');
  const user = plexUser(email, true);
  const { body } = await plexLogin('a-token', user);
  expect(await reset(email)).toContain(KEPT);
  expect(await accountRow({ email })).toMatchObject({ plexId: String(user.id) });
  const again = await plexLogin('a-token', user);
  expect(again.body.data.user.id).toBe(body.data.user.id);
});

it('keeps the link of an account that was linked by an address that both sides had verified', async () => {
  const { email } = await signUp();
  await makeVerified({ email });
  const user = plexUser(email, true);
  await plexLogin('a-token', user);
  expect(await reset(email)).toContain(KEPT);
  expect(await accountRow({ email })).toMatchObject({ plexId: String(user.id) });
});

it('removes the link when Plex had not confirmed the address', async () => {
  const email = freshEmail('unconfirmed');
  const user = plexUser(email, false);
  const { body } = await plexLogin('a-token', user);
  expect(await reset(email)).toContain(REMOVED);
  expect(await accountRow({ email })).toMatchObject(REMOVED_COLUMNS);
  const again = await plexLogin('a-token', user);
  expect(again.body.data.user.id).not.toBe(body.data.user.id);
});

it('removes the link when the address was confirmed at Plex only later', async () => {
  const email = freshEmail('late');
  const user = plexUser(email, false);
  await plexLogin('a-token', user);
  await plexLogin('a-token', { ...user, confirmed: true });
  expect(await reset(email)).toContain(REMOVED);
  expect(await accountRow({ email })).toMatchObject(REMOVED_COLUMNS);
});

it('removes the link when the address was verified only here', async () => {
  const email = freshEmail('verified');
  await plexLogin('a-token', plexUser(email, false));
  await makeVerified({ email });
  expect(await reset(email)).toContain(REMOVED);
  expect(await accountRow({ email })).toMatchObject(REMOVED_COLUMNS);
});

it('removes the link when the account has another address than the one that Plex had confirmed', async () => {
  const email = freshEmail('old');
  await plexLogin('a-token', plexUser(email, true));
  const newEmail = freshEmail('new');
  await updateAccount({ email }, { email: newEmail });
  expect(await reset(newEmail)).toContain(REMOVED);
  expect(await accountRow({ email: newEmail })).toMatchObject(REMOVED_COLUMNS);
});

it('removes a Plex id of which nothing else is known', async () => {
  const { email } = await signUp();
  await updateAccount({ email }, { plexId: 'imported', isVerified: true });
  expect(await reset(email)).toContain(REMOVED);
  expect(await accountRow({ email })).toMatchObject(REMOVED_COLUMNS);
});

it('says nothing about Plex to an account without a link', async () => {
  const { email } = await signUp();
  expect(await reset(email)).not.toContain('Plex');
});
