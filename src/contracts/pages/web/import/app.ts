/** The router of the pages that import contacts. */
import { newRouter } from '../../../../http/router.ts';
import { importFilePages } from './file-routes.tsx';
import { importStartPages } from './start-routes.tsx';

const router = newRouter();
for (const pages of [importFilePages, importStartPages]) router.route('/', pages);

export const importPages = router;
