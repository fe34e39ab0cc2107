/**
 * The maximum costs of requests: round trips and rows of D1, calls of Durable Objects, KV operations and password
 * hashes. `account` has 10,000 plugs, and other accounts together have 50,000 plugs.
 */
import { beforeAll, expect, it } from 'vitest';
import { MAX_TAGS } from '../../../src/rules/plugs/plug.ts';
import { accountNumberOf } from '../../../src/rules/sessions/session-id.ts';
import { seedOtherAccounts, seedPlugs } from '../plugs/seed-plugs.ts';
import { call, PASSWORD, signUp, type TestAccount, type TestResponse } from '../support/client.ts';

let account: TestAccount;

beforeAll(async () => {
  account = await signUp();
  await seedOtherAccounts(50, 1000);
  await seedPlugs(accountNumberOf(account.sessionId), 10_000);
}, 120_000);

const get = (path: string) => call(path, { token: account.token });

/** Expects a response to a read that took one round trip, read at most `maxRows` rows and wrote nothing. */
function expectRead(response: TestResponse, maxRows: number): void {
  expect(response.status).toBe(200);
  expect(response.cost).toMatchObject({ trips: 1, rowsWritten: 0, objects: 0, kv: 0, hashes: 0 });
  expect(response.cost.rowsRead).toBeLessThanOrEqual(maxRows);
}

/** Expects a response to a write that took two round trips and read at most `maxRows` rows. */
function expectWrite(response: TestResponse, maxRows = 12): void {
  expect(response.status).toBeLessThan(300);
  expect(response.cost).toMatchObject({ trips: 2, objects: 0, kv: 0, hashes: 0 });
  expect(response.cost.rowsRead).toBeLessThanOrEqual(maxRows);
}

it('a request to /auth/me reads at most six rows in one round trip', async () => {
  expectRead(await get('/auth/me'), 6);
});

it('a read of one plug reads at most six rows in one round trip', async () => {
  const { body } = await get('/plugs/?limit=1');
  expectRead(await get(`/plugs/${body.items[0].id}`), 6);
});

it.each(['', '&plug_type=target', '&priority=high&sort=-created_at'])(
  'a list of 50 plugs with the parameters "%s" reads at most 60 rows in one round trip, or 110 rows with a priority',
  async (filters) => {
    const response = await get(`/plugs/?limit=50${filters}`);
    expect(response.body.items).toHaveLength(50);
    // No index contains the priority. The list also reads the plugs between the matches, and every second plug matches.
    expectRead(response, filters.includes('priority') ? 110 : 60);
  },
);

it.each(['first_name', '-last_name', 'company'])(
  'a list of fifty plugs sorted by %s reads at most sixty rows in one round trip, also for a later page',
  async (sort) => {
    const response = await get(`/plugs/?limit=50&sort=${sort}`);
    expectRead(response, 60);
    const nextPage = await get(`/plugs/?limit=50&cursor=${response.body.next_cursor}`);
    expect(nextPage.body.items).toHaveLength(50);
    expectRead(nextPage, 60);
  },
);

it('a search that also compares the text of the plugs reads at most three rows per match and three more', async () => {
  const { token } = await signUp();
  for (let at = 0; at < 25; at += 1) {
    await call('/plugs/', { token, body: { first_name: '東京都庁', last_name: `N${at}` } });
  }
  const response = await call(`/plugs/search?limit=20&q=${encodeURIComponent('東京都庁')}`, { token });
  expect(response.body.total).toBe(25);
  expectRead(response, 3 * 25 + 3);
});

it('page 182 of a list reads at most sixty rows in one round trip if it is requested by a cursor', async () => {
  const { body } = await get('/plugs/?limit=50&skip=9000');
  const latePage = await get(`/plugs/?limit=50&cursor=${body.next_cursor}`);
  expect(latePage.body.items).toHaveLength(50);
  expect(latePage.body.page).toBe(182);
  expectRead(latePage, 60);
});

it.each(['goldsmith', 'smith12', 'jane garcia', 'mith', 'company 13', 'tag7'])(
  'a search for %s reads at most three rows per match and three more',
  async (typed) => {
    const response = await get(`/plugs/search?limit=20&q=${encodeURIComponent(typed)}`);
    expect(response.body.total).toBeGreaterThan(0);
    expectRead(response, 3 * response.body.total + 3);
  },
);

it('a search that matches only plugs of other owners reads at most four rows', async () => {
  const otherAccount = await signUp();
  const response = await call('/plugs/search?q=goldsmith', { token: otherAccount.token });
  expect(response.body.total).toBe(0);
  expectRead(response, 4);
});

it('the statistics read at most sixty rows in one round trip', async () => {
  const response = await get('/plugs/stats');
  expect(response.body.total_plugs).toBe(10_000);
  expectRead(response, 60);
});

it('a creation, an update and a conversion each take two round trips and read at most twelve rows', async () => {
  const { token } = account;
  const body = {
    first_name: 'Budget',
    last_name: 'Case',
    email: 'budget@example.com',
    company: 'Counting House',
    business_type: 'payer',
    network_type: 'vendor',
    tags: ['one', 'two'],
  };
  const created = await call('/plugs/', { token, body });
  expectWrite(created);
  const path = `/plugs/${created.body.id}`;
  expectWrite(await call(path, { token, method: 'PUT', body: { notes: 'met', priority: 'high' } }));
  expectWrite(await call(`${path}/convert`, { token, body: { job_title: 'Auditor' } }));
});

it('a creation reads at most ten rows, and one more row for each tag', async () => {
  const { token } = account;
  const create = (body: object) => call('/plugs/', { token, body: { last_name: 'Case', ...body } });
  expectWrite(await create({ first_name: 'Names' }), 10);
  const headers = { 'Idempotency-Key': 'budget' };
  expectWrite(
    await call('/plugs/', { token, headers, body: { first_name: 'Repeatable', last_name: 'Case' } }),
    10,
  );
  const tags = Array.from({ length: MAX_TAGS }, (_, at) => `budget ${at}`);
  const all = {
    first_name: 'All',
    email: 'all@example.com',
    company: 'Budget Company',
    primary_number: '030 1234567',
    secondary_number: '+1 202 555 0134',
    linkedin_url: 'https://www.linkedin.com/in/budget',
    telegram_username: 'budget_1',
    telegram_user_id: 7,
    business_type: 'payer',
    network_type: 'vendor',
    notes: 'all fields',
    tags,
  };
  expectWrite(await create(all), 10 + MAX_TAGS);
});

it('a creation writes at most 14 rows, an update at most 6, an update without a change none, and a conversion at most 10', async () => {
  // Each write of a changed value also writes a revision. The creation also writes a key for the e-mail address. The
  // creation and the conversion also write the row of the week.
  const { token } = await signUp();
  const body = { first_name: 'Counted', last_name: 'Rows', email: 'rows@example.com', tags: ['one'] };
  const created = await call('/plugs/', { token, body });
  const path = `/plugs/${created.body.id}`;
  const put = async (changes: object) =>
    (await call(path, { token, method: 'PUT', body: changes })).cost.rowsWritten;
  expect(created.cost.rowsWritten).toBeLessThanOrEqual(14);
  expect(await put({ notes: 'met' })).toBeLessThanOrEqual(3);
  expect(await put({ priority: 'high' })).toBeLessThanOrEqual(3);
  expect(await put({ first_name: 'Other', last_name: 'Name' })).toBeLessThanOrEqual(6);
  expect(await put({ notes: 'met' })).toBe(0);
  const converted = await call(`${path}/convert`, { token, body: {} });
  expect(converted.cost.rowsWritten).toBeLessThanOrEqual(10);
});

it('a login from a known device reads at most six rows in at most two round trips, with three object calls, one KV operation and one hash', async () => {
  // Only the second login is measured, because the first login is from a new device and also sends an e-mail.
  const logIn = () =>
    call('/auth/login', { address: '192.0.2.44', body: { email: account.email, password: PASSWORD } });
  await logIn();
  const response = await logIn();
  expect(response.status).toBe(200);
  expect(response.cost.trips).toBeLessThanOrEqual(2);
  expect(response.cost.rowsRead).toBeLessThanOrEqual(6);
  expect(response.cost).toMatchObject({ objects: 3, kv: 1, hashes: 1 });
});

it('a refresh takes one object call and one KV operation, and no round trip to D1', async () => {
  const { refreshToken } = await signUp();
  const response = await call('/auth/refresh', { body: { refresh_token: refreshToken } });
  expect(response.status).toBe(200);
  expect(response.cost).toEqual({ trips: 0, rowsRead: 0, rowsWritten: 0, objects: 1, kv: 1, hashes: 0 });
});
