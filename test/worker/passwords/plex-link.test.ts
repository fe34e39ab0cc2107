/**
 * A password reset keeps the Plex link only if Plex had confirmed the present e-mail address of the account when the
 * link was created.
 */
import { expect, it } from 'vitest';
import { plexLogin } from '../media/media.ts';
import { accountRow, makeVerified, updateAccount } from '../support/accounts.ts';
import { call, freshEmail, mailedCode, mailTo, readUntil, signUp } from '../support/client.ts';

const NEW_PASSWORD = 'Br4nd-new-secret!';
const KEPT_SENTENCE = 'You can still sign in with your Plex account';
const REMOVED_SENTENCE = 'The link with a Plex account was removed';

let lastPlexId = 9_400_000;

/** A new user of Plex. `isConfirmed` is true if Plex has confirmed the e-mail address. */
function newPlexUser(email: string, isConfirmed: boolean) {
  lastPlexId += 1;
  return { id: lastPlexId, username: `reset${lastPlexId}`, email, confirmed: isConfirmed };
}

/** Resets the password with a code from an e-mail, and returns the text of the e-mail about the change. */
async function resetPassword(email: string): Promise<string> {
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

const COLUMNS_WITHOUT_LINK = {
  ...{ plexId: null, plexName: null, plexUsername: null },
  ...{ plexAvatarUrl: null, plexConfirmedEmail: null },
};

it('a reset keeps the Plex link when Plex had confirmed the address at the first sign-in', async () => {
  const email = freshEmail('confirmed');
  const user = newPlexUser(email, true);
  const { body } = await plexLogin('a-token', user);
  expect(await resetPassword(email)).toContain(KEPT_SENTENCE);
  expect(await accountRow({ email })).toMatchObject({ plexId: String(user.id) });
  const again = await plexLogin('a-token', user);
  expect(again.body.data.user.id).toBe(body.data.user.id);
});

it('a reset keeps the Plex link of an account that was linked because Plex and this service had verified its e-mail address', async () => {
  const { email } = await signUp();
  await makeVerified({ email });
  const user = newPlexUser(email, true);
  await plexLogin('a-token', user);
  expect(await resetPassword(email)).toContain(KEPT_SENTENCE);
  expect(await accountRow({ email })).toMatchObject({ plexId: String(user.id) });
});

it('a reset removes the Plex link when Plex had not confirmed the address', async () => {
  const email = freshEmail('unconfirmed');
  const user = newPlexUser(email, false);
  const { body } = await plexLogin('a-token', user);
  expect(await resetPassword(email)).toContain(REMOVED_SENTENCE);
  expect(await accountRow({ email })).toMatchObject(COLUMNS_WITHOUT_LINK);
  const again = await plexLogin('a-token', user);
  expect(again.body.data.user.id).not.toBe(body.data.user.id);
});

it('a reset removes the Plex link when Plex confirmed the address only after the first sign-in', async () => {
  const email = freshEmail('late');
  const user = newPlexUser(email, false);
  await plexLogin('a-token', user);
  await plexLogin('a-token', { ...user, confirmed: true });
  expect(await resetPassword(email)).toContain(REMOVED_SENTENCE);
  expect(await accountRow({ email })).toMatchObject(COLUMNS_WITHOUT_LINK);
});

it('a reset removes the Plex link when only this service has verified the address', async () => {
  const email = freshEmail('verified');
  await plexLogin('a-token', newPlexUser(email, false));
  await makeVerified({ email });
  expect(await resetPassword(email)).toContain(REMOVED_SENTENCE);
  expect(await accountRow({ email })).toMatchObject(COLUMNS_WITHOUT_LINK);
});

it('a reset removes the Plex link when the address of the account differs from the address that Plex had confirmed', async () => {
  const email = freshEmail('old');
  await plexLogin('a-token', newPlexUser(email, true));
  const newEmail = freshEmail('new');
  await updateAccount({ email }, { email: newEmail });
  expect(await resetPassword(newEmail)).toContain(REMOVED_SENTENCE);
  expect(await accountRow({ email: newEmail })).toMatchObject(COLUMNS_WITHOUT_LINK);
});

it('a reset removes an imported Plex id without an address that Plex confirmed', async () => {
  const { email } = await signUp();
  await updateAccount({ email }, { plexId: 'imported', isVerified: true });
  expect(await resetPassword(email)).toContain(REMOVED_SENTENCE);
  expect(await accountRow({ email })).toMatchObject(COLUMNS_WITHOUT_LINK);
});

it('the e-mail about a reset does not mention Plex for an account without a link', async () => {
  const { email } = await signUp();
  expect(await resetPassword(email)).not.toContain('Plex');
});
