/** Creates an account with the data of the sample requests, and accounts whose token is in a given state. */
import { vi } from 'vitest';
import { revisionId } from '../../src/rules/plugs/history/revision-number.ts';
import { passageDraft } from '../worker/reading/reading.ts';
import { forged, newAdministrator } from '../worker/sessions/device.ts';
import { makeAdmin, numberOf, removeAdmin, updateAccount } from '../worker/support/accounts.ts';
import { bindings } from '../worker/support/bindings.ts';
import { call, freshEmail, signUp, type TestResponse } from '../worker/support/client.ts';
import { HOUR, START } from '../worker/support/golden.ts';

/** The ids and the tokens of an account, the ids of its data, and values for sample requests. */
export interface SampleData {
  /** The UUID of the account. */
  id: string;
  /** The number of the account. */
  number: number;
  email: string;
  token: string;
  refresh: string;
  sessionId: number;
  /** A live plug. */
  plugId: string;
  /** A plug in the trash. */
  trashedId: string;
  /** The revision that created the plug `plugId`. */
  revisionId: string;
  /** An import of one contact. */
  importId: string;
  /** The contact of the import. */
  importedPlugId: string;
  /** A live plug into which another plug was merged, and this merge. */
  winnerId: string;
  mergeId: string;
  passageId: string;
  /** The number of another account, which administrators read and change. */
  subjectNumber: number;
  /** The number of a deleted account. */
  deletedNumber: number;
  /** An e-mail address without an account. */
  unusedEmail: string;
}

const execute = (query: string, ...values: unknown[]) =>
  bindings.DB.prepare(query)
    .bind(...values)
    .run();

/** Returns the body of the response, or throws an error if the status is more than 204. */
function expectSuccess(response: TestResponse): TestResponse['body'] {
  if (response.status > 204) throw new Error(`${response.status} ${JSON.stringify(response.body)}`);
  return response.body;
}

async function insertAccount(deletedAtMs: number | null): Promise<number> {
  const email = freshEmail('subject');
  const { meta } = await execute(
    'INSERT INTO users (id, email, username, created_at, updated_at, deleted_at) VALUES (?, ?, ?, 0, 0, ?)',
    crypto.randomUUID(),
    email,
    email.replace('@', '-'),
    deletedAtMs,
  );
  return meta.last_row_id;
}

/**
 * Creates an account and its data. The account is an administrator, so that tests can detect a route for administrators
 * that does not check the state of a token.
 */
export async function createSampleData(): Promise<SampleData> {
  const { id, email, token, refreshToken: refresh, sessionId } = await signUp('owner');
  const number = await numberOf({ id });
  await makeAdmin({ number });
  const createPlug = (first_name: string) =>
    call('/plugs/', { token, body: { first_name, last_name: 'Owned' } });
  const [live, deleted] = [
    expectSuccess(await createPlug('Live')),
    expectSuccess(await createPlug('Deleted')),
  ];
  expectSuccess(await call(`/plugs/${deleted.id}`, { method: 'DELETE', token }));
  const imported = expectSuccess(
    await call('/plugs/import', { token, body: [{ email: freshEmail('imported') }] }),
  );
  const [winner, loser] = [
    expectSuccess(await createPlug('Winner')),
    expectSuccess(await createPlug('Loser')),
  ];
  const merge = expectSuccess(
    await call('/plugs/merge', { token, body: { winner_id: winner.id, loser_ids: [loser.id] } }),
  );
  const passage = expectSuccess(await call('/admin/passages', { token, body: passageDraft() }));
  return {
    id,
    number,
    email,
    token,
    refresh,
    sessionId,
    plugId: live.id,
    trashedId: deleted.id,
    revisionId: await makeRevisionUnique(number, live.id),
    importId: imported.import_id,
    importedPlugId: imported.entries[0].id,
    winnerId: winner.id,
    mergeId: merge.merge_id,
    passageId: passage.id,
    subjectNumber: await insertAccount(null),
    deletedNumber: await insertAccount(START),
    unusedEmail: freshEmail('fresh'),
  };
}

/**
 * Changes the number of the first revision of a plug to a number that only this account has, and returns the new id of
 * the revision. The number of a revision is derived from the time of its write. Without the change, two accounts that
 * write in the same millisecond would have revisions with the same id.
 */
async function makeRevisionUnique(owner: number, plugId: string): Promise<string> {
  const plug = await bindings.DB.prepare('SELECT seq FROM plugs WHERE id = ?')
    .bind(plugId)
    .first<{ seq: number }>();
  const seq = (plug?.seq ?? 0) - owner;
  await execute('UPDATE plug_revisions SET seq = ? WHERE owner = ? AND seq = ?', seq, owner, seq + owner);
  await execute('UPDATE plugs SET seq = ? WHERE id = ?', seq, plugId);
  return revisionId(seq);
}

export async function removeAdminRole({ number }: SampleData): Promise<void> {
  await removeAdmin({ number });
}

/** The states in which a token is missing or rejected. */
export const STATES = [
  'missing',
  'forged',
  'expired',
  'refresh token',
  'logged out',
  'deactivated',
  'inactive only in D1',
  'account expired',
  'deleted',
] as const;

export type State = (typeof STATES)[number];

export interface Caller {
  sampleData: SampleData;
  token: string | undefined;
}

/**
 * The time of the requests. An access token of the web client is valid for half an hour, so a token from START has
 * expired.
 */
export const NOW = START + 2 * HOUR;

/** Creates an account whose token has the given state. Requires fake timers. */
export async function createCaller(state: State): Promise<Caller> {
  if (state === 'expired') vi.setSystemTime(START);
  const sampleData = await createSampleData();
  vi.setSystemTime(NOW);
  const { token, refresh } = sampleData;
  if (state === 'missing') return { sampleData, token: undefined };
  if (state === 'forged') return { sampleData, token: forged(token) };
  if (state === 'refresh token') return { sampleData, token: refresh };
  await INVALIDATIONS[state]?.(sampleData);
  return { sampleData, token };
}

/** The actions that make a valid token invalid. */
const INVALIDATIONS: Partial<Record<State, (sampleData: SampleData) => Promise<unknown>>> = {
  'logged out': async ({ token }) =>
    expectSuccess(await call('/auth/logout', { method: 'POST', token, body: {} })),
  deactivated: (sampleData) => changeAccount(sampleData, { is_active: false }),
  'inactive only in D1': ({ number }) => updateAccount({ number }, { isActive: false }),
  'account expired': (sampleData) => changeAccount(sampleData, { expiry_date: new Date(NOW).toISOString() }),
  deleted: async ({ token }) => {
    const body = { confirmation: 'DELETE_MY_ACCOUNT' };
    expectSuccess(await call('//api/auth/me', { method: 'DELETE', token, body }));
  },
};

async function changeAccount(sampleData: SampleData, changes: object): Promise<void> {
  expectSuccess(await (await newAdministrator()).change(sampleData, changes));
}

/** Reads the rows that rejected requests would change if they were accepted. */
export async function readSnapshot({ number, subjectNumber, deletedNumber }: SampleData): Promise<unknown[]> {
  const tables = [
    ...['sessions', 'plugs', 'plug_revisions', 'changesets', 'dismissed_duplicates', 'progress'],
    ...['idempotency_keys', 'telegram_link_codes'],
  ];
  const owned = tables.map((table) =>
    bindings.DB.prepare(`SELECT * FROM ${table} WHERE owner = ?`).bind(number),
  );
  const users = bindings.DB.prepare('SELECT * FROM users WHERE number IN (?, ?, ?)');
  const results = await bindings.DB.batch([
    ...owned,
    users.bind(number, subjectNumber, deletedNumber),
    bindings.DB.prepare('SELECT * FROM passages'),
    bindings.DB.prepare('SELECT * FROM questions'),
    bindings.DB.prepare("SELECT email FROM users WHERE email LIKE 'fresh%'"),
  ]);
  return results.map((result) => result.results);
}
