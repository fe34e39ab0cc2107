/**
 * The routes of a reader reject an invalid token, also the routes that do not require a token. They never treat a
 * request with an invalid token as anonymous.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  answersTo,
  CORRECT_OPTIONS,
  clearPassages,
  type Editor,
  newEditor,
  newPremiumReader,
  readerWith,
} from '../reading/reading.ts';
import { call, type TestResponse } from '../support/client.ts';
import { HOUR, START } from '../support/golden.ts';

let admin: Editor;
let freePassage: TestResponse['body'];
let premiumPassage: TestResponse['body'];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  await clearPassages();
  admin = await newEditor();
  freePassage = await admin.create();
  premiumPassage = await admin.create({ tier: 'premium' });
});
afterEach(() => {
  vi.useRealTimers();
});

type Reader = ReturnType<typeof readerWith>;

describe('an invalid token', () => {
  /** Sends a request to each route of a reader. */
  const sendToAllRoutes = (reader: Reader) => [
    reader.list(),
    reader.read(freePassage.id),
    reader.read(premiumPassage.id),
    reader.readProgress(),
    reader.readProgressOn(freePassage.id),
    reader.submit(freePassage.id, answersTo(freePassage, CORRECT_OPTIONS)),
  ];

  async function expectRejected(reader: Reader, message: string, reason?: string): Promise<void> {
    for (const request of sendToAllRoutes(reader)) {
      const { status, body, headers } = await request;
      expect(status).toBe(401);
      expect(body.detail).toBe(message);
      expect(body.error).toMatchObject({ code: 'UNAUTHORIZED', message, ...(reason && { reason }) });
      expect(headers.get('WWW-Authenticate')).toBe('Bearer error="invalid_token"');
    }
  }

  const INVALID_TOKEN = 'Could not validate credentials';

  it('a text that is not a token, a token with an invalid signature and a refresh token are rejected', async () => {
    const { token, refreshToken } = await newPremiumReader();
    await expectRejected(readerWith('rubbish'), INVALID_TOKEN);
    await expectRejected(
      readerWith(`${token.slice(0, token.lastIndexOf('.'))}.${'A'.repeat(43)}`),
      INVALID_TOKEN,
    );
    await expectRejected(readerWith(refreshToken), INVALID_TOKEN);
  });

  it.each(['Basic cmVhZGVyOnNlY3JldA==', 'Bearer', 'Token abc'])(
    'an invalid Authorization header is rejected by the routes of the list and of a single passage: %s',
    async (Authorization) => {
      const reader = readerWith(undefined, { Authorization });
      for (const request of [reader.list(), reader.read(freePassage.id), reader.read(premiumPassage.id)]) {
        expect((await request).status).toBe(401);
      }
    },
  );

  it('an expired token is rejected', async () => {
    const reader = await newPremiumReader();
    vi.setSystemTime(START + HOUR);
    await expectRejected(reader, 'Token has expired');
  });

  it('a token whose session has ended is rejected', async () => {
    const reader = await newPremiumReader();
    await call('/auth/logout/', { token: reader.token, body: { refresh_token: reader.refreshToken } });
    await expectRejected(reader, INVALID_TOKEN, 'logged_out');
  });

  it('a token of a deactivated account is rejected', async () => {
    const reader = await newPremiumReader();
    await admin.change(reader, { is_active: false });
    await expectRejected(reader, INVALID_TOKEN, 'deactivated');
  });
});
