/** The kind of a session: a client cannot choose the kind, and the limit of live sessions counts only some kinds. */
import { runInDurableObject } from 'cloudflare:test';
import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import type { BeginInput } from '../../../src/objects/account/inputs.ts';
import type { BeginResult } from '../../../src/objects/results.ts';
import type { SessionKind } from '../../../src/rules/sessions/session-kind.ts';
import { sessions } from '../../../src/store/database/schema.ts';
import { signUpOnPage } from '../pages/page-client.ts';
import { numberOf } from '../support/accounts.ts';
import { bindings } from '../support/bindings.ts';
import { signUp, type TestAccount } from '../support/client.ts';
import { newDevice } from './device.ts';

const DAY_MS = 24 * 3600_000;

/** Begins a session of a kind by a call of the account's object, like a use case. Returns the id of the session. */
async function beginSession(account: TestAccount, kind: SessionKind): Promise<number> {
  const owner = await numberOf(account);
  const address = '203.0.113.7';
  const input: BeginInput = {
    terms: { clientType: 'web', policy: 'tolerant', accessSeconds: 60, refreshSeconds: 3600 },
    copy: {
      owner,
      kind,
      deviceName: null,
      address,
      userAgent: 'test',
      country: null,
      telegramUserId: null,
      telegramUsername: null,
      begunBy: 'password',
    },
    clientTraits: { addressBlock: address, userAgentFamily: 'test' },
    maxLifeMs: 90 * DAY_MS,
    passwordEpoch: null,
    attempt: null,
    signInLimit: { requestingBlock: '203.0.113.0/24', limit: { max: 1000, windowMs: DAY_MS } },
    event: {
      id: crypto.randomUUID(),
      owner,
      type: 'login_succeeded',
      address,
      userAgent: 'test',
      country: null,
      detail: null,
      createdAtMs: Date.now(),
    },
    rehash: null,
    newDeviceNotice: null,
  };
  const result = (await bindings.ACCOUNTS.getByName(account.id).begin(input)) as BeginResult;
  if (result.kind !== 'begun') throw new Error(`begin: ${result.kind}`);
  return result.grant.sessionId;
}

/**
 * Stores live sessions of a kind in the account's object, but not in D1. Each of them is older than every session that
 * `beginSession` creates.
 */
async function storeOlderSessions(account: TestAccount, kind: SessionKind, ids: number[]): Promise<void> {
  await runInDurableObject(bindings.ACCOUNTS.getByName(account.id), (_, { storage }) => {
    for (const id of ids) {
      storage.sql.exec(
        `INSERT INTO sessions (id, kind, record, access_seconds, refresh_seconds, created_at, expires_at)
         VALUES (?, ?, '{}', 60, 3600, 0, ?)`,
        id,
        kind,
        Date.now() + DAY_MS,
      );
    }
  });
}

/** The kinds of the live sessions in the account's object, by id. */
function readLiveKinds(account: TestAccount): Promise<Map<number, string>> {
  return runInDurableObject(bindings.ACCOUNTS.getByName(account.id), (_, { storage }) => {
    const rows = storage.sql.exec<{ id: number; kind: string }>(
      'SELECT id, kind FROM sessions WHERE ended_at IS NULL',
    );
    return new Map(rows.toArray().map(({ id, kind }) => [id, kind]));
  });
}

/** The kind of a session in D1. */
async function readStoredKind(id: number): Promise<string | undefined> {
  const rows = await drizzle(bindings.DB).select().from(sessions).where(eq(sessions.id, id));
  return rows[0]?.kind;
}

/** The numbers from `from` to `from + count - 1`. */
const consecutiveNumbers = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => from + at);

describe('the kind of a session', () => {
  it.each([
    { client_type: 'page' },
    { client_type: 'telegram_link', kind: 'telegram_link' },
    { client_type: 'telegram_bot', telegram_user_id: 7, telegram_username: '@seven' },
    { client_type: 'personal_token', kind: 'personal_token' },
  ])('the kind of a session is client for a sign-in that sends %j', async (fields) => {
    const { account, sessionId } = await newDevice(undefined, fields);
    expect(await readStoredKind(sessionId)).toBe('client');
    expect((await readLiveKinds(account)).get(sessionId)).toBe('client');
  });

  it('the kind of a session is page after a sign-in on the pages', async () => {
    const { cookie } = await signUpOnPage();
    expect(await readStoredKind(Number(decodeJwt(cookie.slice('plugs_web='.length)).sid))).toBe('page');
  });

  it.each(['client', 'page', 'telegram_link', 'personal_token'] as const)(
    'the kind of a session is %s in the object and in D1 when a use case sets this kind',
    async (kind) => {
      const account = await signUp();
      const id = await beginSession(account, kind);
      expect(await readStoredKind(id)).toBe(kind);
      expect((await readLiveKinds(account)).get(id)).toBe(kind);
    },
  );
});

describe('the limit of 100 live sessions', () => {
  it('the limit counts sessions of the kinds client and page, and the session after the hundredth ends the oldest of them', async () => {
    const account = await signUp();
    await storeOlderSessions(account, 'telegram_link', consecutiveNumbers(1, 60));
    await storeOlderSessions(account, 'personal_token', consecutiveNumbers(101, 60));
    await storeOlderSessions(account, 'client', consecutiveNumbers(201, 60));
    await storeOlderSessions(account, 'page', consecutiveNumbers(301, 38));
    const before = await readLiveKinds(account);
    const hundredth = await beginSession(account, 'client');
    expect(await readLiveKinds(account)).toEqual(new Map([...before, [hundredth, 'client']]));
    const next = await beginSession(account, 'page');
    const expected = new Map([...before, [hundredth, 'client'], [next, 'page']]);
    expected.delete(201);
    expect(await readLiveKinds(account)).toEqual(expected);
  });

  it.each(['telegram_link', 'personal_token'] as const)(
    'a new session of the kind %s ends no session of a client, also when the limit is reached',
    async (kind) => {
      const account = await signUp();
      await storeOlderSessions(account, 'client', consecutiveNumbers(1, 99));
      const before = await readLiveKinds(account);
      const id = await beginSession(account, kind);
      expect(await readLiveKinds(account)).toEqual(new Map([...before, [id, kind]]));
    },
  );
});
