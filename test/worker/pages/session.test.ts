/** The session of the pages: its extension, its maximum lifetime, its end, and forms that are sent without it. */
import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { idOf, updateAccount } from '../support/accounts.ts';
import { call, PASSWORD, readUntil } from '../support/client.ts';
import { cookiesOf, readPage, sendForm, signUpOnPage } from './page-client.ts';

const DAY_MS = 86_400_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
});
afterEach(() => {
  vi.useRealTimers();
});

const advanceDays = (days: number) => vi.setSystemTime(Date.now() + days * DAY_MS);
const expiryMsOf = (cookie: string) => (decodeJwt(cookie.slice('plugs_web='.length)).exp ?? 0) * 1000;

describe('a session of the pages', () => {
  it('a session is not extended on its first day', async () => {
    const { cookie } = await signUpOnPage();
    advanceDays(0.9);
    const response = await readPage('//web', { cookie });
    expect([response.status, cookiesOf(response)]).toEqual([200, '']);
  });

  it('a session is extended to 7 days from now when its token is older than a day', async () => {
    const { cookie } = await signUpOnPage();
    advanceDays(1.1);
    const response = await readPage('//web', { cookie });
    expect(response.status).toBe(200);
    expect(expiryMsOf(cookiesOf(response))).toBe(Math.floor(Date.now() / 1000) * 1000 + 7 * DAY_MS);
    advanceDays(6.5);
    expect((await readPage('//web', { cookie })).status).toBe(303);
    expect((await readPage('//web', { cookie: cookiesOf(response) })).status).toBe(200);
  });

  it('a session ends 90 days after its beginning, even if the user reads a page every six days', async () => {
    const beganAtMs = Date.now();
    let { cookie } = await signUpOnPage();
    for (let day = 6; day < 90; day += 6) {
      advanceDays(6);
      const response = await readPage('//web', { cookie });
      expect([day, response.status]).toEqual([day, 200]);
      cookie = cookiesOf(response) || cookie;
    }
    expect(expiryMsOf(cookie)).toBeLessThanOrEqual(beganAtMs + 90 * DAY_MS);
    advanceDays(6.1);
    expect((await readPage('//web', { cookie })).status).toBe(303);
  });

  it('a session ends with the sign-out, also for a copy of its cookie', async () => {
    const { cookie } = await signUpOnPage();
    const response = await sendForm('//web/sign-out', {}, { cookie });
    expect(response.headers.get('Location')).toBe('/web/sign-in?notice=signed-out');
    expect(response.headers.getSetCookie()).toEqual([
      'plugs_web=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax',
    ]);
    expect((await readPage('//web', { cookie })).headers.get('Location')).toBe(
      '/web/sign-in?notice=session-ended',
    );
  });

  it('a session ends when the same browser signs in again', async () => {
    const { email, cookie } = await signUpOnPage();
    const again = await sendForm('//web/sign-in', { email, password: PASSWORD }, { cookie });
    const response = await readUntil(
      () => readPage('//web', { cookie }),
      ({ status }) => status === 303,
    );
    expect(response.status).toBe(303);
    expect((await readPage('//web', { cookie: cookiesOf(again) })).status).toBe(200);
  });

  it('a session is listed for the owner as a session of type page, and can be ended by the owner', async () => {
    const { email, cookie } = await signUpOnPage();
    const signedIn = await call('/auth/token/', { body: { email, password: PASSWORD } });
    const token = signedIn.body.access;
    const { body } = await call('/auth/sessions/', { token });
    const listed = body.sessions ?? body.results ?? body;
    const pageSession = listed.find((each: { client_type: string }) => each.client_type === 'page');
    expect((await call(`/auth/sessions/${pageSession.id}/revoke/`, { method: 'POST', token })).status).toBe(
      200,
    );
    expect((await readPage('//web', { cookie })).status).toBe(303);
  });

  it('a session is rejected and not extended after the account is deactivated', async () => {
    const { email, cookie } = await signUpOnPage();
    await updateAccount({ id: await idOf({ email }) }, { isActive: false });
    advanceDays(2);
    const response = await readPage('//web', { cookie });
    expect(response.status).toBe(303);
    expect(response.headers.getSetCookie()).toEqual([
      'plugs_web=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax',
    ]);
  });
});

describe('a form without a valid session', () => {
  const typed = { first_name: 'Łucja <b>', last_name: '"Ångström"', time_zone: 'Europe/Rome' };

  it('a form whose session has ended shows the typed values and can be sent again after a new sign-in', async () => {
    const { email, cookie } = await signUpOnPage();
    await sendForm('//web/sign-out', {}, { cookie });
    const response = await sendForm('//web/account', typed, { cookie });
    expect(response.status).toBe(401);
    expect(response.body).toContain('Łucja &lt;b&gt;');
    expect(response.body).toContain('&quot;Ångström&quot;');
    expect(response.body).toContain('action="/web/account"');
    const again = await sendForm('//web/sign-in', { email, password: PASSWORD });
    const saved = await sendForm('//web/account', typed, { cookie: cookiesOf(again) });
    expect(saved.headers.get('Location')).toBe('/web/account?notice=saved');
  });

  it('a form without Content-Length whose session has ended writes one warning and shows the typed values', async () => {
    const { cookie } = await signUpOnPage();
    await sendForm('//web/sign-out', {}, { cookie });
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const variables = { ENVIRONMENT: 'development' };
    const { status, body } = await sendForm('//web/account', typed, { cookie, variables });
    const warnings = warn.mock.calls.map(([{ refused }]) => refused);
    warn.mockRestore();
    expect(warnings).toEqual(['SESSION_ENDED']);
    expect([status, body.includes('Łucja &lt;b&gt;')]).toEqual([401, true]);
  });

  it('the response to a form without a session does not contain a typed password', async () => {
    const response = await sendForm('//web/account', { ...typed, new_password: 'typed-secret-1' });
    expect(response.status).toBe(401);
    expect(response.body).not.toContain('typed-secret-1');
  });

  it('the response to a form without a session mentions passwords only if the form contains a password', async () => {
    const response = await sendForm('//web/account', { ...typed, new_password: 'typed-secret-1' });
    expect(response.body).toContain('What you typed is still here, except passwords and codes.');
    const withoutPassword = await sendForm('//web/account', typed);
    expect(withoutPassword.body).toContain('What you typed is still here.');
  });

  it('a form without a session shows every value of a field with several values, each in its own input', async () => {
    const response = await sendForm('//web/contacts/trash/restore', { ids: ['first', 'second', 'third'] });
    const inputs = [...response.body.matchAll(/id="([^"]+)" name="ids" value="([^"]+)"/g)];
    expect(inputs.map(([, , value]) => value)).toEqual(['first', 'second', 'third']);
    expect(new Set(inputs.map(([, id]) => id)).size).toBe(3);
  });

  it('a form without a session shows the chosen field of a column whose name contains "code"', async () => {
    const columns = { 'map:Business Postal Code': 'none', 'map:Token': 'notes' };
    const response = await sendForm('//web/import/files/1/import', columns);
    expect(response.body).toContain('name="map:Business Postal Code" value="none"');
    expect(response.body).toContain('name="map:Token" value="notes"');
    expect(response.body).toContain('What you typed is still here.');
  });

  it('the response to a form that htmx sends without a session is a toast with a link to the sign-in', async () => {
    const response = await sendForm('//web/account', typed, { headers: { 'HX-Request': 'true' } });
    expect([response.status, response.headers.get('HX-Redirect')]).toEqual([401, null]);
    expect(response.headers.get('HX-Retarget')).toBe('#toast');
    expect(response.body).toContain('<a href="/web/sign-in" target="_blank"');
  });

  it('a link that htmx follows without a session leads to the sign-in', async () => {
    const response = await readPage('//web/account', { headers: { 'HX-Request': 'true' } });
    expect([response.status, response.headers.get('HX-Redirect')]).toEqual([
      401,
      '/web/sign-in?next=%2Fweb%2Faccount',
    ]);
  });

  it('a form that is too large to be read is not repeated in the response if there is no session', async () => {
    const response = await sendForm('//web/import', { file: 'x'.repeat(400_000) });
    expect([response.status, response.body.includes('xxx')]).toEqual([401, false]);
    expect(response.body).toContain('go back to the form in this tab and send the form again');
    expect(response.body).not.toContain('is still here');
  });
});
