/** An invalid token is also rejected on routes with an optional token. Such a request is never treated as anonymous. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  answersTo,
  clearPassages,
  type Editor,
  editor,
  premiumReader,
  RIGHT,
  readerWith,
} from '../reading/reading.ts';
import { call, type TestResponse } from '../support/client.ts';
import { HOUR, START } from '../support/golden.ts';

let desk: Editor;
let free: TestResponse['body'];
let premium: TestResponse['body'];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  await clearPassages();
  desk = await editor();
  free = await desk.create();
  premium = await desk.create({ tier: 'premium' });
});
afterEach(() => {
  vi.useRealTimers();
});

type Reader = ReturnType<typeof readerWith>;

describe('an invalid token', () => {
  const everywhere = (one: Reader) => [
    one.list(),
    one.read(free.id),
    one.read(premium.id),
    one.progress(),
    one.progressOn(free.id),
    one.submit(free.id, answersTo(free, RIGHT)),
  ];

  async function expectRefused(one: Reader, message: string, reason?: string): Promise<void> {
    for (const ask of everywhere(one)) {
      const { status, body, headers } = await ask;
      expect(status).toBe(401);
      expect(body.detail).toBe(message);
      expect(body.error).toMatchObject({ code: 'UNAUTHORIZED', message, ...(reason && { reason }) });
      expect(headers.get('WWW-Authenticate')).toBe('Bearer error="invalid_token"');
    }
  }

  const INVALID = 'Could not validate credentials';

  it('is rejected and not treated as an anonymous request', async () => {
    const { token, refreshToken } = await premiumReader();
    await expectRefused(readerWith('rubbish'), INVALID);
    await expectRefused(readerWith(`${token.slice(0, token.lastIndexOf('.'))}.${'A'.repeat(43)}`), INVALID);
    await expectRefused(readerWith(refreshToken), INVALID);
  });

  it.each(['Basic cmVhZGVyOnNlY3JldA==', 'Bearer', 'Token abc'])(
    'is rejected also where no token is needed: %s',
    async (Authorization) => {
      const one = readerWith(undefined, { Authorization });
      for (const ask of [one.list(), one.read(free.id), one.read(premium.id)]) {
        expect((await ask).status).toBe(401);
      }
    },
  );

  it('is rejected when it has expired', async () => {
    const one = await premiumReader();
    vi.setSystemTime(START + HOUR);
    await expectRefused(one, 'Token has expired');
  });

  it('is rejected when its session has ended', async () => {
    const one = await premiumReader();
    await call('/auth/logout/', { token: one.token, body: { refresh_token: one.refreshToken } });
    await expectRefused(one, INVALID, 'logged_out');
  });

  it('is rejected when its account is deactivated', async () => {
    const one = await premiumReader();
    await desk.change(one, { is_active: false });
    await expectRefused(one, INVALID, 'deactivated');
  });
});
