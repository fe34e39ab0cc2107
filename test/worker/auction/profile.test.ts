/** The profile of the auction contract, and the totals that only an administrator can change. */
import { expect, it } from 'vitest';
import { newAdministrator } from '../sessions/device.ts';
import { call, freshEmail } from '../support/client.ts';
import {
  DENIED,
  errorBody,
  expectedUser,
  invalidBody,
  JOHN,
  login,
  noSessionBody,
  PASSWORD,
  signUpBidder,
  signup,
} from './auction.ts';

const TOTALS = { total_bids: 5, total_wins: 2, total_spent: 15_000.5 };

it('one request can change every field, and /auth/me returns the new values', async () => {
  const account = await signUpBidder();
  const changes = {
    name: 'John Smith',
    phone: '+1987654321',
    city: 'Los Angeles',
    country: 'Canada',
    avatar_url: 'https://example.com/avatars/new-avatar.jpg',
  };
  const { status, body } = await account.changeProfile({ user_id: account.id, ...changes });
  const user = expectedUser(account, changes);
  expect(body).toEqual({ success: true, message: 'Profile updated successfully', user });
  expect(status).toBe(200);
  expect((await account.getMe()).body).toEqual({ success: true, user });
});

it.each([
  ['name', 'Jane Roe'],
  ['phone', '+44 20 7946 0000'],
  ['city', 'Boston'],
  ['country', 'Chile'],
  ['avatar_url', 'http://example.com/a.png'],
])('a change of %s changes no other field and needs no user_id', async (field, value) => {
  const account = await signUpBidder();
  const { body } = await account.changeProfile({ [field]: value });
  expect(body.user).toEqual(expectedUser(account, { [field]: value }));
});

it.each([{}, { user_id: 0 }, { nickname: 'Jo' }])(
  'a request with %j is rejected, because it contains no field to change',
  async (sent) => {
    const account = await signUpBidder();
    // The number of the account replaces the 0, because the number is known only after the signup.
    const body = 'user_id' in sent ? { user_id: account.id } : sent;
    const { status, body: response } = await account.changeProfile(body);
    expect(response).toEqual(invalidBody({ field: 'body', message: 'At least one field must be provided' }));
    expect(status).toBe(400);
  },
);

it.each([null, '', '  '])('the value %j clears the optional fields', async (empty) => {
  const account = await signUpBidder();
  await account.changeProfile({ avatar_url: 'https://example.com/a.png' });
  const sent = { phone: empty, city: empty, country: empty, avatar_url: empty };
  const cleared = { phone: null, city: null, country: null, avatar_url: null };
  expect((await account.changeProfile(sent)).body.user).toEqual(expectedUser(account, cleared));
});

it.each([null, '', '  '])('the value %j is rejected as a name', async (name) => {
  const account = await signUpBidder();
  const response = await account.changeProfile({ name });
  expect(response.body.details).toHaveLength(1);
  expect(response.body.details[0].field).toBe('name');
  expect(response.status).toBe(400);
  expect((await account.getMe()).body.user.name).toBe(JOHN.name);
});

it.each(['Plato', 'Juan Carlos de la Vega', 'Anne-Marie O’Neill'])(
  'the name %s is returned unchanged after a signup and after a change',
  async (name) => {
    const account = await signUpBidder({ name });
    expect((await account.getMe()).body.user.name).toBe(name);
    expect((await account.changeProfile({ name })).body.user.name).toBe(name);
  },
);

it('an avatar URL can have at most 500 characters', async () => {
  const account = await signUpBidder();
  const url = `https://example.com/${'a'.repeat(480)}`;
  expect((await account.changeProfile({ avatar_url: url })).body.user.avatar_url).toBe(url);
  const { status, body } = await account.changeProfile({ avatar_url: `${url}a` });
  const message = 'avatar_url must be at most 500 characters';
  expect(body).toEqual(invalidBody({ field: 'avatar_url', message }));
  expect(status).toBe(400);
});

it.each([
  'ftp://example.com/a',
  'javascript:alert(1)',
  'data:image/png;base64,AA',
  '/a.png',
  'example.com/a',
])('the value %s is rejected as an avatar', async (url) => {
  const { status, body } = await (await signUpBidder()).changeProfile({ avatar_url: url });
  expect(body).toEqual(
    invalidBody({ field: 'avatar_url', message: 'avatar_url must be a valid http(s) URL' }),
  );
  expect(status).toBe(400);
});

it('the user_id of another account is rejected, and neither account changes', async () => {
  const [account, other] = [await signUpBidder(), await signUpBidder()];
  const { status, body } = await account.changeProfile({ user_id: other.id, name: 'Mallory' });
  expect(body).toEqual(DENIED);
  expect(status).toBe(403);
  for (const { getMe } of [account, other]) expect((await getMe()).body.user.name).toBe(JOHN.name);
});

it('a change of the profile requires a session', async () => {
  const { id } = await signUpBidder();
  const { status, body } = await call('//auth/profile', {
    method: 'PATCH',
    body: { user_id: id, name: 'X' },
  });
  expect(body).toEqual(noSessionBody());
  expect(status).toBe(401);
});

it('the response for an inactive account states that the account is inactive', async () => {
  const account = await signUpBidder();
  const { token } = await newAdministrator();
  const path = `/auth/users/${account.id}/`;
  await call(path, { method: 'PATCH', token, body: { is_active: false } });
  const { status, body } = await account.changeProfile({ name: 'Jane' });
  expect(body).toEqual(errorBody('SESSION_ENDED', 'Account is inactive'));
  expect(status).toBe(403);
});

it('a signup or a profile change sets neither totals nor the verification, and a profile change with a role gives no access to the route of administrators', async () => {
  const email = freshEmail('rich');
  await signup({ ...JOHN, email, password: PASSWORD, ...TOTALS, role: 'admin', is_verified: true });
  const account = await signUpBidder();
  await account.changeProfile({ ...TOTALS, name: 'Rich', role: 'admin', is_verified: true });
  const loggedIn = (await login(email, PASSWORD)).body;
  const zero = { total_bids: 0, total_wins: 0, total_spent: 0, is_verified: false };
  expect(loggedIn.user).toMatchObject(zero);
  expect((await account.getMe()).body.user).toEqual(expectedUser(account, { name: 'Rich' }));
  const own = { method: 'PATCH', token: account.token, body: TOTALS };
  expect((await call(`/auth/users/${account.id}/`, own)).status).toBe(403);
  expect((await account.getMe()).body.user).toMatchObject(zero);
});

it('an administrator can set valid totals, and the login and /auth/me return the new totals', async () => {
  const account = await signUpBidder();
  const { token } = await newAdministrator();
  const path = `/auth/users/${account.id}/`;
  expect((await call(path, { method: 'PATCH', token, body: TOTALS })).status).toBe(200);
  expect((await account.getMe()).body.user).toEqual(expectedUser(account, TOTALS));
  expect((await login(account.email, PASSWORD)).body.user).toMatchObject(TOTALS);
  for (const wrong of [{ total_bids: -1 }, { total_wins: 1.5 }, { total_spent: '9' }]) {
    expect((await call(path, { method: 'PATCH', token, body: wrong })).status).toBe(400);
  }
  expect((await account.getMe()).body.user).toEqual(expectedUser(account, TOTALS));
});
