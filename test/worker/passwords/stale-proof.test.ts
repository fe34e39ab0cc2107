/**
 * A login that began before a password reset gives no access. A code that was sent to another e-mail address gives no
 * access. The last tests check the limits for parallel logins, live sessions and tags in a filter.
 */
import { expect, it } from 'vitest';
import { withRequestAfter } from '../support/altered-worker.ts';
import {
  call,
  freshAddress,
  freshBlock,
  mailedCode,
  PASSWORD,
  signUp,
  type TestAccount,
} from '../support/client.ts';

const NEW_PASSWORD = 'Br4nd-new-secret!';

async function resetPassword({ email }: TestAccount): Promise<void> {
  await call('/auth/send-otp', { body: { email } });
  const { body } = await call('/auth/verify-otp', { body: { email, otp_code: await mailedCode(email) } });
  await call('/auth/change-password', { body: { email, token: body.token, new_password: NEW_PASSWORD } });
}

it('a login with the old password is rejected if a password reset ends between the read of the account and the end of the login', async () => {
  const account = await signUp();
  const { email } = account;
  const response = await call('/auth/login', {
    body: { email, password: PASSWORD },
    // The first batch of the login reads the account.
    altered: { DB: withRequestAfter(1, () => resetPassword(account)) },
  });
  expect(response.status).toBe(401);
  expect((await call('/auth/login', { body: { email, password: NEW_PASSWORD } })).status).toBe(200);
  expect((await call('/auth/login', { body: { email, password: PASSWORD } })).status).toBe(401);
});

it('a code that was sent to the e-mail address of the account is rejected for the new e-mail address of a pending change', async () => {
  const account = await signUp();
  await call('/auth/send-otp', { body: { email: account.email } });
  const code = await mailedCode(account.email);
  const email = `moved-${account.email}`;
  const changed = await call('//api/auth/me', { method: 'PUT', token: account.token, body: { email } });
  expect(changed.status).toBe(200);
  const response = await call('/auth/verify-otp', { body: { email, otp_code: code } });
  expect(response.body.detail).toBe('OTP has expired or is invalid');
});

it('parallel successful logins do not count for the limit of their client address', async () => {
  const { email } = await signUp();
  const address = freshAddress();
  const logIn = () => call('/auth/login', { address, body: { email, password: PASSWORD } });
  await Promise.all(Array.from({ length: 8 }, logIn));
  const later = await logIn();
  expect(later.status).toBe(200);
});

it('the 101st session of an account ends its oldest session', async () => {
  const account = await signUp();
  // The sign-ins from one block of client addresses are limited, so this test uses four blocks.
  for (const block of Array.from({ length: 4 }, freshBlock)) {
    for (let host = 1; host <= 25; host += 1) {
      const login = { email: account.email, password: PASSWORD };
      const { status } = await call('/auth/login', { address: block(host), body: login });
      expect(status).toBe(200);
    }
  }
  const response = await call('/auth/me', { token: account.token });
  expect(response.body.error.reason).toBe('revoked');
}, 30_000);

it('a list can be filtered by 20 tags, and a filter with 120 tags is rejected', async () => {
  const { token } = await signUp();
  const tags = (count: number) => Array.from({ length: count }, (_, index) => `tag=t${index}`).join('&');
  expect((await call(`/plugs/?${tags(20)}`, { token })).status).toBe(200);
  expect((await call(`/plugs/?${tags(120)}`, { token })).status).toBe(400);
});
