/** The password reset, from the request for a code to the new password. */
import { describe, expect, it, vi } from 'vitest';
import {
  call,
  freshAddress,
  freshBlock,
  freshEmail,
  mailedCode,
  mailTo,
  PASSWORD,
  signUp,
} from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { failure, invalid, MINUTE, START } from '../support/golden.ts';

useTestClock();

const NEW_PASSWORD = 'NewSecurePassword123!';
const EXPIRED_CODE = failure('BAD_REQUEST', 'OTP has expired or is invalid');
const WRONG_CODE = failure('BAD_REQUEST', 'Invalid OTP code');
const BAD_TOKEN = failure('BAD_REQUEST', 'Invalid or expired verification token');

const sendOtp = (email: string) => call('/auth/send-otp', { body: { email } });
const verifyCode = (email: string, otp_code: string, address = freshAddress()) =>
  call('/auth/verify-otp', { address, body: { email, otp_code } });
const changePassword = (email: string, token: string, new_password = NEW_PASSWORD) =>
  call('/auth/change-password', { body: { email, new_password, token } });
const logIn = (email: string, password: string) => call('/auth/login', { body: { email, password } });
/** A code that differs from the given code. */
const otherCode = (code: string) => (code === '000000' ? '000001' : '000000');

async function requestCode(email: string): Promise<string> {
  await sendOtp(email);
  return mailedCode(email);
}

async function requestToken(email: string): Promise<string> {
  const { body } = await verifyCode(email, await requestCode(email));
  return body.token;
}

describe('a request for a code', () => {
  it('a request for a code has the same response with and without an account, including the header names', async () => {
    const known = (await signUp()).email;
    const unknown = freshEmail('unknown');
    const responses = [await sendOtp(known), await sendOtp(unknown)];
    for (const [at, email] of [known, unknown].entries()) {
      expect(responses[at]?.status).toBe(200);
      expect(responses[at]?.body).toEqual({
        message: 'OTP sent successfully',
        success: true,
        email,
        expires_in: 300,
      });
    }
    const [first, second] = responses.map(({ headers }) => [...headers.keys()].sort());
    expect(first).toEqual(second);
    expect(responses[0]?.cost.objects).toBe(responses[1]?.cost.objects);
  });

  it('a request for a code sends six digits to the e-mail address of an account, and sends nothing to other e-mail addresses', async () => {
    const { email } = await signUp();
    const unknown = freshEmail('unknown');
    await sendOtp(unknown);
    expect(await requestCode(email)).toMatch(/^\d{6}$/);
    expect(await mailTo(unknown)).toEqual([]);
  });

  it('a second request during the lifetime of a code sends the same code again', async () => {
    const { email } = await signUp();
    const first = await requestCode(email);
    vi.setSystemTime(START + 4 * MINUTE);
    await sendOtp(email);
    const texts = (await mailTo(email)).map(({ text }) => text);
    expect(texts).toEqual([expect.stringContaining(first), expect.stringContaining(first)]);
  });

  it('a request for a code finds the account for an e-mail address in upper case between spaces', async () => {
    const { email } = await signUp();
    const { body } = await sendOtp(` ${email.toUpperCase()} `);
    expect(body.email).toBe(email);
    expect((await verifyCode(email.toUpperCase(), await mailedCode(email))).status).toBe(200);
  });

  it.each([{}, { email: '' }, { email: 'no-address' }, { email: 7 }])(
    'a request for a code with the body %j is rejected',
    async (body) => {
      for (const path of ['/auth/send-otp', '/auth/reset-password']) {
        const response = await call(path, { body });
        expect(response.status).toBe(400);
        expect(response.body).toEqual(invalid({ field: 'email', message: 'A valid email is required' }));
      }
    },
  );

  it('the alias reset-password of the route send-otp sends a code that can be verified', async () => {
    const { email } = await signUp();
    const { status, body } = await call('/auth/reset-password', { body: { email } });
    expect(status).toBe(200);
    expect(body).toEqual({ message: 'If the email exists, an OTP has been sent', success: true });
    expect((await verifyCode(email, await mailedCode(email))).status).toBe(200);
  });
});

describe('the code', () => {
  it('a code is exchanged for a token once', async () => {
    const { email } = await signUp();
    const code = await requestCode(email);
    const { status, body } = await verifyCode(email, code);
    expect(status).toBe(200);
    expect(body).toEqual({
      message: 'OTP verified successfully',
      success: true,
      email,
      token: expect.stringMatching(/^[\w-]{43}$/),
      expires_in: 1800,
    });
    expect((await verifyCode(email, code)).body).toEqual(EXPIRED_CODE);
  });

  it.each(['12345', '1234567', '12345a', '１２３４５６', '', null, 123_456])(
    'a request with the code %j is rejected',
    async (code) => {
      const response = await call('/auth/verify-otp', { body: { email: freshEmail(), otp_code: code } });
      expect(response.status).toBe(400);
      expect(response.body).toEqual(invalid({ field: 'otp_code', message: 'OTP must be exactly 6 digits' }));
    },
  );

  it.each(['with', 'without'])(
    'a code that was never requested is reported as expired, and a wrong code as invalid, for an e-mail address %s an account',
    async (variant) => {
      const email = variant === 'with' ? (await signUp()).email : freshEmail('unknown');
      expect((await verifyCode(email, '123456')).body).toEqual(EXPIRED_CODE);
      await sendOtp(email);
      const code = variant === 'with' ? otherCode(await mailedCode(email)) : '123456';
      const response = await verifyCode(email, code);
      expect(response.status).toBe(400);
      expect(response.body).toEqual(WRONG_CODE);
    },
  );

  it('the code of one account is invalid for another account', async () => {
    const [one, other] = [await signUp(), await signUp()];
    const code = await requestCode(one.email);
    await sendOtp(other.email);
    // The codes of two accounts can be equal by chance.
    if ((await mailedCode(other.email)) === code) return;
    expect((await verifyCode(other.email, code)).body).toEqual(WRONG_CODE);
  });

  it('a code expires five minutes after the first request, also if the code was requested again', async () => {
    const { email } = await signUp();
    const code = await requestCode(email);
    vi.setSystemTime(START + 4 * MINUTE);
    await sendOtp(email);
    vi.setSystemTime(START + 5 * MINUTE);
    expect((await verifyCode(email, code)).body).toEqual(EXPIRED_CODE);
  });

  it('a code is valid until five minutes have passed', async () => {
    const { email } = await signUp();
    const code = await requestCode(email);
    vi.setSystemTime(START + 5 * MINUTE - 1);
    expect((await verifyCode(email, code)).status).toBe(200);
  });

  it('five wrong tries from one block of client addresses make the code invalid for this block, also if the limit of calls begins a new window between the tries', async () => {
    const { email } = await signUp();
    const block = freshBlock();
    await verifyCode(email, '123456', block(1));
    vi.setSystemTime(START + 14 * MINUTE);
    const code = await requestCode(email);
    for (let host = 2; host <= 5; host += 1)
      expect((await verifyCode(email, otherCode(code), block(host))).body).toEqual(WRONG_CODE);
    vi.setSystemTime(START + 15 * MINUTE);
    expect((await verifyCode(email, otherCode(code), block(6))).body).toEqual(WRONG_CODE);
    expect((await verifyCode(email, code, block(7))).body).toEqual(EXPIRED_CODE);
  });
});

describe('the token', () => {
  it('a token changes the password once', async () => {
    const { email } = await signUp();
    const token = await requestToken(email);
    const { status, body } = await changePassword(email, token);
    expect(status).toBe(200);
    expect(body).toEqual({ message: 'Password changed successfully', success: true });
    expect((await logIn(email, PASSWORD)).status).toBe(401);
    expect((await logIn(email, NEW_PASSWORD)).status).toBe(200);
    expect((await changePassword(email, token, 'Another-Passw0rd')).body).toEqual(BAD_TOKEN);
  });

  it('a token is valid for half an hour', async () => {
    const { email } = await signUp();
    const token = await requestToken(email);
    vi.setSystemTime(START + 30 * MINUTE - 1);
    expect((await changePassword(email, token, 'weak')).status).toBe(400);
    expect((await changePassword(email, token)).status).toBe(200);
    const second = await requestToken(email);
    vi.setSystemTime(Date.now() + 30 * MINUTE);
    expect((await changePassword(email, second)).body).toEqual(BAD_TOKEN);
  });

  it('the token of one account is invalid for another account and for an unknown e-mail address', async () => {
    const [one, other] = [await signUp(), await signUp()];
    const token = await requestToken(one.email);
    for (const email of [other.email, freshEmail('unknown')]) {
      const response = await changePassword(email, token);
      expect(response.status).toBe(400);
      expect(response.body).toEqual(BAD_TOKEN);
    }
  });
});
