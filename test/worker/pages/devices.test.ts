/** The pages of the devices and of the security events of an account. */
import { describe, expect, it } from 'vitest';
import { eventInWords } from '../../../src/contracts/pages/security-log/event-in-words.ts';
import { SECURITY_EVENT_TYPES } from '../../../src/rules/sessions/account-change.ts';
import { makeAdmin, numberOf } from '../support/accounts.ts';
import { call, PASSWORD, signUp } from '../support/client.ts';
import { readPage, sendForm, signUpOnPage } from './page-client.ts';

const DEVICES_PATH = '//web/account/devices';
const HOSTILE_TEXT = '<script>alert(1)</script>';

/** Signs in with an API client that sends the given device name and user agent. */
async function signInWith(email: string, device_name: string, userAgent = 'Mozilla/5.0') {
  const headers = { 'User-Agent': userAgent };
  const { body } = await call('/auth/login', { body: { email, password: PASSWORD, device_name }, headers });
  return {
    token: body.tokens.access_token as string,
    id: body.session_id as number,
    refresh: body.tokens.refresh_token,
  };
}

describe('the devices page', () => {
  it('the devices page lists every live session and marks the current session', async () => {
    const { email, cookie } = await signUpOnPage();
    await signInWith(email, 'Phone of Ada');
    const { status, body, cost } = await readPage(DEVICES_PATH, { cookie });
    expect(status).toBe(200);
    expect(body).toContain('<bdi>Phone of Ada</bdi>');
    expect(body.match(/This device/g)).toHaveLength(1);
    expect(body.match(/aria-label="End session: /g)).toHaveLength(1);
    expect(cost).toMatchObject({ trips: 1, rowsWritten: 0, objects: 1, kv: 0, hashes: 0 });
  });

  it('the devices page shows the time of the last refresh', async () => {
    const { email, cookie } = await signUpOnPage();
    const { refresh } = await signInWith(email, 'Phone');
    const before = Date.now();
    await call('/auth/refresh', { body: { refresh_token: refresh } });
    const { body } = await readPage(DEVICES_PATH, { cookie });
    const deviceHtml = body.slice(body.indexOf('Phone'));
    expect(Date.parse(/datetime="([^"]+)"/.exec(deviceHtml)?.[1] ?? '')).toBeGreaterThanOrEqual(before);
  });

  it('the pages of devices and of the account show a hostile device name as text, and the page of events omits hostile text', async () => {
    const { email, cookie } = await signUpOnPage();
    await signInWith(email, HOSTILE_TEXT, HOSTILE_TEXT);
    await call('/auth/login', {
      body: { email, password: PASSWORD, client_type: HOSTILE_TEXT.slice(0, 50) },
    });
    for (const path of [DEVICES_PATH, '//web/account']) {
      const { body } = await readPage(path, { cookie });
      expect([path, body.includes('<script>alert')]).toEqual([path, false]);
      expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    }
    expect((await readPage('//web/account/events', { cookie })).body).not.toContain('alert(1)');
  });

  it('the devices page ends one session', async () => {
    const { email, cookie } = await signUpOnPage();
    const { token, id } = await signInWith(email, 'Phone');
    const done = await sendForm(`${DEVICES_PATH}/end`, { session: String(id) }, { cookie });
    expect(done.headers.get('Location')).toBe('/web/account/devices?notice=device-ended');
    expect((await call('/auth/me', { token })).status).toBe(401);
    expect((await readPage(DEVICES_PATH, { cookie })).body).not.toContain('Phone');
  });

  it('a form that ends a session of another account or an unknown session returns 404', async () => {
    const { cookie } = await signUpOnPage();
    const other = await signUp();
    for (const session of [String(other.sessionId), '0', 'x', '']) {
      expect((await sendForm(`${DEVICES_PATH}/end`, { session }, { cookie })).status).toBe(404);
    }
    expect((await call('/auth/me', { token: other.token })).status).toBe(200);
  });

  it('the devices page ends all other sessions after a confirmation', async () => {
    const { email, cookie } = await signUpOnPage();
    const { token } = await signInWith(email, 'Phone');
    const page = await readPage(DEVICES_PATH, { cookie });
    expect(page.body).toContain('href="/web/account/devices/end-others" data-dialog="#end-others"');
    expect((await readPage(`${DEVICES_PATH}/end-others`, { cookie })).body).toContain(
      'End all other sessions?',
    );
    expect((await call('/auth/me', { token })).status).toBe(200);
    const done = await sendForm(`${DEVICES_PATH}/end-others`, {}, { cookie });
    expect(done.headers.get('Location')).toBe('/web/account/devices?notice=devices-ended');
    expect((await call('/auth/me', { token })).status).toBe(401);
    expect((await readPage(DEVICES_PATH, { cookie })).status).toBe(200);
  });
});

describe('the page of the security events', () => {
  it('the events are listed in pages, newest first, and the first page costs one round trip', async () => {
    const { email, cookie } = await signUpOnPage();
    const { token } = await signInWith(email, 'Phone');
    for (let at = 0; at < 30; at += 1) {
      const timezone = at % 2 === 0 ? 'Europe/Rome' : 'Europe/Paris';
      await call('/auth/timezone', { token, method: 'PUT', body: { timezone } });
    }
    const first = await readPage('//web/account/events', { cookie });
    expect(first.body.match(/class="timeline-icon"/g)).toHaveLength(30);
    expect(first.cost).toMatchObject({ trips: 1, rowsWritten: 0, objects: 0, kv: 0, hashes: 0 });
    const next = /href="(\/web\/account\/events\?cursor=[^"]+)" rel="next"/.exec(first.body)?.[1];
    const second = await readPage(`/${next?.replaceAll('&amp;', '&')}`, { cookie });
    expect(second.body).toContain('Account created');
    expect(second.body).toContain('Older events');
    expect(second.body).toMatch(/href="\/web\/account\/events">\s*Newest/);
    expect(second.body).not.toContain('Previous');
  });

  it('an invalid cursor is rejected', async () => {
    const { cookie } = await signUpOnPage();
    expect((await readPage('//web/account/events?cursor=x', { cookie })).status).toBe(422);
  });

  it('the events page shows that an administrator made a change, without the e-mail address of the administrator', async () => {
    const { email, cookie } = await signUpOnPage();
    const admin = await signUp();
    await makeAdmin({ id: admin.id });
    const path = `/auth/users/${await numberOf({ email })}/`;
    await call(path, { token: admin.token, method: 'PATCH', body: { is_premium: true } });
    const { body } = await readPage('//web/account/events', { cookie });
    expect(body).toContain('Premium access given by an administrator');
    expect(body).not.toContain(admin.email);
  });
});

describe('a security event in words', () => {
  it.each(SECURITY_EVENT_TYPES)(
    'the text of the event type %s begins with a capital letter and contains no underscore',
    (type) => {
      const { text } = eventInWords({ type, detail: null });
      expect(text).toMatch(/^[A-Z][^_]+$/);
    },
  );

  it.each([
    ['session_ended', 'logged_out', 'Signed out'],
    ['login_refused', 'locked', 'Sign-in refused: the account was locked'],
    ['otp_requested', 'password_reset', 'Code requested to reset the password'],
    ['account_changed', '{"isActive":false,"by":"administrator"}', 'Account deactivated by an administrator'],
    [
      'account_changed',
      '{"role":"admin","by":"system"}',
      'Made an administrator by the operator of this service',
    ],
    [
      'account_changed',
      '{"role":"user","isPremium":true,"by":"administrator"}',
      'Account changed by an administrator',
    ],
    ['account_restored', '{"by":"administrator"}', 'Account restored by an administrator'],
    ['time_zone_changed', 'Europe/Rome', 'Time zone changed'],
    ['account_changed', '{broken', 'Account changed'],
    ['of_a_later_version', null, 'of a later version'],
    ['constructor', 'constructor', 'constructor'],
  ])('the text of the event type %s with the detail %s is "%s"', (type, detail, text) => {
    expect(eventInWords({ type, detail }).text).toBe(text);
  });
});
