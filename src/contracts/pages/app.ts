/** The HTML pages: the start page, `/web/`, and the pages of development. No client contract is served here. */
import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../../http/app-env.ts';
import { limitBody } from '../../http/limit-body.ts';
import { requireHttps } from '../../http/policies/require-https.ts';
import { newRouter } from '../../http/router.ts';
import { accountLinkPages } from './account-links/app.tsx';
import { componentPages } from './development/components-page.tsx';
import { mailPages } from './development/mail-page.tsx';
import { renderNotFound, renderPageError } from './error-pages.tsx';
import { homePages } from './home.tsx';
import { pageHeaders, setPageHeaders } from './render.ts';
import { requireSameOrigin } from './same-origin.ts';
import { accountPages } from './web/account.tsx';
import { overviewPages } from './web/overview.tsx';
import { plexPages } from './web/plex.tsx';
import { resetPages } from './web/reset.tsx';
import { signInPages } from './web/sign-in.tsx';
import { signUpPages } from './web/sign-up.tsx';

const PAGES = [
  homePages,
  signInPages,
  signUpPages,
  resetPages,
  plexPages,
  overviewPages,
  accountPages,
  componentPages,
  mailPages,
];
/** The paths that belong to the pages. The middleware runs for no other path. `/`, which has no form, adds its own. */
const PATHS = ['/web/*', '/dev/*'];

/** The pages, with the headers and the check of the origin that all of them share. */
export function pagesContract() {
  const router = newRouter();
  router.onError(renderPageError);
  const shared: MiddlewareHandler<AppEnv>[] = [pageHeaders, requireSameOrigin, limitBody()];
  for (const path of PATHS) router.use(path, ...shared);
  router.use('/web/*', requireHttps);
  for (const pages of PAGES) router.route('/', pages);
  router.route('/', accountLinkPages());
  router.all('/web/*', renderNotFound);
  router.use('*', showNotFound);
  return router;
}

/** Shows a page instead of a JSON 404 of the service to a browser. The client contracts have answered before. */
const showNotFound = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  if (c.res.status !== 404 || !c.req.header('Accept')?.includes('text/html')) return;
  c.res = await renderNotFound(c);
  setPageHeaders(c.res.headers);
});
