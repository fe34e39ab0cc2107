/** The contract of the paths under `/api/v1`, which three published documents share. */
import { limitBody } from '../../http/limit-body.ts';
import { noStore } from '../../http/no-store.ts';
import { requireHttps } from '../../http/policies/require-https.ts';
import { newRouter } from '../../http/router.ts';
import { AppError } from '../../rules/app-error.ts';
import { deviceAccountRoutes } from './accounts/device-account-routes.ts';
import { emailRoutes } from './accounts/email-routes.ts';
import { passwordResetRoutes } from './accounts/password-reset-routes.ts';
import { signInRoutes } from './accounts/sign-in-routes.ts';
import { timeZoneRoutes } from './accounts/time-zone-routes.ts';
import { importRoutes } from './administration/import-routes.ts';
import { adminAccountRoutes } from './administration/routes.ts';
import { renderErrors } from './errors.ts';
import { plugBulkRoutes } from './plugs/bulk-routes.ts';
import { plugDuplicateRoutes } from './plugs/duplicates/routes.ts';
import { plugCardRoutes } from './plugs/export/card-routes.ts';
import { plugExportRoutes } from './plugs/export/routes.ts';
import { plugHistoryRoutes } from './plugs/history-routes.ts';
import { plugImportRoutes } from './plugs/import/routes.ts';
import { plugListRoutes } from './plugs/list-routes.ts';
import { plugMergeRoutes } from './plugs/merges/merge-routes.ts';
import { plugRoutes } from './plugs/routes.ts';
import { plugStateRoutes } from './plugs/state-routes.ts';
import { plugUpsertRoutes } from './plugs/upsert/upsert-routes.ts';
import { adminPassageRoutes } from './reading/admin-routes.ts';
import { passageRoutes } from './reading/passage-routes.ts';
import { progressRoutes } from './reading/progress-routes.ts';
import { sessionRoutes } from './sessions/routes.ts';
import { tokenRoutes } from './sessions/token-routes.ts';
import { telegramRoutes } from './telegram/routes.ts';

/** The contract as a sub-app that renders its own errors, also the 404 of an unknown path. */
export function v1Contract() {
  const v1 = newRouter();
  v1.onError(renderErrors('reader'));
  v1.use(requireHttps);
  v1.use('/auth/*', noStore);
  v1.use('/telegram/*', noStore);
  v1.route('/', deviceAccountRoutes);
  // The routes before `limitBody` authenticate the caller before the body is read. Each of these routes that has a body
  // sets its own size limit.
  v1.route('/', adminAccountRoutes);
  v1.route('/', importRoutes);
  v1.route('/', adminPassageRoutes);
  v1.route('/', plugListRoutes);
  v1.route('/', plugImportRoutes);
  v1.route('/', plugMergeRoutes);
  v1.route('/', plugExportRoutes);
  v1.route('/', plugBulkRoutes);
  v1.route('/', plugDuplicateRoutes);
  v1.route('/', plugUpsertRoutes);
  v1.route('/', plugHistoryRoutes);
  v1.route('/', plugCardRoutes);
  v1.route('/', plugRoutes);
  v1.route('/', plugStateRoutes);
  v1.use(limitBody());
  v1.route('/', signInRoutes);
  v1.route('/', passwordResetRoutes);
  v1.route('/', emailRoutes);
  v1.route('/', timeZoneRoutes);
  v1.route('/', tokenRoutes);
  v1.route('/', sessionRoutes);
  v1.route('/', telegramRoutes);
  v1.route('/', passageRoutes);
  v1.route('/', progressRoutes);
  v1.all('*', () => {
    throw new AppError('NOT_FOUND');
  });
  return v1;
}
