/** The erasure of deleted accounts after 30 days. */
import { runInDurableObject } from 'cloudflare:test';
import { expect, it, vi } from 'vitest';
import { noCost } from '../../../src/rules/cost.ts';
import { eraseAccount } from '../../../src/store/accounts/account-removal.ts';
import { openDatabase } from '../../../src/store/database/database.ts';
import { StoppedBatch } from '../../../src/store/database/stopped-batch.ts';
import { deleteAccount, restoreAccount, runJobs } from '../support/account-deletion.ts';
import { accountRow, numberOf } from '../support/accounts.ts';
import { bindings } from '../support/bindings.ts';
import { call } from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { DAY, START } from '../support/golden.ts';
import { createMediaUser } from './media.ts';

useTestClock();

/** The numbers of rows that an owner has in `users` and in the listed tables. */
async function countRowsOf(owner: number): Promise<Record<string, number>> {
  const tables = [
    ...['plugs', 'plug_totals', 'plug_counts', 'plug_weeks', 'plug_aliases', 'sessions', 'security_events'],
    ...['idempotency_keys', 'telegram_links', 'telegram_link_codes', 'import_files'],
    ...['plug_keys', 'plug_revisions', 'changesets', 'dismissed_duplicates'],
  ];
  const counts = ['progress', ...tables].map(
    (table) => `(SELECT count(*) FROM ${table} WHERE owner = ?1) AS ${table}`,
  );
  const users = '(SELECT count(*) FROM users WHERE number = ?1) AS users';
  const query = bindings.DB.prepare(`SELECT ${[users, ...counts].join(', ')}`).bind(owner);
  return (await query.first<Record<string, number>>()) ?? {};
}

/** Creates a user with two live plugs, a deleted plug, a changeset and a dismissed pair of plugs. */
async function createOwnerOfPlugs(firstName: string) {
  const user = await createMediaUser();
  const { token } = user;
  const plug = { first_name: firstName, last_name: 'Live', tags: ['tag'], business_type: 'business' };
  const { body: live } = await call('/plugs/', { token, body: plug });
  const { body: other } = await call('/plugs/', { token, body: { ...plug, last_name: 'Other' } });
  const ids = [live.id, other.id];
  await call('/plugs/bulk', { token, body: { ids, action: 'tag', values: { tags: ['bulk'] } } });
  await call('/plugs/duplicates/dismiss', { token, body: { ids } });
  const { body } = await call('/plugs/', { token, body: { ...plug, last_name: 'Deleted' } });
  await call(`/plugs/${body.id}`, { method: 'DELETE', token });
  return { ...user, number: await numberOf(user) };
}

/** The number of rows in the search index, of all owners. */
const countIndexRows = () =>
  bindings.DB.prepare('SELECT count(*) AS rows FROM plugs_fts').first<number>('rows');

it('a deleted account can be restored for 30 days, and no longer, even if it has not been erased yet', async () => {
  const [restorable, due] = [await createMediaUser(), await createMediaUser()];
  for (const { token } of [restorable, due]) await deleteAccount(token);
  vi.setSystemTime(START + 30 * DAY);
  expect((await restoreAccount(restorable)).status).toBe(200);
  vi.setSystemTime(START + 30 * DAY + 1);
  expect((await restoreAccount(due)).status).toBe(404);
  expect((await accountRow(due))?.deletedAtMs).toBe(START);
});

it('the erasure of an account that was restored after it had been found changes nothing', async () => {
  const user = await createOwnerOfPlugs('Restored');
  await deleteAccount(user.token);
  await restoreAccount(user);
  const counts = await countRowsOf(user.number);
  await expect(eraseAccount(openDatabase(bindings.DB, noCost()), user.number)).rejects.toThrow(StoppedBatch);
  expect(await countRowsOf(user.number)).toEqual(counts);
});

it('after 30 days, the scheduled job erases a deleted account with its rows and its object, and no other account', async () => {
  const otherUser = await createOwnerOfPlugs('Neighbour');
  const indexRowsBefore = await countIndexRows();
  const user = await createOwnerOfPlugs('Leaving');
  const codeInsert = 'INSERT INTO telegram_link_codes (owner, code_hash, expires_at) VALUES (?, ?, ?)';
  const linkInsert = `INSERT INTO telegram_links (telegram_user_id, owner, session_id, linked_at)
    SELECT 77, owner, id, 0 FROM sessions WHERE owner = ? LIMIT 1`;
  const passageInsert = "INSERT INTO passages VALUES (NULL, 'read', 'T', 'C', 'easy', 'free', 0, 0, 0)";
  const progressInsert = 'INSERT INTO progress VALUES (?, ?, 1, 1, 1, 1, 0)';
  const fileInsert = `INSERT INTO import_files (owner, part, id, type, content, expires_at)
    VALUES (?, 0, 'file', 'csv', '', ?)`;
  const keyInsert = 'INSERT INTO idempotency_keys VALUES (?, ?, ?, ?, ?)';
  await bindings.DB.batch([
    bindings.DB.prepare(codeInsert).bind(user.number, 'hash', START + 40 * DAY),
    bindings.DB.prepare(linkInsert).bind(user.number),
    bindings.DB.prepare(fileInsert).bind(user.number, START + 40 * DAY),
    bindings.DB.prepare(passageInsert),
    bindings.DB.prepare(progressInsert).bind(user.number, 'read'),
    bindings.DB.prepare(keyInsert).bind(user.number, 'key', 'hash', 'plug', START + 30 * DAY),
  ]);
  const aliasInsert = "INSERT INTO plug_aliases VALUES (?, 'merged', 'winner')";
  await bindings.DB.prepare(aliasInsert).bind(user.number).run();
  const countsBefore = await countRowsOf(otherUser.number);
  await deleteAccount(user.token);
  await runJobs(START + 30 * DAY);
  expect(Object.values(await countRowsOf(user.number))).not.toContain(0);
  await runJobs(START + 30 * DAY + 1);
  expect(new Set(Object.values(await countRowsOf(user.number)))).toEqual(new Set([0]));
  expect(await countIndexRows()).toBe(indexRowsBefore);
  expect(await countRowsOf(otherUser.number)).toEqual(countsBefore);
  const stub = bindings.ACCOUNTS.getByName(user.id);
  const objectTables = await runInDurableObject(stub, (_account, { storage }) =>
    storage.sql.exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'").toArray(),
  );
  expect(objectTables).toEqual([]);
  expect((await restoreAccount(user)).status).toBe(404);
});

it('the object of an erased account has no data and accepts further calls', async () => {
  const user = await createMediaUser();
  const owner = await numberOf(user);
  await deleteAccount(user.token);
  await runJobs(START + 30 * DAY + 1);
  const stub = bindings.ACCOUNTS.getByName(user.id);
  expect(await stub.readActivity({ owner })).toEqual([]);
  expect(await stub.readFailures()).toEqual([]);
  const policy = { maxFailures: 10, lockMs: DAY };
  const attempt = await stub.reserveAttempt({ subject: 'subject', addressBlock: '192.0.2.1', policy });
  expect(attempt.kind).toBe('reserved');
});
