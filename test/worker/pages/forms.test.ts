/**
 * The forms of the pages: forms of other origins, rejected values, values that are shown again or not shown, the limit of
 * a form, and the reset of a password.
 */
import { describe, expect, it } from 'vitest';
import { mailedCode, PASSWORD } from '../support/client.ts';
import { cookiesOf, readPage, sendForm, signUpOnPage } from './page-client.ts';

const HOSTILE_TEXTS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '\u202eRTL override\u200f',
  'x'.repeat(500),
];

describe('a form with a foreign origin', () => {
  /** Headers that replace headers of a form of the same origin. A header that is not listed is sent unchanged. */
  const cases: [string, Record<string, string>][] = [
    [
      'Origin and Sec-Fetch-Site of another site',
      { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
    ],
    ['the Origin of another site', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-origin' }],
    ['Sec-Fetch-Site: cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['Sec-Fetch-Site: same-site', { 'Sec-Fetch-Site': 'same-site' }],
    ['the Origin null', { Origin: 'null' }],
  ];

  it.each(cases)('a form with %s is rejected and changes nothing', async (_, headers) => {
    const { email, cookie } = await signUpOnPage();
    for (const [path, form] of [
      ['//web/sign-in', { email, password: PASSWORD }],
      ['//web/account', { first_name: 'Changed', last_name: '', time_zone: 'UTC' }],
      ['//web/sign-out', {}],
    ] as [string, Record<string, string>][]) {
      const response = await sendForm(path, form, { cookie, headers });
      expect([path, response.status]).toEqual([path, 403]);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
    const page = await readPage('//web/account', { cookie });
    expect([page.status, page.body.includes('Changed')]).toEqual([200, false]);
  });

  it('a POST from another origin is rejected with 403, also if its body is not a form', async () => {
    const response = await sendForm(
      '//web/sign-out',
      {},
      { headers: { 'Content-Type': 'application/json', Origin: 'https://evil.example' } },
    );
    expect(response.status).toBe(403);
  });
});

describe('rejected forms and stored text', () => {
  it('a rejected form marks the wrong field, shows the e-mail address again and does not show the password', async () => {
    const response = await sendForm('//web/sign-up', { email: 'not-an-address', password: 'typed-secret-1' });
    expect(response.status).toBe(422);
    expect(response.body).toContain('1 field needs a correction.');
    expect(response.body).toContain('value="not-an-address"');
    expect(response.body).toContain('aria-invalid="true"');
    expect(response.body).not.toContain('typed-secret-1');
  });

  it('a sign-in with a wrong password has the same response as a sign-in with an unknown e-mail address', async () => {
    const { email } = await signUpOnPage();
    const wrong = await sendForm('//web/sign-in', { email, password: 'wrong-password-1' });
    const unknown = await sendForm('//web/sign-in', {
      email: 'unregistered@example.com',
      password: 'wrong-password-1',
    });
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    expect(wrong.body).toContain('Invalid email or password.');
    expect(unknown.body.replace('unregistered@example.com', email)).toBe(wrong.body);
  });

  it('the sign-up is rejected with a message for an e-mail address that has an account', async () => {
    const { email } = await signUpOnPage();
    const response = await sendForm('//web/sign-up', { email, password: PASSWORD });
    expect(response.status).toBe(422);
    expect(response.body).toContain('This address already has an account.');
    expect(response.body).toContain(`value="${email}"`);
  });

  it.each(HOSTILE_TEXTS)('a rejected form shows hostile text as text: %s', async (text) => {
    const response = await sendForm('//web/sign-in', { email: text, password: text, next: text });
    expect(response.status).toBe(422);
    const escaped = text.replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(response.body).toContain(`value="${escaped}"`);
    expect(response.body).not.toContain('<script>alert');
    expect(response.body).not.toContain('<img src=x');
  });

  it('a form with a body that is too large is rejected', async () => {
    const response = await sendForm('//web/sign-in', { email: 'x'.repeat(70_000), password: 'x' });
    expect(response.status).toBe(413);
    expect(response.body).toContain('Shorten it');
  });

  it.each([
    '//web/account',
    '//web/account/devices/end',
    '//web/reading/none',
    '//web/contacts/trash/restore',
  ])('a body that is not a form is rejected by %s with 400, and without a session with 401', async (path) => {
    const { cookie } = await signUpOnPage();
    for (const contentType of ['multipart/form-data', 'multipart/form-data; boundary=b']) {
      const headers = { 'Content-Type': contentType };
      const { status, body } = await sendForm(path, { name: 'value' }, { cookie, headers });
      expect([status, body.includes('The form could not be read.')]).toEqual([400, true]);
      const withoutSession = await sendForm(path, { name: 'value' }, { headers });
      expect(withoutSession.status).toBe(401);
      expect(withoutSession.body).toContain('go back to the form in this tab and send the form again');
    }
  });

  it('a page shows stored HTML of the user as text', async () => {
    const { cookie } = await signUpOnPage();
    const name = { first_name: '<script>alert(1)</script>', last_name: '\u202eabc' };
    const saved = await sendForm('//web/account', { ...name, time_zone: 'UTC' }, { cookie });
    expect(saved.status).toBe(303);
    const { body } = await readPage('//web', { cookie });
    expect(body).toContain('<bdi>&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(body).not.toContain('<script>alert');
  });
});

it('a form over the limit is rejected with the waiting time on the page and in Retry-After', async () => {
  const headers = { 'CF-Connecting-IP': '198.51.100.77' };
  const attempt = (attemptNumber: number) =>
    sendForm(
      '//web/sign-in',
      { email: `none${attemptNumber}@example.com`, password: 'wrong-password-1' },
      { headers },
    );
  for (let number = 1; number <= 5; number += 1) expect((await attempt(number)).status).toBe(422);
  const response = await attempt(6);
  expect(response.status).toBe(429);
  expect(response.body).toMatch(/Too many attempts from this network\. Try again in \d+ minutes\./);
  expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
});

describe('the reset of a password', () => {
  it('the reset requires the e-mail address, then the code, and then the new password', async () => {
    const { email } = await signUpOnPage();
    const sent = await sendForm('//web/reset', { email });
    expect(sent.headers.get('Location')).toBe('/web/reset/code');
    const resetCookie = cookiesOf(sent);
    expect((await readPage('//web/reset/code', { cookie: resetCookie })).body).toContain(`<b>${email}</b>`);
    const refused = await sendForm('//web/reset/code', { otp_code: '000000' }, { cookie: resetCookie });
    expect([refused.status, refused.body.includes('This code is wrong.')]).toEqual([422, true]);
    expect(refused.body).not.toContain('000000');
    const proved = await sendForm(
      '//web/reset/code',
      { otp_code: await mailedCode(email) },
      { cookie: resetCookie },
    );
    expect(proved.headers.get('Location')).toBe('/web/reset/password');
    const weak = await sendForm(
      '//web/reset/password',
      { new_password: 'short' },
      { cookie: cookiesOf(proved) },
    );
    expect([weak.status, weak.body.includes('at least 8 characters')]).toEqual([422, true]);
    const newPassword = { new_password: 'N3w-Passw0rd!x' };
    const done = await sendForm('//web/reset/password', newPassword, { cookie: cookiesOf(proved) });
    expect(done.headers.get('Location')).toBe('/web/sign-in?notice=password-changed');
    const again = await sendForm('//web/reset/password', newPassword, { cookie: cookiesOf(proved) });
    expect(again.headers.get('Location')).toBe('/web/sign-in?notice=reset-again');
    expect((await sendForm('//web/sign-in', { email, password: newPassword.new_password })).status).toBe(303);
  });

  it('the reset redirects to the same page for an e-mail address without an account', async () => {
    const response = await sendForm('//web/reset', { email: 'unregistered@example.com' });
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/web/reset/code']);
  });

  it('the reset begins again if its cookie is missing or invalid', async () => {
    for (const cookie of [undefined, 'plugs_reset=%7B%7D', 'plugs_reset=%7B']) {
      const response = await readPage('//web/reset/code', { cookie });
      expect([response.status, response.headers.get('Location')]).toEqual([303, '/web/reset']);
    }
  });
});
