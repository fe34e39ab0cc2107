/** The list of security events of an account: pages, invalid parameters, access, and the absence of secrets. */
import { expect, it, vi } from 'vitest';
import {
  emailTo,
  ended,
  expectRefused,
  NEW_PASSWORD,
  newDevice,
  rotate,
  signIn,
} from '../sessions/device.ts';
import { securityEventRows } from '../support/accounts.ts';
import { call, readUntil, signUp } from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { invalid, MINUTE, START } from '../support/golden.ts';

useTestClock();

interface Event {
  id: string;
  type: string;
  created_at: string;
}

const listEvents = (token: string, query = '') => call(`/auth/events${query}`, { token });

/** Creates an account with the given number of logins. Each group of three logins is in one millisecond. */
async function newAccountWithLogins(loginCount: number) {
  const account = await signUp();
  for (let login = 0; login < loginCount; login += 1) {
    vi.setSystemTime(START + Math.floor(login / 3) * MINUTE);
    await newDevice(account);
  }
  return account;
}

it('the pages that are read with the cursors contain every event once, newest first', async () => {
  const { token } = await newAccountWithLogins(9);
  const { body: allEvents } = await listEvents(token);
  expect(allEvents).toEqual({ items: expect.any(Array), has_next: false, next_cursor: null });
  expect(allEvents.items).toHaveLength(10);
  const times = allEvents.items.map((event: Event) => event.created_at);
  expect(times).toEqual(times.toSorted().reverse());
  expect(allEvents.items.at(-1).created_at).toBe(new Date(START).toISOString());

  const collected: Event[] = [];
  let cursor: string | null = null;
  let pages = 0;
  do {
    const query: string = cursor === null ? '?limit=4' : `?limit=4&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await listEvents(token, query);
    expect(body.has_next).toBe(body.next_cursor !== null);
    collected.push(...body.items);
    cursor = body.next_cursor;
    pages += 1;
  } while (cursor !== null && pages < 10);
  expect(pages).toBe(3);
  expect(collected).toEqual(allEvents.items);
});

it('a page that the last events fill exactly has no next cursor', async () => {
  const { token } = await newAccountWithLogins(3);
  const { body } = await listEvents(token, '?limit=4');
  expect([body.items.length, body.has_next, body.next_cursor]).toEqual([4, false, null]);
});

it.each(['0', '201', 'x', '-1', '1.5'])('the limit %s is rejected', async (limit) => {
  const { token } = await signUp();
  const response = await listEvents(token, `?limit=${limit}`);
  expect(response.status).toBe(400);
  const message = 'limit must be a whole number from 1 to 200';
  expect(response.body).toEqual(invalid({ field: 'limit', message }));
});

it.each(['x', '1.2', "1.' OR 1=1 --"])('the invalid cursor %j is rejected', async (cursor) => {
  const { token } = await signUp();
  const response = await listEvents(token, `?cursor=${encodeURIComponent(cursor)}`);
  expect(response.status).toBe(400);
  expect(response.body).toEqual(invalid({ field: 'cursor', message: 'Invalid cursor' }));
});

it('the list contains no events of another account, also with a cursor of that account', async () => {
  const mine = await newAccountWithLogins(2);
  vi.setSystemTime(START + MINUTE);
  const theirs = await newAccountWithLogins(4);
  const { body: first } = await listEvents(theirs.token, '?limit=2');
  const { body: own } = await listEvents(mine.token);
  expect(own.items).toHaveLength(3);
  const { body } = await listEvents(mine.token, `?cursor=${first.next_cursor}`);
  expect(body.items).toEqual(own.items);
});

it('a request for the list with the token of an ended session is rejected', async () => {
  const { account, access, sessionId } = await newDevice();
  await call(`/auth/sessions/${sessionId}/revoke/`, { method: 'POST', token: account.token });
  expectRefused(await listEvents(access), ended('revoked'));
});

it('the events of sessions and of a password reset contain no token, code or password', async () => {
  const { account, access, refresh } = await newDevice();
  const { email } = account;
  const { body: next } = await rotate(refresh);
  vi.setSystemTime(START + MINUTE);
  await rotate(refresh);
  await signIn({ username: email, password: 'a-wrong-password' });
  await call('/auth/send-otp', { body: { email } });
  const codeEmail = await emailTo(email, 'Your code to reset your Plugs password');
  const otp_code = /^\d{6}$/m.exec(codeEmail?.text ?? '')?.[0] ?? '';
  const wrong = otp_code === '000000' ? '000001' : '000000';
  await call('/auth/verify-otp', { body: { email, otp_code: wrong } });
  const { body: verified } = await call('/auth/verify-otp', { body: { email, otp_code } });
  const change = { email, token: verified.token, new_password: NEW_PASSWORD };
  await call('/auth/change-password', { body: { ...change, token: 'not-the-token' } });
  await call('/auth/change-password', { body: change });
  const again = await newDevice({ ...account, password: NEW_PASSWORD });
  await call('/auth/logout/', { body: { refresh: again.refresh } });

  const secrets = [account.token, account.refreshToken, access, refresh, next.access, next.refresh].concat(
    [again.access, again.refresh, account.password, NEW_PASSWORD, 'a-wrong-password'],
    [verified.token, otp_code, 'not-the-token'],
  );
  const rows = await readUntil(
    () => securityEventRows(account),
    ({ length }) => length >= 11,
  );
  expect(new Set(rows.map(({ type }) => type)).size).toBe(9);
  for (const row of rows) {
    const { id: _id, createdAtMs: _at, ...content } = row;
    for (const secret of secrets) expect(JSON.stringify(content)).not.toContain(secret);
  }
});
