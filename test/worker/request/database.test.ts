/**
 * The database of a request: batches are counted, errors are classified, and plain statements map rows in the same way
 * as drizzle.
 */
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noCost } from '../../../src/rules/cost.ts';
import { openDatabase, pingDatabase, UniqueViolation } from '../../../src/store/database/database.ts';
import { plainStatement } from '../../../src/store/database/plain-statement.ts';
import { plugs, users } from '../../../src/store/database/schema.ts';
import { StoppedBatch, stopBatch } from '../../../src/store/database/stopped-batch.ts';
import { anyPlugStatement, type PlugRow } from '../../../src/store/plugs/plugs.ts';
import { allStatements, insertPlugsStatements } from '../../../src/store/plugs/write.ts';
import { accessStatement } from '../../../src/store/sessions/sessions.ts';
import { numberOf } from '../support/accounts.ts';
import { bindings } from '../support/bindings.ts';
import { call, signUp } from '../support/client.ts';

const cost = noCost();
const database = openDatabase(bindings.DB, cost);
const selectOne = plainStatement(sql`SELECT 1 AS one`);

beforeEach(() => {
  Object.assign(cost, noCost());
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('a batch', () => {
  it('a batch runs drizzle and plain statements in their order, each with its own parameters', async () => {
    const { number } = users;
    const echo = (value: unknown) => plainStatement(sql`SELECT ${value} AS value, ${'x'} AS other`);
    const drizzled = database.select({ number }).from(users).where(eq(number, -1));
    expect(await database.batch([echo(7), drizzled, echo(null)])).toEqual([[[7, 'x']], [], [[null, 'x']]]);
  });

  it('a batch counts one round trip and the rows of all its statements', async () => {
    const { sessionId } = await signUp();
    const read = plainStatement(sql`SELECT id FROM sessions WHERE id = ${sessionId}`);
    const write = plainStatement(sql`UPDATE sessions SET device_name = 'counted' WHERE id = ${sessionId}`);
    await database.batch([read, write]);
    expect(cost).toMatchObject({ d1Trips: 1, d1RowsRead: 2, d1RowsWritten: 1 });
  });

  it('a batch without statements makes no round trip', async () => {
    expect(await database.batch([])).toEqual([]);
    expect(cost).toEqual(noCost());
  });

  it('a batch is one transaction', async () => {
    const { id } = await signUp();
    const rename = database.update(users).set({ firstName: 'Renamed' }).where(eq(users.id, id));
    const failing = plainStatement(sql`INSERT INTO users (id) VALUES (${id})`);
    await expect(database.batch([rename, failing])).rejects.toThrow();
    const query = bindings.DB.prepare('SELECT first_name FROM users WHERE id = ?').bind(id);
    expect(await query.first('first_name')).not.toBe('Renamed');
  });
});

it('a statement that is run outside of a batch is rejected', async () => {
  await expect(database.select().from(users)).rejects.toThrow();
  expect(cost).toEqual(noCost());
});

describe('an error of D1, and a ping', () => {
  it('an error of D1 names the unique index that rejected a row', async () => {
    const { email } = await signUp();
    const values = { id: 'other', email, username: 'other', createdAtMs: 1, updatedAtMs: 1 };
    const error = await database.batch([database.insert(users).values(values)]).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(UniqueViolation);
    expect(error.index).toBe('users.email');
    expect(cost.d1Trips).toBe(1);
  });

  it('an error contains the report of the statement that stopped its batch, and no later statement runs', async () => {
    const stop = plainStatement(sql`SELECT ${stopBatch(sql`json_object('reason', 'quota', 'count', ${7})`)}`);
    const invalid = plainStatement(sql`SELECT json('')`);
    const error = await database.batch([selectOne, stop, invalid]).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(StoppedBatch);
    expect(error.report).toEqual({ reason: 'quota', count: 7 });
  });

  it.each(['SELECT * FROM missing', 'SELECT'])('an error for invalid SQL has no code: %s', async (text) => {
    const error = await database.batch([plainStatement(sql.raw(text))]).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toHaveProperty('code');
  });

  it('an error has the code UNAVAILABLE if the connection to D1 is lost', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const batch = () => Promise.reject(new Error('D1_ERROR: Network connection lost.'));
    const binding = { prepare: (text: string) => bindings.DB.prepare(text), batch } as unknown as D1Database;
    await expect(pingDatabase(openDatabase(binding, noCost()))).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
  });

  it('a ping takes one round trip to D1 and writes nothing', async () => {
    await pingDatabase(database);
    expect(cost).toMatchObject({ d1Trips: 1, d1RowsWritten: 0 });
  });
});

describe('a plain statement', () => {
  it('a plain statement returns the same row of a plug as drizzle: JSON, null and times', async () => {
    const account = await signUp('mapped');
    const owner = await numberOf(account);
    const body = { first_name: 'Ada', last_name: 'Mapped', tags: ['x'], custom_data: { deep: [1] } };
    const { body: plug } = await call('/plugs/', { token: account.token, body });
    const [plain, drizzled] = await database.batch([
      anyPlugStatement(owner, plug.id),
      database.select().from(plugs).where(eq(plugs.owner, owner)),
    ]);
    expect(plain).toHaveLength(1);
    expect(plain).toEqual(drizzled);
    expect(Object.keys(plain[0] ?? {})).toEqual(Object.keys(drizzled[0] ?? {}));
  });

  it('a plain statement returns the same account in the access check as drizzle: flags, numbers and preferences', async () => {
    const { id, sessionId } = await signUp();
    await bindings.DB.prepare(`UPDATE users SET preferences = '{"theme":"dark"}' WHERE id = ?`)
      .bind(id)
      .run();
    const [[row], accounts] = await database.batch([
      accessStatement(sessionId, id, 0),
      database.select().from(users).where(eq(users.id, id)),
    ]);
    expect(row).toEqual({ account: accounts[0], begunAtMs: expect.any(Number), begunBy: 'password' });
    expect(row?.account).toMatchObject({ isActive: true, isPremium: false, preferences: { theme: 'dark' } });
  });

  it('a plain statement inserts a row with the encoders of the schema and omits undefined values', async () => {
    const owner = await numberOf(await signUp());
    const plug = {
      id: crypto.randomUUID(),
      owner,
      plugType: 'target',
      firstName: "O'Hara ?",
      lastName: 'Plain',
      company: undefined,
      email: null,
      tags: ['a', 'b'],
      priority: 'low',
      customData: { key: 'value' },
      etag: 'first',
      createdAtMs: 1,
      updatedAtMs: 2,
    } as const;
    const entry = { terms: 'terms', foldedText: '' };
    const insert = { plug: { ...plug, tags: [...plug.tags] }, entry, keyChanges: [] };
    const origin = { owner, nowMs: 1, via: 'api', sessionId: null } as const;
    const [rows] = await database.batch(allStatements(insertPlugsStatements([insert], origin)));
    const [inserted] = rows as PlugRow[];
    expect(inserted).toMatchObject({ ...plug, company: null, deletedAtMs: null });
  });
});
