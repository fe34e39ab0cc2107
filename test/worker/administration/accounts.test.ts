/** An administrator lists, reads and changes accounts. */
import { describe, expect, it, vi } from 'vitest';
import { expectRefused, newAdministrator } from '../sessions/device.ts';
import { numberOf } from '../support/accounts.ts';
import { call, freshEmail, PASSWORD, signUp } from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { aTime, failure, invalid, MINUTE, NOT_FOUND, START } from '../support/golden.ts';

useTestClock();

interface ListedAccount {
  id: number;
  username: string;
}

const FORBIDDEN = failure('FORBIDDEN', 'You do not have permission to perform this action.');

const namesOf = (results: ListedAccount[]) => results.map(({ username }) => username);

/** Returns a new account as the routes of administrators return it. The values in `fields` replace the defaults. */
const accountBody = (fields: Record<string, unknown>) => ({
  first_name: '',
  last_name: '',
  is_active: true,
  is_staff: false,
  is_superuser: false,
  date_joined: aTime,
  last_login: aTime,
  profile: { expired: false, expiry_date: null, created_at: aTime, updated_at: aTime },
  role: 'user',
  is_verified: false,
  is_premium: false,
  premium_until: null,
  ...fields,
});

let prefixCount = 0;

/** Registers accounts whose user names have the same prefix. No other account has this prefix. */
async function registerAccountsWithPrefix(count: number) {
  prefixCount += 1;
  const prefix = `group${prefixCount}.`;
  const accounts = [];
  for (let index = 1; index <= count; index += 1) {
    const body = { email: freshEmail('member'), password: PASSWORD, username: `${prefix}${index}` };
    const uuid: string = (await call('/auth/register', { body })).body.user.id;
    accounts.push({ ...body, uuid, id: await numberOf({ id: uuid }) });
  }
  return { prefix, accounts };
}

describe('the list of accounts', () => {
  it('the list of accounts has pages with links to the next and the previous page', async () => {
    const { token } = await newAdministrator();
    const { prefix, accounts } = await registerAccountsWithPrefix(3);
    const listUrl = 'http://plugs.test/api/v1/auth/users/';
    const { status, body } = await call(`/auth/users/?search=${prefix}&page_size=2`, { token });
    expect(status).toBe(200);
    expect(body).toEqual({
      count: 3,
      next: `${listUrl}?search=${prefix}&page_size=2&page=2`,
      previous: null,
      results: accounts.slice(0, 2).map(({ password: _password, ...fields }) => accountBody(fields)),
    });
    const { body: second } = await call(body.next.replace('http://plugs.test', '/'), { token });
    expect(second).toEqual({
      count: 3,
      next: null,
      previous: `${listUrl}?search=${prefix}&page_size=2&page=1`,
      results: [expect.objectContaining({ username: `${prefix}3` })],
    });
  });

  it('the search finds a number or the beginning of a user name or e-mail address in any letter case, and treats wildcards as text', async () => {
    const { token } = await newAdministrator();
    const { prefix, accounts } = await registerAccountsWithPrefix(2);
    const findNames = async (search: string) =>
      namesOf((await call(`/auth/users/?search=${encodeURIComponent(search)}`, { token })).body.results);
    const [first, second] = accounts.map(({ username }) => username);
    expect(await findNames(` ${prefix.toUpperCase()} `)).toEqual([first, second]);
    expect(await findNames(accounts[1]?.email.toUpperCase() ?? '')).toEqual([second]);
    expect(await findNames(accounts[1]?.email.slice(0, -4) ?? '')).toEqual([second]);
    expect(await findNames(String(accounts[1]?.id))).toContain(second);
    expect(await findNames(prefix.slice(1))).toEqual([]);
    expect(await findNames(prefix.replace('.', '%'))).toEqual([]);
    expect(await findNames(prefix.replace('.', '_'))).toEqual([]);
    expect(await findNames('" OR 1=1 --')).toEqual([]);
  });

  it.each([
    ['Über.einer', 'über.einer'],
    ['Νίκος', 'νίκοσ'],
    ['İpek', 'ipek'],
  ])('the search finds the user name %s in any letter case', async (username, storedName) => {
    const { token } = await newAdministrator();
    await call('/auth/register', { body: { email: freshEmail('letters'), password: PASSWORD, username } });
    // Letters outside ASCII are stored in lower case (RFC 8265), so the stored name differs from the sent name.
    for (const search of [username, username.toUpperCase(), storedName]) {
      const { body } = await call(`/auth/users/?search=${encodeURIComponent(search)}`, { token });
      expect(namesOf(body.results)).toEqual([storedName]);
    }
  });

  it('the list of accounts has a filter for active and inactive accounts', async () => {
    const { token, change } = await newAdministrator();
    const { prefix, accounts } = await registerAccountsWithPrefix(2);
    await change({ id: accounts[0]?.uuid ?? '' }, { is_active: false });
    const listWithFilter = async (query: string) => {
      const { body } = await call(`/auth/users/?search=${prefix}${query}`, { token });
      return [body.count, ...namesOf(body.results)];
    };
    expect(await listWithFilter('')).toEqual([2, `${prefix}1`, `${prefix}2`]);
    expect(await listWithFilter('&is_active=true')).toEqual([1, `${prefix}2`]);
    expect(await listWithFilter('&is_active=false')).toEqual([1, `${prefix}1`]);
  });

  it.each([
    ['page=0', 'page', 'page must be a whole number from 1 to 1000000'],
    ['page_size=0', 'page_size', 'page_size must be a whole number from 1 to 200'],
    ['page_size=x', 'page_size', 'page_size must be a whole number from 1 to 200'],
    ['is_active=maybe', 'is_active', 'is_active must be true or false'],
  ])('the list of accounts rejects the query %s', async (query, field, message) => {
    const { token } = await newAdministrator();
    const response = await call(`/auth/users/?${query}`, { token });
    expect(response.status).toBe(400);
    expect(response.body).toEqual(invalid({ field, message }));
  });
});

it('only administrators can list, read or change accounts', async () => {
  const account = await signUp();
  const path = `/auth/users/${await numberOf(account)}/`;
  const requests = [['/auth/users/'], [path], [path, { is_premium: true }]] as const;
  for (const [target, body] of requests) {
    const method = body ? 'PATCH' : 'GET';
    const refused = await call(target, { token: account.token, method, body });
    expect([refused.status, refused.body]).toEqual([403, FORBIDDEN]);
    const anonymous = await call(target, { method, body });
    expectRefused(anonymous, failure('UNAUTHORIZED', 'Authentication credentials were not provided.'));
  }
  expect((await call('/auth/me', { token: account.token })).body.is_premium).toBe(false);
});

describe('one account', () => {
  it('an administrator reads an account by its number', async () => {
    const { token } = await newAdministrator();
    const account = await signUp();
    const id = await numberOf(account);
    const { email, id: uuid } = account;
    const { status, body } = await call(`/auth/users/${id}/`, { token });
    expect([status, body]).toEqual([200, accountBody({ id, uuid, email, username: email.split('@')[0] })]);
  });

  it.each(['0', '999999', 'x', '1e3', '99999999999999'])(
    'a request for the account number %s returns 404',
    async (number) => {
      const { token } = await newAdministrator();
      for (const options of [{}, { method: 'PATCH', body: { is_premium: true } }]) {
        const response = await call(`/auth/users/${number}/`, { token, ...options });
        expect([response.status, response.body]).toEqual([404, NOT_FOUND]);
      }
    },
  );

  it('a change returns the whole changed account, ignores fields that it cannot set, and removes a date if null is sent', async () => {
    const { change } = await newAdministrator();
    const account = await signUp();
    const { email, id: uuid } = account;
    vi.setSystemTime(START + MINUTE);
    const response = await change(account, {
      role: 'admin',
      is_verified: true,
      is_premium: true,
      premium_until: '2032-01-01T00:00:00+02:00',
      expiry_date: '2032-02-29T12:00:00Z',
      username: 'ignored',
      password: 'ignored',
      is_superuser: 'ignored',
    });
    expect(response.status).toBe(200);
    expect(response.body).toEqual(
      accountBody({
        id: await numberOf(account),
        uuid,
        email,
        username: email.split('@')[0],
        is_staff: true,
        is_superuser: true,
        role: 'admin',
        is_verified: true,
        is_premium: true,
        premium_until: '2031-12-31T22:00:00.000Z',
        profile: {
          expired: false,
          expiry_date: '2032-02-29T12:00:00.000Z',
          created_at: '2031-11-21T12:00:00.000Z',
          updated_at: '2031-11-21T12:01:00.000Z',
        },
      }),
    );
    expect((await call('/auth/users/', { token: account.token })).status).toBe(200);
    const cleared = await change(account, { premium_until: null, expiry_date: null });
    expect([cleared.body.premium_until, cleared.body.profile.expiry_date]).toEqual([null, null]);
  });
});
