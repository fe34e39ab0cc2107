/** Everything under `/api/v1`: three published documents, one contract. */
import { newRouter } from '../../http/router.ts';
import { AppError } from '../../rules/app-error.ts';
import { accountRoutes } from './account-routes.ts';
import { adminAccountRoutes } from './admin-account-routes.ts';
import { deviceRoutes } from './device-routes.ts';
import { renderErrors } from './errors.ts';
import { plugListRoutes } from './plug-list-routes.ts';
import { plugRoutes } from './plug-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';

/** The contract as a sub-app with its own errors and its own 404. */
export function v1Contract() {
  const v1 = newRouter();
  v1.onError(renderErrors('reader'));
  v1.route('/', signInRoutes());
  v1.route('/', accountRoutes());
  v1.route('/', deviceRoutes());
  v1.route('/', sessionRoutes());
  v1.route('/', adminAccountRoutes());
  v1.route('/', plugListRoutes());
  v1.route('/', plugRoutes());
  v1.all('*', () => {
    throw new AppError('NOT_FOUND');
  });
  return v1;
}
