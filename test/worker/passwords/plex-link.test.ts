/** A password reset keeps the Plex link only if Plex had confirmed the address of the account. */
import { expect, it } from 'vitest';
import { plexLogin } from '../media/media.ts';
import { accountRow, makeVerified, updateAccount } from '../support/accounts.ts';
import { call, freshEmail, mailedCode, mailTo, readUntil, signUp } from '../support/client.ts';

const NEW_PASSWORD = 'Br4nd-new-secret!';
const KEPT = 'You can still sign in with your Plex account';
const REMOVED = 'The link with a Plex account was removed';

let plexIds = 9_400_000;

function plexUser(email: string, isConfirmed: boolean) {
  plexIds += 1;
  return { id: plexIds, username: `reset${plexIds}`, email, confirmed: isConfirmed };
}

/** Resets the password with a code from an e-mail, and returns the e-mail about the change. */
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

it('a reset keeps the Plex link when Plex had confirmed the address at the first sign-in', async () => {
  const email = freshEmail('confirmed');
  const user = plexUser(email, true);
  const { body } = await plexLogin('a-token', user);
  expect(await reset(email)).toContain(KEPT);
  expect(await accountRow({ email })).toMatchObject({ plexId: String(user.id) });
  const again = await plexLogin('a-token', user);
  expect(again.body.data.user.id).toBe(body.data.user.id);
});

it('a reset keeps the Plex link of an account that was linked by an address that both sides had verified', async () => {
  const { email } = await signUp();
  await makeVerified({ email });
  const user = plexUser(email, true);
  await plexLogin('a-token', user);
  expect(await reset(email)).toContain(KEPT);
  expect(await accountRow({ email })).toMatchObject({ plexId: String(user.id) });
});

it('a reset removes the Plex link when Plex had not confirmed the address', async () => {
  const email = freshEmail('unconfirmed');
  const user = plexUser(email, false);
  const { body } = await plexLogin('a-token', user);
  expect(await reset(email)).toContain(REMOVED);
  expect(await accountRow({ email })).toMatchObject(REMOVED_COLUMNS);
  const again = await plexLogin('a-token', user);
  expect(again.body.data.user.id).not.toBe(body.data.user.id);
});

it('a reset removes the Plex link when Plex confirmed the address only after the first sign-in', async () => {
  const email = freshEmail('late');
  const user = plexUser(email, false);
  await plexLogin('a-token', user);
  await plexLogin('a-token', { ...user, confirmed: true });
  expect(await reset(email)).toContain(REMOVED);
  expect(await accountRow({ email })).toMatchObject(REMOVED_COLUMNS);
});

it('a reset removes the Plex link when only this service has verified the address', async () => {
  const email = freshEmail('verified');
  await plexLogin('a-token', plexUser(email, false));
  await makeVerified({ email });
  expect(await reset(email)).toContain(REMOVED);
  expect(await accountRow({ email })).toMatchObject(REMOVED_COLUMNS);
});

it('a reset removes the Plex link when the address of the account is not the one that Plex had confirmed', async () => {
  const email = freshEmail('old');
  await plexLogin('a-token', plexUser(email, true));
  const newEmail = freshEmail('new');
  await updateAccount({ email }, { email: newEmail });
  expect(await reset(newEmail)).toContain(REMOVED);
  expect(await accountRow({ email: newEmail })).toMatchObject(REMOVED_COLUMNS);
});

it('a reset removes an imported Plex id without a confirmed address', async () => {
  const { email } = await signUp();
  await updateAccount({ email }, { plexId: 'imported', isVerified: true });
  expect(await reset(email)).toContain(REMOVED);
  expect(await accountRow({ email })).toMatchObject(REMOVED_COLUMNS);
});

it('the e-mail about a reset does not mention Plex for an account without a link', async () => {
  const { email } = await signUp();
  expect(await reset(email)).not.toContain('Plex');
});
