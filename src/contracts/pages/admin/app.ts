/** The pages of administrators, at `/admin`. Access is checked before the body of a request is read. */
import { newRouter } from '../../../http/router.ts';
import { renderNotFound } from '../error-pages.tsx';
import { requirePageSession } from '../session.ts';
import { accountPages } from './accounts/account-routes.tsx';
import { importPages } from './accounts/import-routes.tsx';
import { accountListPages } from './accounts/routes.tsx';
import { overviewPages } from './overview/routes.tsx';
import { passagePages } from './passages/routes.tsx';
import { requireAdministrator } from './require-administrator.ts';
import { eventPages } from './security-log/routes.tsx';
import { sessionPages } from './sessions/routes.tsx';

const PAGES = [
  overviewPages,
  accountListPages,
  importPages,
  accountPages,
  sessionPages,
  eventPages,
  passagePages,
];

/** The pages of administrators, with the access check for every path. */
export function administrationPages() {
  const router = newRouter();
  router.use('/admin/*', requirePageSession, requireAdministrator);
  for (const pages of PAGES) router.route('/', pages);
  router.all('/admin/*', renderNotFound);
  return router;
}
