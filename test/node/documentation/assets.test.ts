/** The documentation pages and their files over HTTP. `browser.test.ts` opens the pages in a browser. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replaceOnce } from '../../../src/tools/cli/build/public-files.ts';
import { REDOC_PATH, type Site, SWAGGER_PATH, startSite } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
}, 60_000);
afterAll(() => site[Symbol.asyncDispose]());

const STRICTEST_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const OWN_FILES_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const REDOC_POLICY = `${OWN_FILES_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")}; worker-src blob:`;
const PAGES: [string, string][] = [
  [SWAGGER_PATH, OWN_FILES_POLICY],
  [REDOC_PATH, REDOC_POLICY],
];
const FILES: [string, string][] = [
  ['page.css', 'text/css'],
  ['start-swagger-ui.js', 'text/javascript'],
  ['swagger-ui-bundle.js', 'text/javascript'],
  ['swagger-ui.css', 'text/css'],
  ['redoc.standalone.js', 'text/javascript'],
  ['swagger-ui.LICENSE.txt', 'text/plain'],
  ['swagger-ui.NOTICE.txt', 'text/plain'],
  ['swagger-ui-bundle.js.LICENSE.txt', 'text/plain'],
  ['redoc.LICENSE.txt', 'text/plain'],
  ['redoc.standalone.js.LICENSE.txt', 'text/plain'],
];

describe.each(PAGES)('%s', (path, policy) => {
  it.each([path, path.slice(0, -1)])(
    'returns the page with the content security policy of this page at %s',
    async (requestedPath) => {
      const response = await site.get(requestedPath);
      expect(response.status).toBe(200);
      expect(response.headers.get('Content-Type')).toMatch(/^text\/html; *charset=utf-8$/i);
      expect(response.headers.get('Content-Security-Policy')).toBe(policy);
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    },
  );

  it('the page has no inline script or style and no URL of another origin, and it has a link for browsers without script', async () => {
    const text = await (await site.get(path)).text();
    expect(text).toMatch(/^<!doctype html><html lang="en">/);
    expect(text).not.toMatch(/<script[^>]*>[^<]|<style|\sstyle=|\son\w+=|\/\//);
    expect(text).toMatch(/<noscript>.*<a href="\/api\/v1\/schema\/">.*<\/noscript>/s);
  });

  it('every URL in the page exists', async () => {
    const text = await (await site.get(path)).text();
    const urls = [...text.matchAll(/(?:src|href|spec-url)="(\/[^"]+)"/g)].map(([, url = '']) => url);
    expect(urls.length).toBeGreaterThan(2);
    for (const url of urls) expect([url, (await site.get(url)).status]).toEqual([url, 200]);
  });
});

it('/docs redirects to Swagger UI', async () => {
  const response = await site.get('/docs');
  expect([response.status, response.headers.get('Location')]).toEqual([302, SWAGGER_PATH]);
});

it.each(['/docs', '/healthz', '/api/v1/schema/', '/api/v1/schema/nowhere', '/nowhere'])(
  'the response to %s has the strictest content security policy',
  async (path) => {
    expect((await site.get(path)).headers.get('Content-Security-Policy')).toBe(STRICTEST_POLICY);
  },
);

it.each(['/healthz', '/assets/docs/redoc.standalone.js'])(
  'the response to %s has the strictest policy, HSTS, nosniff and no-referrer',
  async (path) => {
    const { headers } = await site.get(path);
    expect(headers.get('Content-Security-Policy')).toBe(STRICTEST_POLICY);
    expect(headers.get('Strict-Transport-Security')).toBe('max-age=31536000; includeSubDomains');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
  },
);

describe('the files of the pages', () => {
  it.each(FILES)(
    '%s has the type %s and is not sent again while its ETag is the same',
    async (name, type) => {
      const response = await site.get(`/assets/docs/${name}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('Content-Type')).toBe(`${type}; charset=utf-8`);
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(response.headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
      expect(response.headers.get('Cache-Control')).toBe('public, max-age=0, must-revalidate');
      const secondResponse = await site.get(`/assets/docs/${name}`, {
        'If-None-Match': response.headers.get('ETag') ?? '',
      });
      expect(secondResponse.status).toBe(304);
    },
  );

  it.each(['/assets/docs/none.js', '/assets/docs/', '/_headers', '/assets/docs/redoc.standalone.js.map'])(
    'the response to %s is 404 and must not be stored by a cache',
    async (path) => {
      const response = await site.get(path);
      expect(response.status).toBe(404);
      expect(response.headers.get('Cache-Control')).toBe('no-store');
      expect(await response.json()).toEqual({ error: 'NOT_FOUND' });
    },
  );

  it('the script of ReDoc does not contain the host name of its content delivery network', async () => {
    const script = await (await site.get('/assets/docs/redoc.standalone.js')).text();
    expect(script.includes('cdn.redoc.ly')).toBe(false);
  });
});

describe('replaceOnce', () => {
  it('replaces a text that occurs once', () => {
    expect(replaceOnce('a.js', 'one two', ['two', '2'])).toBe('one 2');
  });

  it.each(['one', 'two two'])('throws if the text does not occur exactly once: %s', (text) => {
    expect(() => replaceOnce('a.js', text, ['two', '2'])).toThrow('a.js should contain "two" once, not');
  });
});
