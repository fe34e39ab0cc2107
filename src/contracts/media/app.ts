/** The media site's contract: everything under `/api` that is not another contract's. */
import { limitBody } from '../../http/limit-body.ts';
import { noStore } from '../../http/no-store.ts';
import { newRouter } from '../../http/router.ts';
import { AppError } from '../../rules/app-error.ts';
import { accountRoutes } from './account-routes.ts';
import { renderMediaError } from './errors.ts';
import { contractLimit } from './rate-limit.ts';
import { signInRoutes } from './sign-in-routes.ts';

/** The contract as a sub-app with its own errors, its own limit and its own 404. */
export function mediaContract() {
  const media = newRouter();
  media.onError(renderMediaError);
  media.use(noStore, contractLimit, limitBody());
  media.route('/', signInRoutes());
  media.route('/', accountRoutes());
  media.all('*', () => {
    throw new AppError('NOT_FOUND');
  });
  return media;
}
