/** The contract of the media site: every path under `/api` that belongs to no other contract. */
import { limitBody } from '../../http/limit-body.ts';
import { noStore } from '../../http/no-store.ts';
import { requireHttps } from '../../http/policies/require-https.ts';
import { AppError } from '../../rules/app-error.ts';
import { accountRoutes } from './account-routes.ts';
import { plexSignInRoutes } from './plex-sign-in-routes.ts';
import { contractLimit } from './rate-limit.ts';
import { routeGroup } from './route-group.ts';
import { sessionRoutes } from './session-routes.ts';

/** The contract as a sub-app that renders its errors and its 404, and has a rate limit over all its routes. */
export function mediaContract() {
  const { router } = routeGroup();
  router.use(requireHttps, noStore, contractLimit, limitBody());
  router.route('/', plexSignInRoutes);
  router.route('/', sessionRoutes);
  router.route('/', accountRoutes);
  router.all('*', () => {
    throw new AppError('NOT_FOUND');
  });
  return router;
}
