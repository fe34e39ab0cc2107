/** Rules for values: URLs, phone numbers, times, ids, parameters that are sent more than once, and empty headers. */
import { describe, expect, it } from 'vitest';
import { invalidBody as invalidAtAuction, signUpBidder } from '../auction/auction.ts';
import { newAdministrator } from '../sessions/device.ts';
import { numberOf } from '../support/accounts.ts';
import { call, signUp } from '../support/client.ts';
import { failure, invalid } from '../support/golden.ts';

const NAMES = { first_name: 'Ada', last_name: 'Lovelace' };

describe('a URL', () => {
  it.each(['http:foo', 'https:/foo', 'http:///foo', 'https://?q', 'http://a\tb.test'])(
    'the URL %j is rejected',
    async (url) => {
      const [{ token }, account] = [await signUp(), await signUpBidder()];
      const plug = await call('/plugs/', { token, body: { ...NAMES, linkedin_url: url } });
      const field = 'linkedin_url';
      expect(plug.body).toEqual(invalid({ field, message: `${field} must be a valid http(s) URL` }));
      const { status, body } = await account.changeProfile({ avatar_url: url });
      expect([status, body.details?.[0].field]).toEqual([400, 'avatar_url']);
    },
  );

  it.each(['HTTP://x', 'Https://example.com/a'])('the URL %s is accepted', async (url) => {
    const [{ token }, account] = [await signUp(), await signUpBidder()];
    const plug = await call('/plugs/', { token, body: { ...NAMES, linkedin_url: url } });
    expect([plug.status, plug.body.linkedin_url]).toEqual([201, url]);
    expect((await account.changeProfile({ avatar_url: url })).body.user.avatar_url).toBe(url);
  });
});

describe('a phone number', () => {
  it.each(['555\t123\t4567', '555\n1234567'])(
    'a phone number with control characters is rejected: %j',
    async (primary_number) => {
      const { token } = await signUp();
      const { body } = await call('/plugs/', { token, body: { ...NAMES, primary_number } });
      expect(body.detail).toBe('primary_number must have 7 to 15 digits');
    },
  );
});

describe('a time', () => {
  /** Sets the expiry date of a new account as an administrator. */
  const changeExpiryDate = async (expiry_date: string) => {
    const [{ token }, account] = [await newAdministrator(), await signUp()];
    return call(`/auth/users/${await numberOf(account)}/`, { method: 'PATCH', token, body: { expiry_date } });
  };

  it.each(['0000-12-31T23:59:59Z', '9999-12-31T23:59:59-00:01', '0001-01-01T00:00:00+00:01'])(
    'the time %s is rejected because its year in UTC is not between 1 and 9999',
    async (expiry_date) => {
      const message = 'expiry_date must be an ISO 8601 time';
      expect((await changeExpiryDate(expiry_date)).body).toEqual(invalid({ field: 'expiry_date', message }));
    },
  );

  it('the last millisecond of the year 9999 is accepted', async () => {
    const last = '9999-12-31T23:59:59.999Z';
    expect((await changeExpiryDate(last)).body.profile.expiry_date).toBe(last);
  });
});

describe('a user_id of the auction site', () => {
  it.each(['', '%20'])(
    'a blank user_id in the query of the auction site (%j) counts as absent',
    async (blank) => {
      expect((await (await signUpBidder()).getMe(`?user_id=${blank}`)).status).toBe(200);
    },
  );

  it.each([null, '', ' '])(
    'the user_id %j in a body of the auction site counts as absent',
    async (user_id) => {
      expect((await (await signUpBidder()).changeProfile({ user_id, name: 'Jane Roe' })).status).toBe(200);
    },
  );

  it.each([[[]], [['1']], [true], ['0x1'], ['1e0'], ['+1'], [{}], [2 ** 53]])(
    'the user_id %j in a body of the auction site is rejected',
    async (user_id) => {
      const { status, body } = await (await signUpBidder()).changeProfile({ user_id, name: 'Jane Roe' });
      const message = 'user_id must be a whole number';
      expect([status, body]).toEqual([400, invalidAtAuction({ field: 'user_id', message })]);
    },
  );

  it('the user_id in a body of the auction site may be a text of digits', async () => {
    const account = await signUpBidder();
    expect((await account.changeProfile({ user_id: String(account.id), name: 'Jane Roe' })).status).toBe(200);
  });
});

describe('a query parameter', () => {
  it.each([
    ['/plugs/', 'network_type', 'may be given once'],
    ['/plugs/', 'business_type', 'may be given once'],
    ['/plugs/', 'cursor', 'may be given once'],
    ['/auth/events', 'cursor', 'may be given once'],
    ['/auth/users/', 'search', 'may be given once'],
    ['/passages', 'tier', 'must be one of free, premium'],
  ])(
    'the route %s rejects the two values a and b of the parameter %s with a message that names the parameter',
    async (path, field, message) => {
      const { token } = await newAdministrator();
      const { body } = await call(`${path}?${field}=a&${field}=b`, { token });
      expect(body).toEqual(invalid({ field, message: `${field} ${message}` }));
    },
  );

  it('the parameter tag may be given at most twenty times', async () => {
    const { token } = await signUp();
    const pathWithTags = (count: number) => `/plugs/?${'tag=a&'.repeat(count)}`;
    expect((await call(pathWithTags(20), { token })).status).toBe(200);
    const message = 'tag may be given 20 times at most';
    expect((await call(pathWithTags(21), { token })).body).toEqual(invalid({ field: 'tag', message }));
  });
});

it('an empty Idempotency-Key is rejected', async () => {
  const { token } = await signUp();
  const { status, body } = await call('/plugs/', { token, body: NAMES, headers: { 'Idempotency-Key': '' } });
  const message = 'Idempotency-Key must not be empty';
  const details = [{ field: 'Idempotency-Key', message }];
  expect([status, body]).toEqual([400, failure('BAD_REQUEST', message, { details })]);
});
