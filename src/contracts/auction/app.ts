/** The contract of the auction site: `/auth/*` at the root of the origin. */
import { limitBody } from '../../http/limit-body.ts';
import { noStore } from '../../http/no-store.ts';
import { requireHttps } from '../../http/policies/require-https.ts';
import { AppError } from '../../rules/app-error.ts';
import { accountRoutes } from './account-routes.ts';
import { routeGroup } from './route-group.ts';
import { sessionRoutes } from './session-routes.ts';

/** The contract as a sub-app that renders its errors and its 404. */
export function auctionContract() {
  const { router } = routeGroup();
  router.use('/auth/*', requireHttps, noStore, limitBody());
  router.route('/', sessionRoutes);
  router.route('/', accountRoutes);
  router.all('/auth/*', () => {
    throw new AppError('NOT_FOUND');
  });
  return router;
}
