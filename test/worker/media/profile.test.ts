/** The account fields that a user of the media contract can change. */
import { describe, expect, it, vi } from 'vitest';
import { updateAccount } from '../support/accounts.ts';
import { type CallOptions, call, freshEmail, mailedCode, readUntil, signUp } from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { MINUTE, START } from '../support/golden.ts';
import { invalidInput, mediaError } from './golden.ts';
import { callMedia, createMediaUser, type MediaUser } from './media.ts';

useTestClock();

const CHANGED_AT = new Date(START + MINUTE).toISOString();
const DEFAULT_PREFERENCES = { theme: 'system', notifications: true, language: 'en' };

/** Sends a change of the profile one minute after the start of the test. */
async function changeProfile({ token }: { token: string }, body: unknown, options: CallOptions = {}) {
  vi.setSystemTime(START + MINUTE);
  return callMedia('/auth/me', { method: 'PUT', token, body, ...options });
}

/** The expected response to a change: the user as created, with the changed fields. */
const changedBody = (user: MediaUser, changes: object) => ({
  success: true,
  data: { user: { ...user.me, updatedAt: CHANGED_AT, ...changes } },
});
const isVerified = async ({ token }: { token: string }) =>
  (await call('/auth/me', { token })).body.is_verified;

describe('a change', () => {
  it('a change returns the changed user, and `me` returns the same user', async () => {
    const user = await createMediaUser();
    const email = freshEmail('moved');
    const preferences = { theme: 'dark', notifications: false, language: 'de-CH' };
    const sent = { username: `${user.username}.new`, email, preferences };
    const { status, body } = await changeProfile(user, sent);
    const changedFields = { ...sent, pendingEmail: email };
    expect([status, body]).toEqual([200, changedBody(user, changedFields)]);
    const me = await callMedia('/auth/me', { token: user.token });
    expect(me.body).toEqual({ success: true, data: { user: { ...user.me, ...changedFields } } });
  });

  it('a change of one preference does not change the other preferences', async () => {
    const user = await createMediaUser();
    const steps = [{ theme: 'light' }, { notifications: false }, { language: 'pt-BR' }, {}];
    const preferences = { ...DEFAULT_PREFERENCES };
    for (const step of steps) {
      Object.assign(preferences, step);
      expect((await changeProfile(user, { preferences: step })).body).toEqual(
        changedBody(user, { preferences }),
      );
    }
  });

  it('a change without a field changes nothing', async () => {
    const user = await createMediaUser();
    const { status, body } = await changeProfile(user, {});
    expect([status, body]).toEqual([200, changedBody(user, { updatedAt: new Date(START).toISOString() })]);
  });

  it('read-only fields in a change are ignored', async () => {
    const user = await createMediaUser();
    const readOnlyFields = {
      id: 'x',
      role: 'admin',
      plexId: '1',
      avatar: 'x',
      isVerified: true,
      isActive: false,
    };
    expect((await changeProfile(user, { ...readOnlyFields, number: 1, createdAt: 'x' })).status).toBe(200);
    const me = await callMedia('/auth/me', { token: user.token });
    expect(me.body.data.user).toEqual(user.me);
    expect((await callMedia('/admin/users', { token: user.token })).status).toBe(403);
  });

  it('a change trims the user name and the e-mail address, and converts the e-mail address to lower case', async () => {
    const user = await createMediaUser();
    const email = freshEmail('capital');
    const sent = { email: `  ${email.toUpperCase()} `, username: ` Zoë.${user.username} ` };
    expect((await changeProfile(user, sent)).body).toEqual(
      changedBody(user, { email, pendingEmail: email, username: `Zoë.${user.username}` }),
    );
  });
});

describe('a change of the e-mail address', () => {
  const confirm = async ({ token }: { token: string }, email: string) =>
    call('/auth/change-email/confirm', { token, body: { otp_code: await mailedCode(email) } });

  it('a new e-mail address is pending, and the account has its old address until the code is entered', async () => {
    const user = await createMediaUser();
    const email = freshEmail('moved');
    await changeProfile(user, { email });
    const readV1User = async () => (await call('/auth/me', { token: user.token })).body;
    expect(await readV1User()).toMatchObject({ email: user.email, is_verified: true });
    expect((await confirm(user, email)).status).toBe(200);
    expect(await readV1User()).toMatchObject({ email, is_verified: true });
    expect((await callMedia('/auth/me', { token: user.token })).body.data.user).toEqual({
      ...user.me,
      email,
    });
  });

  it('after a sign-in with Plex, the confirmation of a new e-mail address requires the password if the account has one', async () => {
    // Any application can obtain a Plex token, so the token alone does not prove who the user is.
    const user = await createMediaUser();
    const email = freshEmail('moved');
    await changeProfile(user, { email });
    await updateAccount({ id: user.id }, { passwordHash: 'set' });
    const otp_code = await mailedCode(email);
    const { status, body } = await call('/auth/change-email/confirm', {
      token: user.token,
      body: { otp_code },
    });
    expect([status, body.error.code]).toEqual([403, 'REAUTHENTICATION_REQUIRED']);
    await updateAccount({ id: user.id }, { passwordHash: null });
    expect((await confirm(user, email)).status).toBe(200);
  });

  it('a change to the current e-mail address cancels a pending change', async () => {
    const user = await createMediaUser();
    await changeProfile(user, { email: freshEmail('moved') });
    const { body } = await changeProfile(user, { email: user.email.toUpperCase() });
    expect(body).toEqual(changedBody(user, {}));
    expect(await isVerified(user)).toBe(true);
  });

  it('another account can take the old e-mail address only after the change is confirmed', async () => {
    const [user, next] = [await createMediaUser(), await createMediaUser()];
    const email = freshEmail('moved');
    await changeProfile(user, { email });
    expect((await changeProfile(next, { email: user.email })).status).toBe(400);
    await confirm(user, email);
    expect((await changeProfile(next, { email: user.email })).body.data.user.email).toBe(user.email);
  });

  it('the e-mail address and the user name of another account are rejected, regardless of case', async () => {
    const [user, other] = [await createMediaUser(), await signUp()];
    const emailChange = await changeProfile(user, {
      email: other.email.toUpperCase(),
      preferences: { theme: 'dark' },
    });
    const emailTaken = { field: 'email', message: 'Email is already in use' };
    expect([emailChange.status, emailChange.body]).toEqual([400, invalidInput(emailTaken)]);
    const takenUsername = other.email.split('@')[0]?.toUpperCase();
    const usernameChange = await changeProfile(user, { username: takenUsername });
    const usernameTaken = { field: 'username', message: 'Username is already in use' };
    expect([usernameChange.status, usernameChange.body]).toEqual([400, invalidInput(usernameTaken)]);
    const me = await callMedia('/auth/me', { token: user.token });
    expect(me.body.data.user).toEqual(user.me);
  });

  it('an e-mail address can be pending for two accounts, and the first account that confirms the address gets it', async () => {
    const [first, second] = [await createMediaUser(), await createMediaUser()];
    const email = freshEmail('wanted');
    await changeProfile(first, { email });
    const otp_code = await mailedCode(email);
    expect((await changeProfile(second, { email })).status).toBe(200);
    const confirmed = await call('/auth/change-email/confirm', { token: first.token, body: { otp_code } });
    expect(confirmed.status).toBe(200);
    const laterCode = await readUntil(
      async () => mailedCode(email),
      (code) => code !== otp_code,
    );
    const refused = await call('/auth/change-email/confirm', {
      token: second.token,
      body: { otp_code: laterCode },
    });
    expect([refused.status, refused.body.detail]).toEqual([400, 'User with this email already exists']);
  });
});

const INVALID_EMAIL = 'Invalid email format';
const INVALID_USERNAME = 'Username may contain only letters, numbers, and ./+/-/_ characters';
const INVALID_LANGUAGE = 'language must be a BCP 47 tag';

it.each([
  [{ email: 'nobody' }, ['email', INVALID_EMAIL]],
  [{ email: '' }, ['email', INVALID_EMAIL]],
  [{ email: null }, ['email', INVALID_EMAIL]],
  [{ email: `${'x'.repeat(250)}@example.com` }, ['email', INVALID_EMAIL]],
  [{ username: '' }, ['username', INVALID_USERNAME]],
  [{ username: 'a@b' }, ['username', INVALID_USERNAME]],
  [{ username: 'a b' }, ['username', INVALID_USERNAME]],
  [{ username: 'x'.repeat(151) }, ['username', INVALID_USERNAME]],
  [{ username: 7 }, ['username', INVALID_USERNAME]],
  [{ preferences: { theme: 'pink' } }, ['preferences.theme', 'theme must be light, dark or system']],
  [
    { preferences: { notifications: 'yes' } },
    ['preferences.notifications', 'notifications must be true or false'],
  ],
  [{ preferences: { language: 'en_US' } }, ['preferences.language', INVALID_LANGUAGE]],
  [{ preferences: { language: '' } }, ['preferences.language', INVALID_LANGUAGE]],
  [{ preferences: { language: ['en'] } }, ['preferences.language', INVALID_LANGUAGE]],
  [{ preferences: 'dark' }, ['preferences', 'preferences must be an object']],
  [[], ['body', 'The request body must be a JSON object']],
])(
  'a change with %j is rejected with the name of the field and a message',
  async (body, [field = '', message = '']) => {
    const user = await createMediaUser();
    const { status, body: response } = await changeProfile(user, body);
    expect([status, response]).toEqual([400, invalidInput({ field, message })]);
  },
);

it('a response lists every invalid field, and no field of the change is stored', async () => {
  const user = await createMediaUser();
  const { body } = await changeProfile(user, { username: 'fine', email: 'x', preferences: { theme: 1 } });
  const theme = { field: 'preferences.theme', message: 'theme must be light, dark or system' };
  expect(body).toEqual(invalidInput({ field: 'email', message: INVALID_EMAIL }, theme));
  expect((await callMedia('/auth/me', { token: user.token })).body.data.user).toEqual(user.me);
});

it('malformed JSON, another Content-Type and a body that is too large are rejected in the error format of the contract', async () => {
  const user = await createMediaUser();
  const malformed = await changeProfile(user, '{"email": ');
  const problem = { field: 'body', message: 'Malformed JSON body' };
  expect([malformed.status, malformed.body]).toEqual([400, invalidInput(problem)]);
  const form = await changeProfile(user, 'email=x', { headers: { 'Content-Type': 'text/plain' } });
  const wrongType = mediaError('VALIDATION_ERROR', 'Content-Type must be application/json');
  expect([form.status, form.body]).toEqual([415, wrongType]);
  const large = await changeProfile(user, { username: 'x'.repeat(70_000) });
  expect([large.status, large.body]).toEqual([
    413,
    mediaError('VALIDATION_ERROR', 'Request body is too large'),
  ]);
});
