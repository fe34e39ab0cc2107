/** The change of the e-mail address: what an attacker with a token cannot do, and how the owner reverts the change. */
import { describe, expect, it, vi } from 'vitest';
import { plexLogin } from '../media/media.ts';
import { emailTo } from '../sessions/device.ts';
import { accountRow, updateAccount } from '../support/accounts.ts';
import { bindings, worker } from '../support/bindings.ts';
import {
  call,
  freshAddress,
  freshEmail,
  mailedCode,
  mailTo,
  PASSWORD,
  signUp,
  type TestAccount,
} from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { failure, invalid, MINUTE, START } from '../support/golden.ts';

useTestClock();

const NEW_PASSWORD = 'NewSecurePassword123!';
const CHANGED_SUBJECT = 'Your Plugs e-mail address was changed';

const requestChange = (token: string, new_email: string) =>
  call('/auth/change-email', { token, body: { new_email } });
const confirmChange = (token: string, body: object) => call('/auth/change-email/confirm', { token, body });
const readAccount = async (token: string) => (await call('/auth/me', { token })).body;
const logIn = (email: string, password = PASSWORD) => call('/auth/login', { body: { email, password } });

/** Changes the address and returns the new address. */
async function changeAddress({ token }: { token: string }): Promise<string> {
  const email = freshEmail('new');
  await requestChange(token, email);
  const { status } = await confirmChange(token, { otp_code: await mailedCode(email) });
  expect(status).toBe(200);
  return email;
}

/** Loads a page, or sends a form to the page. */
async function requestPage(path: string, form?: Record<string, string>) {
  const response = await worker.fetch(
    new Request(`http://plugs.test${path}`, {
      method: form ? 'POST' : 'GET',
      headers: { 'CF-Connecting-IP': freshAddress() },
      ...(form && { body: new URLSearchParams(form) }),
    }),
  );
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Waits for the e-mail to the old address and returns the path of the link in this e-mail. */
async function readRevertPath(email: string): Promise<string> {
  const mail = await emailTo(email, CHANGED_SUBJECT);
  const link = /http:\/\/localhost:8000(\/account\/revert\/[\w-]{43})$/m.exec(mail?.text ?? '')?.[1];
  if (!link) throw new Error('no link was mailed');
  return link;
}

describe('a change of the address', () => {
  it('a change of the address takes effect with the code that was sent to the new address', async () => {
    const { email: old, token } = await signUp();
    const email = freshEmail('new');
    const sent = await requestChange(token, ` ${email.toUpperCase()}`);
    expect([sent.status, sent.body]).toEqual([
      200,
      { message: 'OTP sent successfully', success: true, email, expires_in: 300 },
    ]);
    expect(await readAccount(token)).toMatchObject({ email: old, is_verified: false });
    expect((await logIn(email)).status).toBe(401);
    expect((await logIn(old)).status).toBe(200);
    const done = await confirmChange(token, { otp_code: await mailedCode(email) });
    expect([done.status, done.body]).toEqual([200, { message: 'Email changed successfully', success: true }]);
    expect(await readAccount(token)).toMatchObject({ email, is_verified: true });
    expect((await logIn(email)).status).toBe(200);
    expect((await logIn(old)).status).toBe(401);
    expect((await mailTo(old)).map(({ subject }) => subject)).toContain(CHANGED_SUBJECT);
  });

  it('a change of the address requires the password when the session is 10 minutes old', async () => {
    const { email: old, token } = await signUp();
    vi.setSystemTime(START + 10 * MINUTE);
    const email = freshEmail('attacker');
    await requestChange(token, email);
    const otp_code = await mailedCode(email);
    const refused = await confirmChange(token, { otp_code });
    expect([refused.status, refused.body]).toEqual([
      403,
      failure('REAUTHENTICATION_REQUIRED', 'Send your password, or sign in again.'),
    ]);
    const wrong = await confirmChange(token, { otp_code, password: 'not the password' });
    expect([wrong.status, wrong.body.detail]).toEqual([401, 'Current password is incorrect']);
    // A code that was sent to the unconfirmed new address cannot be used for a password reset. Otherwise an attacker
    // could take over the account.
    await call('/auth/send-otp', { body: { email } });
    expect((await call('/auth/verify-otp', { body: { email, otp_code } })).status).toBe(400);
    expect((await logIn(old)).status).toBe(200);
    expect(await readAccount(token)).toMatchObject({ email: old });
    expect((await confirmChange(token, { otp_code, password: PASSWORD })).status).toBe(200);
    expect(await readAccount(token)).toMatchObject({ email });
  });

  it('a change of the address requires the code that was sent to the new address', async () => {
    const { token } = await signUp();
    const [own, foreign] = [freshEmail('own'), freshEmail('foreign')];
    await requestChange(token, own);
    const otp_code = await mailedCode(own);
    await requestChange(token, foreign);
    expect((await confirmChange(token, { otp_code })).body).toEqual(
      failure('BAD_REQUEST', 'Invalid OTP code'),
    );
    expect((await confirmChange(token, {})).body).toEqual(
      invalid({ field: 'otp_code', message: 'OTP must be exactly 6 digits' }),
    );
    expect((await confirmChange((await signUp()).token, { otp_code })).status).toBe(400);
  });

  it('a change to a taken address has the same response as a change to a free address, and no code is sent to the taken address', async () => {
    const [{ token }, other] = [await signUp(), await signUp()];
    const free = freshEmail();
    for (const email of [other.email, free]) {
      const { status, body } = await requestChange(token, email);
      expect([status, body]).toEqual([
        200,
        { message: 'OTP sent successfully', success: true, email, expires_in: 300 },
      ]);
    }
    expect(await mailTo(free)).toHaveLength(1);
    const emails = (await call('//dev/mail', { headers: { Accept: 'application/json' } })).body;
    expect(emails.filter(({ to }: { to: string }) => to === other.email)).toEqual([]);
  });

  it('a change of the address to the present address is rejected', async () => {
    const { email, token } = await signUp();
    expect((await requestChange(token, email)).body).toEqual(
      invalid({ field: 'new_email', message: 'The account already has this email address' }),
    );
  });

  it('the tables of the mail queue and of the links do not contain the token of the link', async () => {
    const account = await signUp();
    await changeAddress(account);
    const token = (await readRevertPath(account.email)).split('/').at(-1) ?? '';
    const { results } = await bindings.DB.prepare('SELECT * FROM mail_queue').all();
    const links = await bindings.DB.prepare('SELECT * FROM account_links').all();
    expect(JSON.stringify([results, links.results])).not.toContain(token);
  });
});

describe('the link for the old address', () => {
  async function changeAddressAndReadLink(): Promise<{ account: TestAccount; email: string; path: string }> {
    const account = await signUp();
    const email = await changeAddress(account);
    return { account, email, path: await readRevertPath(account.email) };
  }

  it('the link for the old address shows a form that restores the address and ends every session, and is valid once', async () => {
    const { account, email, path } = await changeAddressAndReadLink();
    const { tokens } = (await logIn(email)).body;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const { status, headers, text } = await requestPage(path);
      expect([status, headers.get('Cache-Control')]).toEqual([200, 'no-store']);
      expect(headers.get('Content-Security-Policy')).toContain("form-action 'self'");
      expect(headers.get('Referrer-Policy')).toBe('no-referrer');
      expect(text).toMatch(/<form[^>]* method="post"/);
      expect(text).toContain(account.email);
    }
    expect(await readAccount(account.token)).toMatchObject({ email });
    expect((await requestPage(path, {})).status).toBe(200);
    for (const token of [account.token, tokens.access_token]) {
      expect((await call('/auth/me', { token })).status).toBe(401);
    }
    expect((await logIn(email)).status).toBe(401);
    expect((await logIn(account.email)).body.user).toMatchObject({
      email: account.email,
      is_verified: false,
    });
    for (const form of [undefined, {}]) expect((await requestPage(path, form)).status).toBe(404);
  });

  it('the link for the old address invalidates the links of later changes, which an attacker may have received', async () => {
    const { account, email, path } = await changeAddressAndReadLink();
    await changeAddress(account);
    const laterPath = await readRevertPath(email);
    expect((await requestPage(path, {})).status).toBe(200);
    expect((await requestPage(laterPath, {})).status).toBe(404);
    expect((await logIn(account.email)).status).toBe(200);
  });

  it('the link for the old address removes a Plex link that was created with the new address', async () => {
    const { account, email, path } = await changeAddressAndReadLink();
    const plexUser = { id: 9_500_001, username: 'attacker', email, confirmed: true };
    const linked = await plexLogin('a-token', plexUser);
    expect(linked.body.data.user.id).toBe(account.id);
    expect((await requestPage(path, {})).status).toBe(200);
    expect(await accountRow(account)).toMatchObject({
      ...{ email: account.email, plexId: null, plexName: null },
      ...{ plexUsername: null, plexAvatarUrl: null, plexConfirmedEmail: null },
    });
    const again = await plexLogin('a-token', plexUser);
    expect(again.body.data.user.id).not.toBe(account.id);
  });

  it.each([
    ['Plex had confirmed the old address', (email: string) => email],
    ['the link was imported', () => null],
  ])('the link for the old address keeps the Plex link if %s', async (_case, confirmedEmail) => {
    const { account, path } = await changeAddressAndReadLink();
    const plexId = `kept ${account.id}`;
    await updateAccount(account, { plexId, plexConfirmedEmail: confirmedEmail(account.email) });
    expect((await requestPage(path, {})).status).toBe(200);
    expect(await accountRow(account)).toMatchObject({ email: account.email, plexId });
  });

  it('the link for the old address is invalid 7 days after the change', async () => {
    const { path } = await changeAddressAndReadLink();
    vi.setSystemTime(START + 7 * 24 * 60 * MINUTE);
    expect((await requestPage(path)).status).toBe(404);
    expect((await requestPage(path, {})).status).toBe(404);
  });

  it('the link for the old address ends every session also when another account has taken the old address', async () => {
    const { account, email, path } = await changeAddressAndReadLink();
    await call('/auth/register', { body: { email: account.email, password: PASSWORD } });
    expect((await requestPage(path, {})).status).toBe(409);
    expect((await call('/auth/me', { token: account.token })).status).toBe(401);
    expect((await logIn(email)).status).toBe(200);
  });

  it.each(['revert', 'invitation'])('an unknown link under /account/%s returns 404', async (name) => {
    for (const form of [undefined, { password: NEW_PASSWORD }]) {
      const { status, text } = await requestPage(`/account/${name}/${'A'.repeat(43)}`, form);
      expect([status, text]).toEqual([404, expect.stringContaining('This link cannot be used')]);
    }
  });
});
