/**
 * The rules for a new password, the effects of a password reset on sessions, locks and reset tokens, and the limits of
 * the reset routes.
 */
import { describe, expect, it, vi } from 'vitest';
import {
  call,
  freshAddress,
  freshBlock,
  freshEmail,
  mailedCode,
  PASSWORD,
  signUp,
  type TestResponse,
} from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { failure, invalid, MINUTE, START } from '../support/golden.ts';

useTestClock();

const NEW_PASSWORD = 'NewSecurePassword123!';

/** Sends a code to the e-mail address and exchanges the code for a reset token. */
async function requestToken(email: string): Promise<string> {
  await call('/auth/send-otp', { body: { email } });
  const otp_code = await mailedCode(email);
  return (await call('/auth/verify-otp', { body: { email, otp_code } })).body.token;
}

function changePassword(
  email: string,
  token: string,
  new_password: unknown = NEW_PASSWORD,
  address?: string,
) {
  const body = { email, token, new_password };
  return call('/auth/change-password', { body, ...(address && { address }) });
}

/** Expects the error of a limit of `max` calls, at the beginning of its window of `seconds`. */
function expectLimited(response: TestResponse, name: string, max: number, seconds: number): void {
  const message = `Rate limit exceeded. Try again in ${seconds} seconds.`;
  expect(response.body).toEqual(failure('RATE_LIMIT_EXCEEDED', message));
  expect(response.status).toBe(429);
  expect(response.headers.get('Retry-After')).toBe(String(seconds));
  expect(response.headers.get('RateLimit-Policy')).toBe(`"${name}";q=${max};w=${seconds}`);
  expect(response.headers.get('RateLimit')).toBe(`"${name}";r=0;t=${seconds}`);
}

describe('a new password', () => {
  const MESSAGES = {
    short: 'Password must be at least 8 characters long',
    long: 'Password must be at most 128 characters long',
    upper: 'Password must contain at least one uppercase letter',
    lower: 'Password must contain at least one lowercase letter',
    digit: 'Password must contain at least one digit',
    special: 'Password must contain at least one special character',
  };

  it.each([
    ['', [MESSAGES.short, MESSAGES.upper, MESSAGES.lower, MESSAGES.digit, MESSAGES.special]],
    ['Ab1!', [MESSAGES.short]],
    [`Ab1!${'x'.repeat(125)}`, [MESSAGES.long]],
    ['ab1!ab1!', [MESSAGES.upper]],
    ['AB1!AB1!', [MESSAGES.lower]],
    ['Abc!Abc!', [MESSAGES.digit]],
    ['Abc1Abc1', [MESSAGES.special]],
    ['abcdefgh', [MESSAGES.upper, MESSAGES.digit, MESSAGES.special]],
  ])(
    'the password %j is rejected with the messages of all violated rules, in the published order',
    async (password, messages) => {
      const response = await changePassword(freshEmail(), 'any', password);
      expect(response.status).toBe(400);
      expect(response.body).toEqual(
        invalid(...messages.map((message) => ({ field: 'new_password', message }))),
      );
    },
  );

  it.each(['Ab1!Ab1!', `Ab1!${'x'.repeat(124)}`, 'Ünïcode-Pässwört-1'])(
    'the password %s is accepted',
    async (password) => {
      const { email } = await signUp();
      expect((await changePassword(email, await requestToken(email), password)).status).toBe(200);
      expect((await call('/auth/login', { body: { email, password } })).status).toBe(200);
    },
  );

  it('a rejected password leaves the token valid and the old password unchanged', async () => {
    const { email } = await signUp();
    const token = await requestToken(email);
    await changePassword(email, token, 'weak');
    expect((await call('/auth/login', { body: { email, password: PASSWORD } })).status).toBe(200);
    expect((await changePassword(email, token)).status).toBe(200);
  });

  it('a password reset requires the e-mail address, the new password and the token', async () => {
    const response = await call('/auth/change-password', { body: {} });
    expect(response.status).toBe(400);
    expect(response.body).toEqual(
      invalid(
        { field: 'email', message: 'A valid email is required' },
        { field: 'new_password', message: 'New password is required' },
        { field: 'token', message: 'Verification token is required' },
      ),
    );
  });
});

describe('a password reset', () => {
  it('a password reset ends every session of the account with the reason password_changed, and no session of another account', async () => {
    const account = await signUp();
    const otherAccount = await signUp();
    const { email } = account;
    const { body: second } = await call('/auth/login', { body: { email, password: PASSWORD } });
    await changePassword(email, await requestToken(email));
    const ended = failure('UNAUTHORIZED', 'Could not validate credentials', { reason: 'password_changed' });
    for (const token of [account.token, second.tokens.access_token]) {
      expect((await call('/auth/me', { token })).body).toEqual(ended);
    }
    for (const refresh_token of [account.refreshToken, second.tokens.refresh_token]) {
      const response = await call('/auth/refresh', { body: { refresh_token } });
      expect(response.status).toBe(401);
      expect(response.body).toEqual(ended);
    }
    expect((await call('/auth/me', { token: otherAccount.token })).status).toBe(200);
  });

  it('after a password reset, a known client address that was locked and an unknown client address can log in', async () => {
    const { email } = await signUp();
    const address = freshAddress();
    // A sign-in makes the client address a known address. Known and unknown addresses are locked separately.
    const logIn = (password: string, from = freshAddress()) =>
      call('/auth/login', { body: { email, password }, address: from });
    await logIn(PASSWORD, address);
    for (let time = 0; time < 10; time += 1) {
      await logIn('wrong');
      vi.setSystemTime(START + time * 16 * MINUTE);
      await logIn('wrong', address);
    }
    vi.setSystemTime(START + 150 * MINUTE + 20 * MINUTE);
    expect((await logIn(PASSWORD, address)).body.detail).toMatch(/^Account temporarily locked/);
    await changePassword(email, await requestToken(email));
    expect((await logIn(NEW_PASSWORD, address)).status).toBe(200);
    expect((await logIn(NEW_PASSWORD)).status).toBe(200);
  });

  it('a password reset invalidates the other reset token of the account', async () => {
    const { email } = await signUp();
    const first = await requestToken(email);
    const second = await requestToken(email);
    expect((await changePassword(email, second)).status).toBe(200);
    expect((await changePassword(email, first)).body.detail).toBe('Invalid or expired verification token');
  });
});

const LIMITED_ROUTES = [
  ['send_otp', 3, 300, '/auth/send-otp', {}],
  ['send_otp', 3, 300, '/auth/reset-password', {}],
  ['verify_otp', 5, 900, '/auth/verify-otp', { otp_code: '000000' }],
  ['change_password', 3, 1800, '/auth/change-password', { token: 'x', new_password: NEW_PASSWORD }],
] as const;

describe.each(LIMITED_ROUTES)(
  'the limit %s of %i in %i seconds on %s',
  (name, max, seconds, path, otherFields) => {
    it('the limit counts calls from one client address, also with different e-mail addresses', async () => {
      const address = freshAddress();
      const attempt = () => call(path, { address, body: { email: freshEmail(), ...otherFields } });
      for (let time = 0; time < max; time += 1) expect((await attempt()).status).not.toBe(429);
      expectLimited(await attempt(), name, max, seconds);
      vi.setSystemTime(START + seconds * 1000);
      expect((await attempt()).status).not.toBe(429);
    });

    it.each(['with', 'without'])(
      'the limit counts calls from one block of client addresses for an e-mail address %s an account',
      async (variant) => {
        const email = variant === 'with' ? (await signUp()).email : freshEmail('unregistered');
        const block = freshBlock();
        let host = 0;
        const attempt = () => {
          host += 1;
          return call(path, { address: block(host), body: { email, ...otherFields } });
        };
        for (let time = 0; time < max; time += 1) expect((await attempt()).status).not.toBe(429);
        expectLimited(await attempt(), name, max, seconds);
        vi.setSystemTime(START + seconds * 1000);
        expect((await attempt()).status).not.toBe(429);
      },
    );
  },
);

it('the route send-otp and its alias reset-password share one limit', async () => {
  const body = { email: freshEmail() };
  const address = freshAddress();
  for (const path of ['send-otp', 'reset-password', 'send-otp']) {
    await call(`/auth/${path}`, { address, body });
  }
  expect((await call('/auth/reset-password', { address, body })).status).toBe(429);
});

it('a call with a weak password does not count toward the limit of the block of client addresses and the e-mail address', async () => {
  const email = freshEmail();
  const block = freshBlock();
  for (let host = 1; host <= 4; host += 1) await changePassword(email, 'x', 'weak', block(host));
  for (let host = 1; host <= 3; host += 1) {
    expect((await changePassword(email, 'x', NEW_PASSWORD, block(host))).status).toBe(400);
  }
  expect((await changePassword(email, 'x', NEW_PASSWORD, block(4))).status).toBe(429);
});
