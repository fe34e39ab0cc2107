/** The pages of results into which the list of sessions is divided. */
import { expect, it } from 'vitest';
import { numberOf } from '../support/accounts.ts';
import { bindings } from '../support/bindings.ts';
import { call, signUp, type TestAccount } from '../support/client.ts';

/**
 * Stores sessions in D1 that are older than the session of the account, two in each millisecond. Every third session
 * has ended. Returns the ids of all these sessions and the ids of the live sessions, newest first.
 */
async function storeSessions(
  account: TestAccount,
  count: number,
): Promise<{ all: number[]; live: number[] }> {
  const owner = await numberOf(account);
  const nowMs = Date.now();
  const rows = Array.from({ length: count }, (_, at) => ({
    id: account.sessionId + count - at,
    createdAtMs: nowMs - 60_000 - Math.floor(at / 2),
    endedAtMs: at % 3 === 0 ? nowMs - 1000 : null,
  }));
  await bindings.DB.prepare(
    `INSERT INTO sessions (id, owner, client_type, address, user_agent, created_at, last_activity_at, expires_at, ended_at, ended_reason)
     SELECT value ->> 'id', ?1, 'web', '', '', value ->> 'createdAtMs', 0, ?2, value ->> 'endedAtMs',
       iif(value ->> 'endedAtMs' IS NULL, NULL, 'revoked') FROM json_each(?3)`,
  )
    .bind(owner, nowMs + 3600_000, JSON.stringify(rows))
    .run();
  const live = rows.filter(({ endedAtMs }) => endedAtMs === null);
  return { all: rows.map(({ id }) => id), live: live.map(({ id }) => id) };
}

/** Returns the session ids of each page. Follows the `Link` headers from the first page to the last page. */
async function readPages(token: string, query: string): Promise<number[][]> {
  const pages: number[][] = [];
  let search: string | null = query;
  while (search !== null) {
    const { status, body, headers } = await call(`/auth/sessions/${search}`, { token });
    expect(status).toBe(200);
    pages.push(body.map(({ id }: { id: number }) => id));
    const next = /^<([^>]+)>; rel="next"$/.exec(headers.get('Link') ?? '')?.[1];
    search = next === undefined ? null : new URL(next, 'http://localhost').search;
  }
  return pages;
}

it('a page has at most 200 sessions, newest first, and a link to the next page', async () => {
  const account = await signUp();
  const { all, live } = await storeSessions(account, 450);
  const livePages = await readPages(account.token, '');
  expect(livePages.map(({ length }) => length)).toEqual([200, 101]);
  expect(livePages.flat()).toEqual([account.sessionId, ...live]);
  const allPages = await readPages(account.token, '?all=true');
  expect(allPages.map(({ length }) => length)).toEqual([200, 200, 51]);
  expect(allPages.flat()).toEqual([account.sessionId, ...all]);
});

it('a page that contains all sessions has no link to a next page', async () => {
  const account = await signUp();
  await storeSessions(account, 199);
  const { body, headers } = await call('/auth/sessions/?all=true', { token: account.token });
  expect([body.length, headers.get('Link')]).toEqual([200, null]);
});

it.each(['x', 'WzEsIngiXQ', 'W10'])('the list of sessions rejects the invalid cursor %s', async (cursor) => {
  const { token } = await signUp();
  const { status, body } = await call(`/auth/sessions/?cursor=${cursor}`, { token });
  expect([status, body.detail]).toEqual([400, 'Invalid cursor']);
  expect(body.error.code).toBe('BAD_REQUEST');
});
