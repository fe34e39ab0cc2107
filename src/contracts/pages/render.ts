/** Sends a page with the headers that all pages share. */
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AppEnv } from '../../http/app-env.ts';
import { documentOf } from './components/document.tsx';

/**
 * A content security policy that allows only files and form targets of this origin, and no inline scripts or styles.
 */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Sets the headers of a page. With `Referrer-Policy: no-referrer`, the default of the other contracts, browsers send
 * `Origin: null` with a form (Fetch standard, section 3.2), and the check of the origin would reject it.
 */
export const pageHeaders = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  setPageHeaders(c.res.headers);
});

/** Sets the headers of a page on a finished response. */
export function setPageHeaders(headers: Headers): void {
  headers.set('Content-Security-Policy', POLICY);
  headers.set('Referrer-Policy', 'same-origin');
  headers.set('Cache-Control', 'no-store');
  headers.append('Vary', 'HX-Request, HX-Request-Type');
}

/** Responds with a page that has a title. */
export function renderPage(
  c: Context<AppEnv>,
  title: string,
  body: Child,
  status: ContentfulStatusCode = 200,
) {
  return c.html(documentOf(title, body), status);
}

/** Redirects after a form. The browser loads the next page with GET, so that a reload does not send the form again. */
export function redirectTo(c: Context<AppEnv>, path: string): Response {
  return c.redirect(path, 303);
}

/** Whether htmx requests only the part of the page that it replaces. */
export function isPartial(c: Context<AppEnv>): boolean {
  return c.req.header('HX-Request-Type') === 'partial';
}

/** Responds with a part of a page to htmx. */
export function renderPart(c: Context<AppEnv>, part: Child, status: ContentfulStatusCode = 200) {
  return c.html(html`${part}`, status);
}
