/** Headers, error pages, the pages in production, and the cost of a page. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import { bindings } from '../support/bindings.ts';
import { call, freshAddress, freshEmail, PASSWORD } from '../support/client.ts';
import { readPage, signUpOnPage } from './page-client.ts';

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const PRODUCTION = {
  ENVIRONMENT: 'production',
  PUBLIC_URL: 'https://plugs.example',
  MAIL_TRANSPORT: 'smtp',
  SMTP_URL: 'smtp://mail.invalid',
};

describe('the headers of a page', () => {
  it.each(['//', '//web', '//web/sign-in', '//web/nowhere', '//dev/components', '//dev/mail'])(
    'the page %s allows no inline code and nothing of another origin, and is not cached',
    async (path) => {
      const { cookie } = await signUpOnPage();
      const { headers, body } = await readPage(path, { cookie });
      expect(headers.get('Content-Security-Policy')).toBe(CONTENT_SECURITY_POLICY);
      expect(headers.get('Referrer-Policy')).toBe('same-origin');
      expect(headers.get('Cache-Control')).toBe('no-store');
      expect(headers.get('Vary')).toContain('HX-Request');
      expect(body).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    },
  );
});

describe('an unknown path', () => {
  it('an unknown path below /web returns a page with 404', async () => {
    const response = await readPage('//web/nowhere');
    expect(response.status).toBe(404);
    expect(response.body).toContain('<h1>Page not found</h1>');
  });

  it('an unknown path below /web returns a toast to htmx', async () => {
    const response = await readPage('//web/nowhere', { headers: { 'HX-Request': 'true' } });
    expect([response.status, response.headers.get('HX-Retarget')]).toEqual([404, '#toast']);
    expect(response.body).toMatch(/^<div class="toast">/);
  });

  it('an unknown path outside the pages and the APIs returns a page to a browser and JSON to other clients', async () => {
    const page = await readPage('//nowhere', { headers: { Accept: 'text/html,*/*' } });
    expect(page.status).toBe(404);
    expect(page.body).toContain('<h1>Page not found</h1>');
    expect(page.headers.get('Content-Security-Policy')).toBe(CONTENT_SECURITY_POLICY);
    const json = await call('//nowhere');
    expect([json.status, json.body]).toEqual([404, { error: 'NOT_FOUND' }]);
  });

  it('an unknown path of an API returns JSON to a browser too', async () => {
    for (const path of ['/nowhere', '//api/nowhere', '//auth/nowhere']) {
      const { headers } = await call(path, { headers: { Accept: 'text/html,*/*' } });
      expect(headers.get('Content-Type')).toContain('application/json');
    }
  });
});

describe('in production', () => {
  const app = createApp(parseConfiguration({ ...bindings, ...PRODUCTION }));

  /** Reads a page of a worker in production, or sends a form. */
  async function requestPage(
    path: string,
    headers: Record<string, string> = {},
    form?: Record<string, string>,
  ) {
    const execution = createExecutionContext();
    const request = new Request(`https://plugs.example${path}`, {
      headers: { 'CF-Connecting-IP': freshAddress(), ...headers },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      redirect: 'manual',
    });
    const response = await app.fetch(request, bindings, execution);
    await waitOnExecutionContext(execution);
    return { status: response.status, headers: response.headers, body: await response.text() };
  }

  it('the pages of development do not exist in production', async () => {
    expect((await requestPage('/dev/components')).status).toBe(404);
    expect((await requestPage('/dev/mail', { Accept: 'text/html' })).status).toBe(404);
  });

  it('the start page in production names no demo account and no page of development', async () => {
    const { body } = await requestPage('/');
    expect(body).not.toMatch(/demo@|\/dev\//);
    expect(body).toContain('Create an account');
  });

  it('production accepts forms from the public origin only', async () => {
    const form = { email: 'unregistered@example.com', password: 'wrong-password-1' };
    expect((await requestPage('/web/sign-in', { Origin: 'https://plugs.example' }, form)).status).toBe(422);
    expect((await requestPage('/web/sign-in', { Origin: 'http://plugs.example' }, form)).status).toBe(403);
  });

  it('the cookie in production has the prefix __Host-, which binds the cookie to the host', async () => {
    const form = { email: freshEmail(), password: PASSWORD };
    const response = await requestPage('/web/sign-up', { Origin: 'https://plugs.example' }, form);
    expect(response.headers.getSetCookie().join()).toMatch(
      /^__Host-plugs_web=[^;]+;.* HttpOnly; Secure; SameSite=Lax$/,
    );
  });
});

describe('the cost of a page', () => {
  it.each(['//web', '//web/account'])(
    'the page %s costs one round trip to D1 and no call of an object or of KV',
    async (path) => {
      const { cookie } = await signUpOnPage();
      const { cost } = await readPage(path, { cookie });
      expect([cost.trips, cost.objects, cost.kv]).toEqual([1, 0, 0]);
    },
  );

  it.each(['//', '//web/sign-in', '//web/sign-up', '//web/reset'])(
    'the page %s reads no storage',
    async (path) => {
      const { cost } = await readPage(path);
      expect([cost.trips, cost.objects, cost.kv]).toEqual([0, 0, 0]);
    },
  );
});
