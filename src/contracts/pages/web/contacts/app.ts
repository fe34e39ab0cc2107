/** The pages of contacts. Fixed paths come before the paths with an id. */
import { newRouter } from '../../../../http/router.ts';
import { dataPages } from './contact/data-routes.tsx';
import { fieldPages } from './contact/field-routes.tsx';
import { contactPages as oneContactPages } from './contact/routes.tsx';
import { statePages } from './contact/state-routes.ts';
import { contactListPages } from './list/routes.tsx';

const PAGES = [contactListPages, oneContactPages, fieldPages, dataPages, statePages];

const router = newRouter();
for (const pages of PAGES) router.route('/', pages);

export const contactPages = router;
