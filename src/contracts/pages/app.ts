/**
 * The HTML pages: the start page, `/web/`, `/admin/`, `/account/` and the development pages. This contract does not
 * serve API clients.
 */
import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../../http/app-env.ts';
import { limitBody, MAX_PLUG_BODY_BYTES } from '../../http/limit-body.ts';
import { requireHttps } from '../../http/policies/require-https.ts';
import { newRouter } from '../../http/router.ts';
import { accountLinkPages } from './account-links/app.tsx';
import { administrationPages } from './admin/app.ts';
import { componentPages } from './development/components-page.tsx';
import { mailPages } from './development/mail-page.tsx';
import { renderNotFound, renderPageError } from './error-pages.tsx';
import { homePages } from './home.tsx';
import { pageHeaders, setPageHeaders } from './render.ts';
import { requireSameOrigin } from './same-origin.ts';
import { accountPages } from './web/account/account.tsx';
import { addressPages } from './web/account/address.tsx';
import { deletePages } from './web/account/delete.tsx';
import { devicePages } from './web/account/devices/devices.tsx';
import { eventPages } from './web/account/events.tsx';
import { passwordPages } from './web/account/password.tsx';
import { telegramPages } from './web/account/telegram.tsx';
import { contactPages } from './web/contacts/app.ts';
import { duplicatePages } from './web/duplicates/routes.tsx';
import { importPages } from './web/import/app.ts';
import { IMPORT_PATH } from './web/import/paths.ts';
import { keyboardPages } from './web/keyboard.tsx';
import { overviewPages } from './web/overview.tsx';
import { plexPages } from './web/plex.tsx';
import { readingPages } from './web/reading/reading.tsx';
import { resetPages } from './web/reset.tsx';
import { signInPages } from './web/sign-in.tsx';
import { signUpPages } from './web/sign-up.tsx';
import { statisticsPages } from './web/statistics/statistics.tsx';

const PAGES = [
  homePages,
  signInPages,
  signUpPages,
  resetPages,
  plexPages,
  overviewPages,
  statisticsPages,
  readingPages,
  accountPages,
  addressPages,
  passwordPages,
  devicePages,
  eventPages,
  deletePages,
  telegramPages,
  contactPages,
  importPages,
  duplicatePages,
  keyboardPages,
  mailPages,
  // `wrangler deploy` replaces this variable, and the deployed worker then does not contain the page.
  ...(process.env.NODE_ENV === 'production' ? [] : [componentPages]),
];
/**
 * The paths for which all shared middleware runs. The start page `/` has no form. The pages below `/admin` and
 * `/account` have other limits and checks.
 */
const SHARED_MIDDLEWARE_PATHS = ['/web/*', '/dev/*'];

/** The routes of all pages, and the 404 page. */
export function pagesContract() {
  const router = newRouter();
  router.onError(renderPageError);
  const shared: MiddlewareHandler<AppEnv>[] = [pageHeaders, requireSameOrigin, limitForm];
  for (const path of SHARED_MIDDLEWARE_PATHS) router.use(path, ...shared);
  router.use('/web/*', requireHttps);
  for (const pages of PAGES) router.route('/', pages);
  router.use('/admin/*', pageHeaders, requireSameOrigin, requireHttps);
  router.route('/', administrationPages());
  router.route('/', accountLinkPages());
  router.all('/web/*', renderNotFound);
  router.use('*', showNotFound);
  return router;
}

const limitPlugForm = limitBody(MAX_PLUG_BODY_BYTES);
const limitOtherForm = limitBody();

/**
 * Limits the size of a form. The form of a contact needs a larger limit, because it can contain two texts of 10,000
 * characters, and each character can take 12 bytes. The forms of an import need the larger limit for the names of
 * columns. The upload of the file for an import has its own limit, which its route sets.
 */
const limitForm = createMiddleware<AppEnv>((c, next) => {
  if (c.req.path === IMPORT_PATH) return next();
  const isLarge = ['/web/contacts/', `${IMPORT_PATH}/`].some((path) => c.req.path.startsWith(path));
  return (isLarge ? limitPlugForm : limitOtherForm)(c, next);
});

/**
 * Replaces the JSON 404 of the service contract with a page if the request accepts HTML. The client contracts are
 * mounted earlier, so this middleware does not run for their 404 responses.
 */
const showNotFound = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  if (c.res.status !== 404 || !c.req.header('Accept')?.includes('text/html')) return;
  c.res = await renderNotFound(c);
  setPageHeaders(c.res.headers);
});
