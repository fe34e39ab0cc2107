/** Registration: response bodies, Django's password rules, unique addresses and user names, and the limit. */
import { describe, expect, it } from 'vitest';
import { call, freshAddress, freshEmail, PASSWORD } from '../support/client.ts';
import { aJwt, aTime, aUuid, failure, goldenUser, invalid } from '../support/golden.ts';

const BOTH_REQUIRED = 'Email and password are required';
const TOO_SHORT = 'This password is too short. It must contain at least 8 characters.';
const register = (body: Record<string, unknown>) => call('/auth/register', { body });
const weakPasswordBody = (...messages: string[]) =>
  invalid(...messages.map((message) => ({ field: 'password', message })));

it('a registration returns the user, the tokens and the session', async () => {
  const email = freshEmail('ada');
  const { status, body, headers } = await register({ email, password: PASSWORD });
  expect(status).toBe(201);
  expect(body).toEqual({
    user: goldenUser(email),
    tokens: {
      access_token: aJwt,
      refresh_token: aJwt,
      token_type: 'bearer',
      expires_in: 7 * 86_400,
      access: body.tokens.access_token,
      refresh: body.tokens.refresh_token,
    },
    session_id: expect.any(Number),
  });
  expect(headers.get('Cache-Control')).toBe('no-store');
});

it('a registration trims and stores the sent fields, and ignores fields that it cannot set', async () => {
  const email = freshEmail('grace');
  const { status, body } = await register({
    email: ` ${email.toUpperCase()} `,
    password: PASSWORD,
    username: 'grace.hopper',
    first_name: ' Grace ',
    last_name: 'Hopper',
    timezone: 'America/New_York',
    client_type: 'web',
    device_name: 'Mark I',
    is_premium: true,
    is_active: false,
    is_verified: true,
    role: 'admin',
    id: '00000000-0000-4000-8000-000000000000',
  });
  expect(status).toBe(201);
  expect(body.user).toEqual({
    id: aUuid,
    email,
    username: 'grace.hopper',
    first_name: 'Grace',
    last_name: 'Hopper',
    timezone: 'America/New_York',
    is_active: true,
    is_premium: false,
    is_verified: false,
    created_at: aTime,
    updated_at: aTime,
  });
  expect(body.user.id).not.toMatch(/^00000000/);
  expect(body.tokens.expires_in).toBe(1800);
});

it.each([
  ['web', 1800],
  ['website', 1800],
  ['ios', 604_800],
  ['android', 604_800],
  ['mobile', 604_800],
  ['a custom type', 604_800],
])(
  'a client of the type %j gets an access token that is valid for %i seconds',
  async (client_type, expiresIn) => {
    const { body } = await register({ email: freshEmail(), password: PASSWORD, client_type });
    expect(body.tokens.expires_in).toBe(expiresIn);
  },
);

it.each([
  ['no fields', {}, ['email', 'password']],
  ['no password', { email: 'a@example.com' }, ['password']],
  ['no e-mail', { password: PASSWORD }, ['email']],
  ['empty fields', { email: '', password: '' }, ['email', 'password']],
  ['nulls', { email: null, password: null }, ['email', 'password']],
  ['numbers', { email: 1, password: 2 }, ['email', 'password']],
])('a registration with %s is rejected with one message for each unusable field', async (_, body, fields) => {
  const response = await register(body);
  expect(response.status).toBe(400);
  expect(response.body).toEqual(invalid(...fields.map((field) => ({ field, message: BOTH_REQUIRED }))));
});

it.each([
  'no-at-sign',
  'a@b',
  'a b@example.com',
  '@example.com',
  'a@-example.com',
  `${'a'.repeat(250)}@b.io`,
])('a registration rejects the e-mail address %s', async (email) => {
  const response = await register({ email, password: PASSWORD });
  expect(response.status).toBe(400);
  expect(response.body).toEqual(invalid({ field: 'email', message: 'Enter a valid email address.' }));
});

it.each([
  [{ first_name: 'x'.repeat(151) }, 'first_name', 'first_name must be at most 150 characters'],
  [{ client_type: 'x'.repeat(51) }, 'client_type', 'client_type must be at most 50 characters'],
  [
    { timezone: 'Mars/Olympus' },
    'timezone',
    'Invalid timezone: Mars/Olympus. Must be a valid IANA timezone identifier.',
  ],
])('a registration with %j is rejected with a message about the field', async (extra, field, message) => {
  const response = await register({ email: freshEmail(), password: PASSWORD, ...extra });
  expect(response.status).toBe(400);
  expect(response.body).toEqual(invalid({ field, message }));
});

describe('a weak password', () => {
  it.each([
    ['Xk9#m', [TOO_SHORT]],
    ['password', ['This password is too common.']],
    ['PassWord', ['This password is too common.']],
    ['8046195723', ['This password is entirely numeric.']],
    ['1357', [TOO_SHORT, 'This password is entirely numeric.']],
  ])(
    'the weak password %j is rejected with the message of every violated rule',
    async (password, messages) => {
      const response = await register({ email: freshEmail('someone'), password });
      expect(response.status).toBe(400);
      expect(response.body).toEqual(weakPasswordBody(...messages));
    },
  );

  it('a password that is similar to the user name is rejected', async () => {
    const response = await register({ email: freshEmail(), username: 'marguerite', password: 'marguerite7' });
    expect(response.body).toEqual(weakPasswordBody('The password is too similar to the username.'));
  });

  it('a password that is similar to the e-mail address is rejected', async () => {
    const body = { email: 'wilhelmina@example.com', username: 'someoneelse', password: 'Wilhelmina5' };
    expect((await register(body)).body).toEqual(
      weakPasswordBody('The password is too similar to the email address.'),
    );
  });

  it('a registration with a weak password creates no account', async () => {
    const email = freshEmail();
    await register({ email, password: 'password' });
    expect((await register({ email, password: PASSWORD })).status).toBe(201);
  });
});

it('an e-mail address can have only one account, regardless of letter case', async () => {
  const email = freshEmail();
  await register({ email, password: PASSWORD });
  for (const same of [email, email.toUpperCase()]) {
    const response = await register({ email: same, password: PASSWORD });
    expect(response.status).toBe(400);
    expect(response.body).toEqual(failure('BAD_REQUEST', 'User with this email already exists'));
  }
});

it('a default user name that is taken gets a number', async () => {
  const names: string[] = [];
  for (const domain of ['example.com', 'example.org', 'example.net']) {
    const { body } = await register({ email: `namesake@${domain}`, password: PASSWORD });
    names.push(body.user.username);
  }
  expect(names).toEqual(['namesake', 'namesake2', 'namesake3']);
});

it('a sent user name that is taken is rejected, regardless of letter case', async () => {
  await register({ email: freshEmail(), password: PASSWORD, username: 'Only.One' });
  const response = await register({ email: freshEmail(), password: PASSWORD, username: 'only.one' });
  expect(response.status).toBe(400);
  expect(response.body).toEqual(failure('BAD_REQUEST', 'A user with that username already exists.'));
});

it('the eleventh registration from one client address in an hour is rejected, even if the first ten failed', async () => {
  const address = freshAddress();
  const attempt = () => call('/auth/register', { address, body: { email: freshEmail(), password: 'short' } });
  for (let count = 0; count < 10; count += 1) expect((await attempt()).status).toBe(400);
  const refused = await attempt();
  expect(refused.status).toBe(429);
  expect(refused.headers.get('RateLimit-Policy')).toBe('"register";q=10;w=3600');
});
