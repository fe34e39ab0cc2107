/** Parallel password attempts: which attempts compute a hash, and which attempts lock the account. */
import { describe, expect, it } from 'vitest';
import { bindings } from '../support/bindings.ts';
import { call, freshAddress, freshEmail, PASSWORD, signUp, type TestResponse } from '../support/client.ts';

const LOCKED_MESSAGE = /^Account temporarily locked\. Try again in \d+ seconds\.$/;

function sendInParallel(
  count: number,
  request: (index: number) => Promise<TestResponse>,
): Promise<TestResponse[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => request(index)));
}

function withStatus(responses: TestResponse[], status: number): TestResponse[] {
  return responses.filter((response) => response.status === status);
}

describe('a hundred parallel guesses', () => {
  it.each(['with', 'without'])(
    'a hundred parallel guesses for an identifier %s an account compute ten hashes',
    async (variant) => {
      const email = variant === 'with' ? (await signUp()).email : freshEmail('unknown');
      const responses = await sendInParallel(100, () =>
        call('/auth/login', { body: { email, password: 'wrong' } }),
      );
      expect(responses.reduce((sum, { cost }) => sum + cost.hashes, 0)).toBe(10);
      expect(responses.filter(({ body }) => body.detail === 'Invalid email or password')).toHaveLength(10);
      const locked = responses.filter(({ body }) => LOCKED_MESSAGE.test(body.detail));
      const busy = withStatus(responses, 429);
      expect(locked.length + busy.length).toBe(90);
      for (const { headers } of busy) expect(headers.get('Retry-After')).toBe('1');
      expect((await call('/auth/login', { body: { email, password: 'wrong' } })).body.detail).toMatch(
        LOCKED_MESSAGE,
      );
    },
  );

  it('only five of a hundred parallel guesses from one address for a hundred identifiers are checked', async () => {
    const address = freshAddress();
    const responses = await sendInParallel(100, (index) =>
      call('/auth/login', { address, body: { email: `guess${index}@example.com`, password: 'wrong' } }),
    );
    expect(withStatus(responses, 401)).toHaveLength(5);
    expect(withStatus(responses, 429)).toHaveLength(95);
    expect(responses.reduce((sum, { cost }) => sum + cost.hashes, 0)).toBe(5);
  });

  it('twenty parallel guesses lock the account also for the correct password', async () => {
    const { email } = await signUp();
    const guess = () => call('/auth/login', { body: { email, password: 'wrong' } });
    await sendInParallel(20, guess);
    const logins = await sendInParallel(20, () =>
      call('/auth/login', { body: { email, password: PASSWORD } }),
    );
    expect(logins.every(({ status, body }) => status === 401 && LOCKED_MESSAGE.test(body.detail))).toBe(true);
  });
});

describe('twelve parallel logins', () => {
  it('twelve parallel logins with the correct password do not lock the account', async () => {
    const { email } = await signUp();
    const logIn = () => call('/auth/login', { body: { email, password: PASSWORD } });
    const responses = await sendInParallel(12, logIn);
    const busy = withStatus(responses, 429);
    // The object allows ten attempts that are not settled. Further logins get 429 with `Retry-After: 1`.
    expect(withStatus(responses, 200).length + busy.length).toBe(12);
    expect(withStatus(responses, 200).length).toBeGreaterThanOrEqual(10);
    for (const { headers } of busy) expect(headers.get('Retry-After')).toBe('1');
    expect((await logIn()).status).toBe(200);
  });

  it('twelve parallel logins from one address do not count as failures', async () => {
    const { email } = await signUp();
    const address = freshAddress();
    const logIn = () => call('/auth/login', { address, body: { email, password: PASSWORD } });
    const busy = withStatus(await sendInParallel(12, logIn), 429);
    for (const { headers } of busy) expect(headers.get('Retry-After')).toBe('1');
    expect((await logIn()).status).toBe(200);
  });
});

it('the object of an account allows ten attempts that are not settled, and settles each attempt once', async () => {
  const account = bindings.ACCOUNTS.getByName((await signUp()).id);
  const policy = { maxFailures: 10, lockMs: 3_600_000 };
  const input = { subject: 'subject', addressBlock: '192.0.2.1', policy };
  const results = await Promise.all(Array.from({ length: 100 }, () => account.reserveAttempt(input)));
  const reserved = results.flatMap((result) => (result.kind === 'reserved' ? [result.attempt] : []));
  expect(reserved).toHaveLength(10);
  expect(results.filter(({ kind }) => kind === 'busy')).toHaveLength(90);
  const [first] = reserved;
  for (let time = 0; time < 20 && first; time += 1) {
    const { setsLock } = await account.settleFailure({ subject: 'subject', attempt: first, policy });
    expect(setsLock).toBe(false);
  }
  expect((await account.reserveAttempt(input)).kind).toBe('busy');
});
