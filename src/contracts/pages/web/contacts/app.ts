/**
 * The pages of contacts. Routes with fixed paths, such as `/web/contacts/trash`, come before routes with an id in the
 * path, because the first matching route handles a request.
 */
import { newRouter } from '../../../../http/router.ts';
import { bulkPages } from './bulk/bulk-routes.tsx';
import { undoPages } from './bulk/undo-route.ts';
import { cardPages } from './card/card-routes.ts';
import { contactActionPages } from './contact/action-routes.ts';
import { fieldPages } from './contact/field-routes.tsx';
import { contactPages as oneContactPages } from './contact/routes.tsx';
import { dataPages } from './custom-data/routes.tsx';
import { exportPages } from './export/export-route.ts';
import { editContactPages } from './form/edit-contact.tsx';
import { newContactPages } from './form/new-contact.tsx';
import { contactListPages } from './list/routes.tsx';
import { trashPages } from './trash/routes.tsx';

const PAGES = [
  contactListPages,
  newContactPages,
  exportPages,
  undoPages,
  bulkPages,
  trashPages,
  oneContactPages,
  cardPages,
  fieldPages,
  dataPages,
  contactActionPages,
  editContactPages,
];

const router = newRouter();
for (const pages of PAGES) router.route('/', pages);

export const contactPages = router;
