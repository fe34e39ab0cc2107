/** The verification of an e-mail address by a code: only a code that was sent to this address verifies the address. */
import { describe, expect, it } from 'vitest';
import { emailTo } from '../sessions/device.ts';
import { accountRow, updateAccount } from '../support/accounts.ts';
import { call, freshEmail, mailedCode, mailTo, PASSWORD, readUntil, signUp } from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { failure } from '../support/golden.ts';

useTestClock();

const NEW_PASSWORD = 'NewSecurePassword123!';
const readAccount = async (token: string) => (await call('/auth/me', { token })).body;
const logIn = (email: string, password = PASSWORD) => call('/auth/login', { body: { email, password } });

describe('the verification of an address', () => {
  const send = (token: string) => call('/auth/verify-email/send', { method: 'POST', token });
  const verify = (body: object) => call('/auth/verify-email/confirm', { body });

  it('the code that was sent to an address verifies the address once', async () => {
    const { email, token } = await signUp();
    const sent = await send(token);
    expect([sent.status, sent.body]).toEqual([
      200,
      { message: 'OTP sent successfully', success: true, email, expires_in: 300 },
    ]);
    expect((await readAccount(token)).is_verified).toBe(false);
    const otp_code = await mailedCode(email);
    const done = await verify({ email, otp_code });
    expect([done.status, done.body]).toEqual([
      200,
      { message: 'Email verified successfully', success: true },
    ]);
    expect((await readAccount(token)).is_verified).toBe(true);
    expect((await verify({ email, otp_code })).body).toEqual(
      failure('BAD_REQUEST', 'OTP has expired or is invalid'),
    );
  });

  it('a code for a password reset does not verify the address, and a verification code does not allow a password reset', async () => {
    const { email, token } = await signUp();
    await call('/auth/send-otp', { body: { email } });
    const otp_code = await mailedCode(email);
    expect((await verify({ email, otp_code })).status).toBe(400);
    await send(token);
    const code = await readUntil(
      () => mailedCode(email),
      (newest) => newest !== otp_code,
    );
    expect((await call('/auth/verify-otp', { body: { email, otp_code: code } })).status).toBe(400);
    expect((await verify({ email, otp_code: code })).status).toBe(200);
  });

  it('an address without an account has the same error as a used code', async () => {
    const { status, body } = await verify({ email: freshEmail(), otp_code: '123456' });
    expect([status, body]).toEqual([400, failure('BAD_REQUEST', 'OTP has expired or is invalid')]);
  });

  it('a password reset verifies the address, removes the link with Plex, and sends one e-mail about all changes', async () => {
    const { email, token } = await signUp();
    await updateAccount({ email }, { plexId: 'attacker' });
    await call('/auth/send-otp', { body: { email } });
    const otp_code = await mailedCode(email);
    const verified = await call('/auth/verify-otp', { body: { email, otp_code } });
    // The address stays unverified until the new password is stored, because another person may have registered the
    // address and may still have sessions.
    expect((await readAccount(token)).is_verified).toBe(false);
    const reset = { email, token: verified.body.token, new_password: NEW_PASSWORD };
    expect((await call('/auth/change-password', { body: reset })).status).toBe(200);
    expect((await logIn(email, NEW_PASSWORD)).body.user.is_verified).toBe(true);
    expect((await accountRow({ email }))?.plexId).toBeNull();
    const mail = await emailTo(email, 'Your Plugs password was changed');
    expect(mail?.text).toContain('The code has also verified this e-mail address.');
    expect(mail?.text).toContain('The link with a Plex account was removed');
    const notices = (await mailTo(email)).filter(({ subject }) => !/^Your code|^New sign-in/.test(subject));
    expect(notices).toHaveLength(1);
  });
});
