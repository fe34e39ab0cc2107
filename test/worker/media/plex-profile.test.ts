/**
 * A sign-in with Plex updates the user name and the picture of the account. A value that did not come from Plex stays,
 * for example a value that the owner has changed.
 */
import { expect, it, vi } from 'vitest';
import { accountRow, makeVerified } from '../support/accounts.ts';
import { withRequestAfter } from '../support/altered-worker.ts';
import {
  type CallOptions,
  call,
  freshAddress,
  freshEmail,
  signUp,
  type TestResponse,
} from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { DAY, START } from '../support/golden.ts';
import { callMedia, plexLogin } from './media.ts';

useTestClock();

const PICTURE = 'https://plex.tv/users/1/avatar?c=1';
const NEW_PICTURE = 'https://plex.tv/users/1/avatar?c=2';

let lastPlexId = 9_300_000;

/**
 * Creates a Plex user with an account. The returned `signIn` signs the user in again, after the given changes of the
 * profile at Plex.
 */
async function createPlexViewer(profileFields: object = {}) {
  lastPlexId += 1;
  const email = freshEmail('follower');
  const name = `follower${lastPlexId}`;
  const profile = {
    id: lastPlexId,
    username: name,
    email,
    confirmed: true,
    thumb: PICTURE,
    ...profileFields,
  };
  const signIn = (changes: object = {}, options: CallOptions = {}) =>
    plexLogin('a-token', { ...profile, ...changes }, options);
  const { body } = await signIn();
  const token: string = body.data.tokens.accessToken;
  return { email, name, id: body.data.user.id as string, token, signIn };
}

/** The user in a response to a sign-in. Throws if the sign-in failed. */
function userOf({ status, body }: TestResponse) {
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body.data.user;
}

const setPicture = (token: string, avatar_url: string | null) =>
  call('//auth/profile', { method: 'PATCH', token, body: { avatar_url } });

it('a sign-in takes a new user name and a new picture from Plex, and `GET /auth/me` then returns both values', async () => {
  const { name, signIn, token } = await createPlexViewer();
  vi.setSystemTime(START + DAY);
  const user = userOf(await signIn({ username: `${name}-new`, thumb: NEW_PICTURE }));
  expect(user).toMatchObject({ username: `${name}-new`, avatar: NEW_PICTURE });
  const me = await callMedia('/auth/me', { token });
  expect(me.body.data.user).toMatchObject({ username: `${name}-new`, avatar: NEW_PICTURE });
  expect(userOf(await signIn())).toMatchObject({ username: name, avatar: PICTURE });
});

it('a sign-in removes a picture that was removed at Plex, and takes a picture that was added later', async () => {
  const { signIn } = await createPlexViewer();
  expect(userOf(await signIn({ thumb: '' })).avatar).toBeNull();
  expect(userOf(await signIn({ thumb: NEW_PICTURE })).avatar).toBe(NEW_PICTURE);
});

it('a sign-in keeps the user name when Plex reports no name', async () => {
  const { name, signIn } = await createPlexViewer();
  expect(userOf(await signIn({ username: null })).username).toBe(name);
  expect(userOf(await signIn({ username: '???' })).username).toBe(name);
});

it('a sign-in takes the user name from Plex if Plex reported no user name when the account was created', async () => {
  const { name, signIn } = await createPlexViewer({ username: null });
  expect(userOf(await signIn({ username: name })).username).toBe(name);
});

it('a sign-in keeps a user name that the owner has changed, and still takes the picture', async () => {
  const { name, signIn, token } = await createPlexViewer();
  const username = `${name}.mine`;
  await callMedia('/auth/me', { method: 'PUT', token, body: { username } });
  const user = userOf(await signIn({ username: `${name}-new`, thumb: NEW_PICTURE }));
  expect(user).toMatchObject({ username, avatar: NEW_PICTURE });
});

it('a sign-in keeps a user name if the owner has changed only upper and lower case', async () => {
  const { name, signIn, token } = await createPlexViewer();
  const username = name.toUpperCase();
  await callMedia('/auth/me', { method: 'PUT', token, body: { username } });
  expect(userOf(await signIn({ username: `${name}-new` })).username).toBe(username);
});

it.each([
  ['replaced', 'https://example.com/me.png'],
  ['removed', null],
])('a sign-in keeps a picture that the owner has %s, and still takes the name', async (_change, avatar) => {
  const { name, signIn, token } = await createPlexViewer();
  expect((await setPicture(token, avatar)).status).toBe(200);
  const user = userOf(await signIn({ username: `${name}-new`, thumb: NEW_PICTURE }));
  expect(user).toMatchObject({ username: `${name}-new`, avatar });
});

it('a sign-in keeps the user name if another account has the new user name, and does not try that new user name again', async () => {
  const [holder, { name, signIn }] = [await signUp(), await createPlexViewer()];
  const taken = holder.email.split('@')[0] ?? '';
  expect(userOf(await signIn({ username: taken.toUpperCase() })).username).toBe(name);
  expect((await signIn({ username: taken.toUpperCase() })).cost.trips).toBe(2);
  await callMedia('/auth/me', { method: 'PUT', token: holder.token, body: { username: `${taken}.moved` } });
  expect(userOf(await signIn({ username: taken.toUpperCase() })).username).toBe(name);
  expect(userOf(await signIn({ username: `${name}-new` })).username).toBe(`${name}-new`);
});

it('a sign-in keeps the number at the end of a default user name until the user name at Plex changes', async () => {
  const first = await createPlexViewer();
  const { signIn, token } = await createPlexViewer({ username: first.name });
  expect((await callMedia('/auth/me', { token })).body.data.user.username).toBe(`${first.name}2`);
  await callMedia('/auth/me', {
    method: 'DELETE',
    token: first.token,
    body: { confirmation: 'DELETE_MY_ACCOUNT' },
  });
  expect(userOf(await signIn({ thumb: NEW_PICTURE })).username).toBe(`${first.name}2`);
  expect(userOf(await signIn({ username: `${first.name}-new` })).username).toBe(`${first.name}-new`);
});

it.each([1, 2])(
  'a sign-in keeps changes that another request makes after D1 batch %i of the sign-in',
  async (batch) => {
    const { id, name, signIn, token } = await createPlexViewer();
    const mine = { username: `${name}.mine`, avatarUrl: 'https://example.com/me.png' };
    const otherRequest = async () => {
      await callMedia('/auth/me', { method: 'PUT', token, body: { username: mine.username } });
      await setPicture(token, mine.avatarUrl);
    };
    const altered = { DB: withRequestAfter(batch, otherRequest) };
    const { status } = await signIn({ username: `${name}-new`, thumb: NEW_PICTURE }, { altered });
    expect(status).toBe(200);
    expect(await accountRow({ id })).toMatchObject(mine);
  },
);

it('a sign-in keeps the user name and the picture of an account that was linked with Plex after its creation', async () => {
  const { email, id, token } = await signUp();
  await makeVerified({ email });
  await setPicture(token, 'https://example.com/me.png');
  lastPlexId += 1;
  const user = { id: lastPlexId, username: `linked${lastPlexId}`, email, confirmed: true, thumb: PICTURE };
  const expected = { id, username: email.split('@')[0], avatar: 'https://example.com/me.png' };
  expect(userOf(await plexLogin('a-token', user))).toMatchObject(expected);
  const changed = { ...user, username: `linked${lastPlexId}-new`, thumb: NEW_PICTURE };
  expect(userOf(await plexLogin('a-token', changed))).toMatchObject(expected);
});

it('a linked account without a picture takes the picture from Plex, and later changes of this picture', async () => {
  const { email } = await signUp();
  await makeVerified({ email });
  lastPlexId += 1;
  const user = { id: lastPlexId, username: `linked${lastPlexId}`, email, confirmed: true, thumb: PICTURE };
  expect(userOf(await plexLogin('a-token', user)).avatar).toBe(PICTURE);
  expect(userOf(await plexLogin('a-token', { ...user, thumb: NEW_PICTURE })).avatar).toBe(NEW_PICTURE);
});

it('a sign-in costs no extra round trip when nothing changed, and one extra round trip when a value changed', async () => {
  const { name, signIn } = await createPlexViewer();
  // All measured sign-ins use one client address, because an e-mail about a new device would cost more rows.
  const address = freshAddress();
  const measureSignIn = async (changes: object) => (await signIn(changes, { address })).cost;
  await measureSignIn({});
  const unchanged = await measureSignIn({});
  // The first round trip reads the account, the second writes the session.
  expect(unchanged.trips).toBe(2);
  const changed = await measureSignIn({ username: `${name}-new`, thumb: NEW_PICTURE });
  expect(changed.trips).toBe(unchanged.trips + 1);
  expect(await measureSignIn({ username: `${name}-new`, thumb: NEW_PICTURE })).toEqual(unchanged);
});
