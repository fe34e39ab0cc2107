/** E-mails to the owner: when they are sent, their content, and the escaping of user data. */
import { describe, expect, it, vi } from 'vitest';
import { emailTo, newDevice, replacePassword } from '../sessions/device.ts';
import { makeVerified, updateAccount } from '../support/accounts.ts';
import { bindings } from '../support/bindings.ts';
import {
  call,
  freshAddress,
  freshEmail,
  mailTo,
  PASSWORD,
  readUntil,
  signUp,
  type TestAccount,
} from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { MINUTE, START } from '../support/golden.ts';

useTestClock();

const CODE_SUBJECT = 'Your code to reset your Plugs password';
const NEW_DEVICE_SUBJECT = 'New sign-in to your Plugs account';
const LOCKED_SUBJECT = 'Your Plugs account is temporarily locked';
const CHANGED_SUBJECT = 'Your Plugs password was changed';
const REUSED_SUBJECT = 'A session of your Plugs account was ended for security';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0';
const NEWER_FIREFOX = FIREFOX.replaceAll('143.0', '144.0');
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36';

function logIn(email: string, address: string, userAgent: string, fields: object = {}) {
  const body = { username: email, password: PASSWORD, ...fields };
  return call('/auth/token/', { address, headers: { 'User-Agent': userAgent }, body });
}

/**
 * Registers an account with a verified e-mail address and the time zone of New York. `address` is then a known client
 * address of the account.
 */
async function registerInNewYork(address = freshAddress()): Promise<TestAccount> {
  const email = freshEmail('owner');
  const body = {
    email,
    password: PASSWORD,
    first_name: 'Ada',
    timezone: 'America/New_York',
    client_type: 'web',
  };
  const { body: response } = await call('/auth/register', { address, body });
  // Only e-mails to a verified e-mail address contain the name of the owner.
  await makeVerified({ id: response.user.id });
  const { access_token: token, refresh_token: refreshToken } = response.tokens;
  return {
    email,
    password: PASSWORD,
    id: response.user.id,
    token,
    refreshToken,
    sessionId: response.session_id,
  };
}

/**
 * Returns the subjects of the e-mails to an address, without the subjects of e-mails with codes. Waits for at least
 * `count` e-mails, but returns fewer subjects if no more e-mails arrive. First requests a code and waits for its
 * e-mail. When this e-mail arrives, the sending of all earlier e-mails has begun.
 */
async function readSubjectsTo(email: string, count: number): Promise<string[]> {
  await call('/auth/send-otp', { body: { email } });
  await emailTo(email, CODE_SUBJECT);
  const readSubjects = async () =>
    (await mailTo(email)).map(({ subject }) => subject).filter((subject) => subject !== CODE_SUBJECT);
  return readUntil(readSubjects, (subjects) => subjects.length >= count);
}

describe('an e-mail about a new device', () => {
  it('an e-mail about a new device is sent once for a new client address or a new browser', async () => {
    const home = freshAddress();
    const { email } = await registerInNewYork(home);
    await logIn(email, home, CHROME);
    expect(await readSubjectsTo(email, 0)).toEqual([]);
    await logIn(email, home, FIREFOX);
    await logIn(email, home, NEWER_FIREFOX);
    expect(await readSubjectsTo(email, 1)).toEqual([NEW_DEVICE_SUBJECT]);
    const otherAddress = freshAddress();
    await logIn(email, otherAddress, CHROME);
    await logIn(email, otherAddress, CHROME);
    expect(await readSubjectsTo(email, 2)).toEqual([NEW_DEVICE_SUBJECT, NEW_DEVICE_SUBJECT]);
  });

  it('an e-mail about a new device is not sent for another address in the same IPv6 /64', async () => {
    const { email } = await registerInNewYork('2001:db8:5:7::1');
    await logIn(email, '2001:db8:5:7:ffff::2', CHROME);
    expect(await readSubjectsTo(email, 0)).toEqual([]);
  });

  it('an e-mail about a new device is not sent for a failed login or a registration', async () => {
    const { email } = await registerInNewYork();
    await logIn(email, freshAddress(), FIREFOX, { password: 'wrong' });
    expect(await readSubjectsTo(email, 0)).toEqual([]);
  });

  it('an e-mail about a new device contains the device, the client address, and the time in the time zone of the owner', async () => {
    const { email } = await registerInNewYork();
    await logIn(email, '203.0.113.9', FIREFOX);
    const sentEmail = await emailTo(email, NEW_DEVICE_SUBJECT);
    expect(sentEmail?.text).toBe(
      [
        'Hello Ada,',
        'There was a sign-in to your account from a new device: ' +
          'Firefox on Windows at 203.0.113.9, Friday, 21 November 2031 at 07:00:00 GMT-5.',
        'If this was you, no action is needed. If not, reset your password. This signs out every device.\n',
      ].join('\n\n'),
    );
  });

  it('an e-mail about a new device does not contain the device name that the client sends', async () => {
    const { email } = await registerInNewYork();
    await logIn(email, freshAddress(), FIREFOX, { device_name: 'Call +1 555 0100 at once' });
    const sentEmail = await emailTo(email, NEW_DEVICE_SUBJECT);
    expect(sentEmail?.text).not.toContain('555');
    expect(sentEmail?.text).toContain('Firefox on Windows at ');
  });

  it('an unverified e-mail address receives no name of the owner, and at most three e-mails about new devices a day', async () => {
    const { email, id } = await signUp();
    await updateAccount({ id }, { firstName: 'Visit evil.test' });
    for (let login = 0; login < 6; login += 1) await logIn(email, freshAddress(), `browser${login}/1`);
    expect((await emailTo(email, NEW_DEVICE_SUBJECT))?.text).toMatch(
      /^Hello,\n\nThere was a sign-in to your account/,
    );
    expect(await readSubjectsTo(email, 3)).toEqual(Array(3).fill(NEW_DEVICE_SUBJECT));
  });

  it('the code for a change of the address is sent to the new address without the name of the owner', async () => {
    const { token } = await registerInNewYork();
    const email = freshEmail('new');
    await call('/auth/change-email', { token, body: { new_email: email } });
    const sentEmail = await emailTo(email, 'Your code to change your Plugs e-mail address');
    expect(sentEmail?.text).toMatch(/^Hello,\n\nUse this code to make this address/);
  });

  it('an e-mail about a new device escapes the name of the owner', async () => {
    const { email, id } = await signUp();
    await updateAccount({ id }, { firstName: '<b>Ada</b>', isVerified: true });
    await logIn(email, freshAddress(), FIREFOX);
    expect((await emailTo(email, NEW_DEVICE_SUBJECT))?.html).toContain('Hello &lt;b&gt;Ada&lt;/b&gt;,');
  });
});

it('the tenth failed login causes one e-mail about a lock', async () => {
  const { email } = await registerInNewYork();
  const logInWrongly = (address: string) => logIn(email, address, FIREFOX, { password: 'wrong' });
  for (let time = 0; time < 9; time += 1) await logInWrongly(freshAddress());
  expect(await readSubjectsTo(email, 0)).toEqual([]);
  await logInWrongly('203.0.113.10');
  await logInWrongly(freshAddress());
  expect((await emailTo(email, LOCKED_SUBJECT))?.text).toBe(
    [
      'Hello Ada,',
      'There were 10 wrong passwords in a row for your account. The last one came from ' +
        'Firefox on Windows at 203.0.113.10, Friday, 21 November 2031 at 07:00:00 GMT-5.',
      'For 1 hour, no password is accepted from networks of the same kind. There are two kinds of networks, which are locked separately: networks from which you have signed in during the last 90 days, and all other networks.',
      'A password reset ends the lock immediately.\n',
    ].join('\n\n'),
  );
  expect(await readSubjectsTo(email, 1)).toEqual([LOCKED_SUBJECT]);
});

it('an e-mail address without an account receives no e-mail about a lock', async () => {
  const email = freshEmail('unknown');
  for (let time = 0; time < 11; time += 1) await logIn(email, freshAddress(), FIREFOX);
  expect(await mailTo(email)).toEqual([]);
});

/** Uses a refresh token from a client address with Firefox. */
const rotateFrom = (address: string, refresh: string) => {
  const headers = { 'User-Agent': FIREFOX };
  return call('/auth/token/refresh/', { address, headers, body: { refresh } });
};

it('a second use of a refresh token causes no e-mail about a copied token if the next refresh token was never used', async () => {
  const { account, refresh } = await newDevice(await registerInNewYork());
  await rotateFrom(freshAddress(), refresh);
  vi.setSystemTime(START + MINUTE);
  expect((await rotateFrom(freshAddress(), refresh)).body.error.reason).toBe('reuse_detected');
  expect(await readSubjectsTo(account.email, 1)).toEqual([NEW_DEVICE_SUBJECT]);
});

it('a second use of a refresh token causes one e-mail that names the device of this use, if the next refresh token was used before', async () => {
  const { account, refresh } = await newDevice(await registerInNewYork());
  const { email } = account;
  const { body } = await rotateFrom(freshAddress(), refresh);
  await rotateFrom(freshAddress(), body.refresh);
  vi.setSystemTime(START + MINUTE);
  await rotateFrom('203.0.113.11', refresh);
  await rotateFrom(freshAddress(), refresh);
  expect((await emailTo(email, REUSED_SUBJECT))?.text).toBe(
    [
      'Hello Ada,',
      'An outdated token of a session of your account was used, so the token was probably copied. The last device was ' +
        'Firefox on Windows at 203.0.113.11, Friday, 21 November 2031 at 07:01:00 GMT-5.',
      'The session has ended. Sign in again. If you do not recognize the device, reset your password.\n',
    ].join('\n\n'),
  );
  expect((await readSubjectsTo(email, 2)).filter((subject) => subject === REUSED_SUBJECT)).toHaveLength(1);
});

it('a password reset causes an e-mail, which states a time in summer as daylight saving time', async () => {
  vi.setSystemTime(Date.parse('2032-07-04T16:30:00Z'));
  const { email } = await registerInNewYork();
  await replacePassword(email);
  const sentEmail = await emailTo(email, CHANGED_SUBJECT);
  expect(sentEmail?.text).toMatch(
    /^Hello Ada,\n\nYour password was reset with a code from this mailbox\. The change came from Chrome on Linux at 198\.18\.\d+\.\d+, Sunday, 4 July 2032 at 12:30:00 GMT-4\. Every device has been signed out, and any lock of your account has ended\.\n\nIf this was not you, reset your password now and check the security of your e-mail account\.\n$/,
  );
  expect(await readSubjectsTo(email, 1)).toEqual([CHANGED_SUBJECT]);
});

it('the outbox lists the newest of more than a hundred e-mails', async () => {
  // Regression: the list contained the oldest hundred e-mails, so the newest e-mail was missing.
  const { email } = await registerInNewYork();
  const insert = bindings.DB.prepare(
    `INSERT INTO mail_queue (id, recipient, template, data, state, attempts, next_attempt_at, created_at)
     SELECT 'old-' || value, 'old@example.com', 'password_changed', '{}', 'outbox', 0, 1, 1
     FROM json_each(?)`,
  );
  await insert.bind(JSON.stringify(Array.from({ length: 100 }, (_, at) => at))).run();
  await logIn(email, freshAddress(), FIREFOX);
  const query = bindings.DB.prepare(
    "SELECT id FROM mail_queue WHERE recipient = ? AND state = 'outbox'",
  ).bind(email);
  await readUntil(
    () => query.first(),
    (row) => row !== null,
  );
  const { body } = await call('//dev/mail', { headers: { Accept: 'application/json' } });
  await bindings.DB.exec("DELETE FROM mail_queue WHERE id LIKE 'old-%'");
  expect(body).toContainEqual(expect.objectContaining({ to: email, subject: NEW_DEVICE_SUBJECT }));
});
