/**
 * Responses of the pages: a page, a part of a page for htmx, and a redirect. Also the headers of all these responses,
 * and the check whether htmx requests a part.
 */
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AppEnv } from '../../http/app-env.ts';
import { documentOf } from './components/document.tsx';

/** The policy allows only files and form targets of this origin, and no inline scripts or styles. */
const CONTENT_SECURITY_POLICY = [
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
 * Middleware that sets the headers of a page. `Referrer-Policy: same-origin` replaces `no-referrer`, which the other
 * contracts use. With `no-referrer`, browsers send `Origin: null` with a form (Fetch standard, section 3.2), and
 * `requireSameOrigin` would reject the form.
 */
export const pageHeaders = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  setPageHeaders(c.res.headers);
});

/** Sets the headers of a page. Exported for responses that `pageHeaders` does not process. */
export function setPageHeaders(headers: Headers): void {
  headers.set('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  headers.set('Referrer-Policy', 'same-origin');
  headers.set('Cache-Control', 'no-store');
  headers.append('Vary', 'HX-Request, HX-Request-Type');
}

/**
 * Responds with a whole page. `title` is the title of the document, and `body` is the content below the skip link.
 */
export function renderPage(
  c: Context<AppEnv>,
  title: string,
  body: Child,
  status: ContentfulStatusCode = 200,
) {
  return c.html(documentOf(title, body), status);
}

/** Redirects with status 303: the browser loads the path with GET, so a reload does not send a form again. */
export function redirectTo(c: Context<AppEnv>, path: string): Response {
  return c.redirect(path, 303);
}

/**
 * Redirects to a whole page, also for a partial request of htmx. After a redirect with status 303, htmx would insert
 * the page into the part that it replaces.
 */
export function redirectPageTo(c: Context<AppEnv>, path: string): Response {
  if (!isPartial(c)) return redirectTo(c, path);
  c.header('HX-Redirect', path);
  return c.body(null, 200);
}

/** Whether the request comes from htmx and needs only the part of the page that htmx replaces. */
export function isPartial(c: Context<AppEnv>): boolean {
  return c.req.header('HX-Request-Type') === 'partial';
}

/** Responds to htmx with a part of a page. */
export function renderPart(c: Context<AppEnv>, part: Child, status: ContentfulStatusCode = 200) {
  return c.html(html`${part}`, status);
}
