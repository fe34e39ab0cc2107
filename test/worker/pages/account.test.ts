/** The account page without JavaScript: the forms for profile, shortcuts, e-mail address, password and deletion. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { updateAccount } from '../support/accounts.ts';
import { call, freshEmail, mailedCode, PASSWORD } from '../support/client.ts';
import { readPage, sendForm, signUpOnPage } from './page-client.ts';

const NEW_PASSWORD = 'N3w-Passw0rd!x';
const MINUTE_MS = 60_000;
const HOSTILE_TEXT = '"><script>alert(1)</script>';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
});
afterEach(() => {
  vi.useRealTimers();
});

const signIn = (email: string, password: string) => sendForm('//web/sign-in', { email, password });
/** Logs in with the v1 contract, and returns the account in the response of `GET /auth/me`. */
const readAccount = async (email: string, password = PASSWORD) => {
  const { body } = await call('/auth/login', { body: { email, password } });
  return (await call('/auth/me', { token: body.tokens.access_token })).body;
};

describe('the account page', () => {
  it('the account page shows every section, reads D1 once and calls no Durable Object', async () => {
    const { email, cookie } = await signUpOnPage();
    const { status, body, cost } = await readPage('//web/account', { cookie });
    expect(status).toBe(200);
    for (const id of ['profile', 'address', 'sign-in', 'premium', 'keyboard', 'devices', 'events', 'data']) {
      expect(body).toContain(`<section id="${id}"`);
      expect(body).toContain(`href="#${id}"`);
    }
    expect(body).toContain(`<b>${email}</b>`);
    expect(body).toContain('Account created');
    expect(cost).toMatchObject({ trips: 1, rowsWritten: 0, objects: 0, kv: 0, hashes: 0 });
    expect(cost.rowsRead).toBeLessThanOrEqual(20);
  });

  it('the account page stores the user name, and shows the form again for a taken user name', async () => {
    const other = await signUpOnPage();
    const { username: takenUsername } = await readAccount(other.email);
    const { email, cookie } = await signUpOnPage();
    const profile = { first_name: 'Ada', last_name: 'L', time_zone: 'UTC' };
    const refused = await sendForm('//web/account', { ...profile, username: takenUsername }, { cookie });
    expect([refused.status, refused.body.includes('This user name is taken.')]).toEqual([422, true]);
    expect(refused.body).toContain('value="Ada"');
    const freeUsername = `free-${email.split('@')[0]}`;
    expect((await sendForm('//web/account', { ...profile, username: freeUsername }, { cookie })).status).toBe(
      303,
    );
    expect((await readAccount(email)).username).toBe(freeUsername);
  });

  it('the account page shows rejected values of the profile form as text', async () => {
    const { cookie } = await signUpOnPage();
    const form = {
      first_name: HOSTILE_TEXT,
      last_name: HOSTILE_TEXT,
      username: HOSTILE_TEXT,
      time_zone: HOSTILE_TEXT,
    };
    const { status, body } = await sendForm('//web/account', form, { cookie });
    expect(status).toBe(422);
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(body).not.toContain('<script>alert');
  });
});

describe('the single-key shortcuts', () => {
  it('the single-key shortcuts are on by default, and the form turns the shortcuts off and on', async () => {
    const { cookie } = await signUpOnPage();
    const areShortcutsOff = async () => (await readPage('//web', { cookie })).body.includes('data-no-keys');
    expect(await areShortcutsOff()).toBe(false);
    await sendForm('//web/account/shortcuts', {}, { cookie });
    expect(await areShortcutsOff()).toBe(true);
    expect((await readPage('//web/account', { cookie })).body).not.toMatch(/name="single_keys"[^>]*checked/);
    await sendForm('//web/account/shortcuts', { single_keys: 'on' }, { cookie });
    expect(await areShortcutsOff()).toBe(false);
  });

  it('the single-key shortcuts are not part of the preferences of the media contract', async () => {
    const { email, cookie } = await signUpOnPage();
    await sendForm('//web/account/shortcuts', {}, { cookie });
    const { body } = await call('/auth/login', { body: { email, password: PASSWORD } });
    const me = await call('//api/auth/me', { token: body.tokens.access_token });
    expect(me.body.data.user.preferences).toEqual({ theme: 'system', notifications: true, language: 'en' });
  });
});

describe('the verification of the address', () => {
  it('the verification is completed with the code from the e-mail', async () => {
    const { email, cookie } = await signUpOnPage();
    const sent = await sendForm('//web/account/verify', {}, { cookie });
    expect(sent.headers.get('Location')).toBe('/web/account/verify?notice=mailbox-code-sent');
    const page = await readPage('//web/account/verify?notice=mailbox-code-sent', { cookie });
    expect(page.body).toContain('A code is on its way.');
    const refused = await sendForm('//web/account/verify/confirm', { otp_code: '000000' }, { cookie });
    expect([refused.status, refused.body.includes('This code is wrong.')]).toEqual([422, true]);
    expect(refused.body).not.toContain('000000');
    const otp_code = await mailedCode(email);
    const done = await sendForm('//web/account/verify/confirm', { otp_code }, { cookie });
    expect(done.headers.get('Location')).toBe('/web/account?notice=email-verified');
    expect((await readAccount(email)).is_verified).toBe(true);
    const again = await readPage('//web/account/verify', { cookie });
    expect(again.headers.get('Location')).toBe('/web/account#address');
  });
});

describe('the change of the address', () => {
  /** Creates an account, and requests a change of its e-mail address. */
  async function requestChange() {
    const person = await signUpOnPage();
    const newEmail = freshEmail('moved');
    const { cookie } = person;
    const sent = await sendForm('//web/account/address', { new_email: newEmail }, { cookie });
    expect(sent.headers.get('Location')).toBe('/web/account/address?notice=mailbox-code-sent');
    return { ...person, newEmail };
  }

  it('a change of the address is pending until the code is entered', async () => {
    const { email, newEmail, cookie } = await requestChange();
    expect((await readPage('//web/account', { cookie })).body).toContain('Enter the code that was sent');
    expect((await readAccount(email)).email).toBe(email);
    const form = { otp_code: await mailedCode(newEmail) };
    const done = await sendForm('//web/account/address/confirm', form, { cookie });
    expect(done.headers.get('Location')).toBe('/web/account?notice=email-changed');
    expect((await readAccount(newEmail)).email).toBe(newEmail);
  });

  it('the confirmation of an address is rejected with a message if another account has taken the address', async () => {
    const { newEmail, cookie } = await requestChange();
    const otp_code = await mailedCode(newEmail);
    await sendForm('//web/sign-up', { email: newEmail, password: PASSWORD });
    const { status, body } = await sendForm('//web/account/address/confirm', { otp_code }, { cookie });
    expect([status, body.includes('This address already has an account.')]).toEqual([422, true]);
    expect(body).not.toContain('needs a correction');
  });

  it('the account page of an account without an address mentions no old address, and a new address is added', async () => {
    const { email, newEmail, cookie } = await requestChange();
    await updateAccount({ email }, { email: null });
    const page = await readPage('//web/account', { cookie });
    const form = { otp_code: await mailedCode(newEmail) };
    const done = await sendForm('//web/account/address/confirm', form, { cookie });
    expect(done.headers.get('Location')).toBe('/web/account?notice=email-added');
    const notice = await readPage('//web/account?notice=email-added', { cookie });
    expect(notice.body).toContain('The e-mail address is added.');
    expect(page.body).not.toContain('old address');
  });

  it('the confirmation of a new address requires the password when the sign-in is older than 10 minutes', async () => {
    const { newEmail, cookie } = await requestChange();
    expect((await readPage('//web/account/address', { cookie })).body).not.toContain('current_password');
    vi.setSystemTime(Date.now() + 11 * MINUTE_MS);
    await sendForm('//web/account/address', { new_email: newEmail }, { cookie });
    expect((await readPage('//web/account/address', { cookie })).body).toContain('name="current_password"');
    const otp_code = await mailedCode(newEmail);
    const confirm = (form: Record<string, string>) =>
      sendForm('//web/account/address/confirm', form, { cookie });
    const withoutPassword = await confirm({ otp_code });
    expect([withoutPassword.status, withoutPassword.body.includes('Enter your password')]).toEqual([
      403,
      true,
    ]);
    const refused = await confirm({ otp_code, current_password: 'wrong-password-1' });
    expect([refused.status, refused.body.includes('This is not your current password.')]).toEqual([
      422,
      true,
    ]);
    expect(refused.body).not.toContain(otp_code);
    expect((await confirm({ otp_code, current_password: PASSWORD })).status).toBe(303);
  });

  it.each(['', 'not-an-address', HOSTILE_TEXT])(
    'a change to the address "%s" is rejected',
    async (new_email) => {
      const { cookie } = await signUpOnPage();
      const { status, body } = await sendForm('//web/account/address', { new_email }, { cookie });
      expect([status, body.includes('Enter a complete address')]).toEqual([422, true]);
      expect(body).not.toContain('<script>alert');
    },
  );

  it('a change to the address of another account redirects to the same page as a change to a free address', async () => {
    const other = await signUpOnPage();
    const { cookie } = await signUpOnPage();
    const response = await sendForm('//web/account/address', { new_email: other.email }, { cookie });
    expect(response.headers.get('Location')).toBe('/web/account/address?notice=mailbox-code-sent');
  });
});

describe('the change of the password', () => {
  it('a change of the password ends another session and not the session of the request', async () => {
    const { email, cookie } = await signUpOnPage();
    const other = await signIn(email, PASSWORD);
    const form = { current_password: PASSWORD, new_password: NEW_PASSWORD };
    const done = await sendForm('//web/account/password', form, { cookie });
    expect(done.headers.get('Location')).toBe('/web/account?notice=password-replaced');
    expect((await readPage('//web/account', { cookie })).status).toBe(200);
    const ended = other.headers.getSetCookie()[0]?.split(';', 1)[0];
    expect((await readPage('//web/account', { cookie: ended })).status).toBe(303);
    expect((await signIn(email, NEW_PASSWORD)).status).toBe(303);
  });

  it('a wrong current password and a weak new password are rejected with the reason, and the response does not repeat the wrong password', async () => {
    const { cookie } = await signUpOnPage();
    const send = (current_password: string, new_password: string) =>
      sendForm('//web/account/password', { current_password, new_password }, { cookie });
    const refused = await send('wrong-password-1', NEW_PASSWORD);
    expect([refused.status, refused.body.includes('This is not your current password.')]).toEqual([
      422,
      true,
    ]);
    expect(refused.body).not.toContain('wrong-password-1');
    const weak = await send(PASSWORD, 'weakweak');
    expect([weak.status, weak.body.includes('id="new_password-error"')]).toEqual([422, true]);
  });
});

describe('the deletion of the account', () => {
  it('a deletion requires the password, also directly after the sign-in', async () => {
    const { email, cookie } = await signUpOnPage();
    for (const form of [{}, { current_password: 'wrong-password-1' }]) {
      const { status, body } = await sendForm('//web/account/delete', form, { cookie });
      expect([403, 422]).toContain(status);
      expect(body).toContain('Delete this account?');
    }
    expect((await signIn(email, PASSWORD)).status).toBe(303);
  });

  it('a deletion ends the session and removes the cookie, and a later sign-in is rejected', async () => {
    const { email, cookie } = await signUpOnPage();
    const form = { current_password: PASSWORD };
    const done = await sendForm('//web/account/delete', form, { cookie });
    expect(done.headers.get('Location')).toBe('/web/sign-in?notice=account-deleted');
    expect(done.headers.getSetCookie().join()).toContain('plugs_web=; Max-Age=0');
    expect((await readPage('//web/account', { cookie })).status).toBe(303);
    expect((await signIn(email, PASSWORD)).status).toBe(422);
  });

  it('a deletion of an account without a password requires a sign-in in the last 10 minutes', async () => {
    const { email, cookie } = await signUpOnPage();
    await updateAccount({ email }, { passwordHash: null });
    vi.setSystemTime(Date.now() + 11 * MINUTE_MS);
    const refused = await sendForm('//web/account/delete', {}, { cookie });
    expect([refused.status, refused.body.includes('Sign in again to do this.')]).toEqual([403, true]);
  });
});
