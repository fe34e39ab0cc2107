/**
 * The pages of contacts, imports, duplicates and keyboard shortcuts, with a sample request of a new account and the
 * status of the response. The account has no contact, so the pages of one contact do not exist. The tests of these
 * pages cover contacts that exist.
 */
import type { PageSample } from './account-pages.ts';

export const CONTACT_PAGES: PageSample[] = [
  { route: 'GET /web/keyboard', status: 200 },
  { route: 'GET /web/contacts', status: 200 },
  { route: 'GET /web/contacts/new', status: 200 },
  // The request does not name a format.
  { route: 'GET /web/contacts/export', status: 404 },
  { route: 'POST /web/contacts/new/duplicates', status: 200, form: { first_name: 'New' } },
  { route: 'POST /web/contacts/new', status: 303, form: { first_name: 'New' } },
  { route: 'GET /web/contacts/trash', status: 200 },
  { route: 'GET /web/contacts/trash/erase', status: 303 },
  { route: 'POST /web/contacts/trash/erase', status: 303, form: { ids: 'none' } },
  { route: 'POST /web/contacts/trash/restore', status: 303, form: { ids: 'none' } },
  { route: 'POST /web/contacts/bulk', status: 303, form: { ids: 'none', action: 'delete' } },
  { route: 'POST /web/contacts/undo', status: 404, form: { revision: 'none' } },
  { route: 'GET /web/import', status: 200 },
  { route: 'POST /web/import', status: 422, form: {} },
  { route: 'GET /web/import/:id', status: 404 },
  { route: 'GET /web/import/files/:id', status: 303 },
  { route: 'POST /web/import/files/:id', status: 303, form: {} },
  { route: 'POST /web/import/files/:id/import', status: 303, form: {} },
  { route: 'POST /web/import/files/:id/cancel', status: 303, form: {} },
  { route: 'GET /web/duplicates', status: 200 },
  { route: 'POST /web/duplicates/merge', status: 404, form: { ids: 'none', winner: 'unknown' } },
  { route: 'POST /web/duplicates/dismiss', status: 422, form: { ids: 'none' } },
  { route: 'POST /web/duplicates/dismiss/undo', status: 404, form: { ids: 'none unknown' } },
  { route: 'GET /web/contacts/:id', status: 404 },
  { route: 'GET /web/contacts/:id/vcard', status: 404 },
  { route: 'GET /web/contacts/:id/qr.svg', status: 404 },
  {
    route: 'POST /web/contacts/:id',
    status: 404,
    form: { edit: 'notes', etag: 'none', old_value: '', notes: 'New' },
  },
  { route: 'GET /web/contacts/:id/edit', status: 404 },
  { route: 'POST /web/contacts/:id/edit', status: 404, form: { etag: 'none' } },
  { route: 'POST /web/contacts/:id/tag', status: 404, form: { tag: 'new' } },
  { route: 'POST /web/contacts/:id/untag', status: 404, form: { tag: 'new' } },
  { route: 'POST /web/contacts/:id/data', status: 404, form: { key: 'new', value: 'new' } },
  { route: 'POST /web/contacts/:id/convert', status: 404, form: {} },
  { route: 'POST /web/contacts/:id/delete', status: 404, form: {} },
  { route: 'POST /web/contacts/:id/restore', status: 404, form: {} },
];
