/**
 * The pages of contacts, with a request by a new account. It has no contact, so the pages of one contact do not exist.
 * The tests of these pages cover contacts that exist.
 */
import type { AccountPage } from './account-pages.ts';

export const CONTACT_PAGES: AccountPage[] = [
  { sent: 'GET /web/keyboard', status: 200 },
  { sent: 'GET /web/contacts', status: 200 },
  { sent: 'GET /web/contacts/new', status: 200 },
  // The request does not name a format.
  { sent: 'GET /web/contacts/export', status: 404 },
  { sent: 'GET /web/contacts/new/duplicates', status: 200 },
  { sent: 'POST /web/contacts/new', status: 303, form: { first_name: 'New' } },
  { sent: 'GET /web/contacts/trash', status: 200 },
  { sent: 'GET /web/contacts/trash/erase', status: 303 },
  { sent: 'POST /web/contacts/trash/erase', status: 303, form: { ids: 'none' } },
  { sent: 'POST /web/contacts/trash/restore', status: 303, form: { ids: 'none' } },
  { sent: 'POST /web/contacts/bulk', status: 303, form: { ids: 'none', action: 'delete' } },
  { sent: 'POST /web/contacts/undo', status: 404, form: { revision: 'none' } },
  { sent: 'GET /web/import', status: 200 },
  { sent: 'POST /web/import', status: 422, form: {} },
  { sent: 'GET /web/import/:id', status: 404 },
  { sent: 'GET /web/import/files/:id', status: 303 },
  { sent: 'POST /web/import/files/:id', status: 303, form: {} },
  { sent: 'POST /web/import/files/:id/import', status: 303, form: {} },
  { sent: 'POST /web/import/files/:id/cancel', status: 303, form: {} },
  { sent: 'GET /web/duplicates', status: 200 },
  { sent: 'POST /web/duplicates/merge', status: 404, form: { ids: 'none', winner: 'unknown' } },
  { sent: 'POST /web/duplicates/dismiss', status: 422, form: { ids: 'none' } },
  { sent: 'POST /web/duplicates/dismiss/undo', status: 404, form: { ids: 'none unknown' } },
  { sent: 'GET /web/contacts/:id', status: 404 },
  { sent: 'GET /web/contacts/:id/vcard', status: 404 },
  { sent: 'GET /web/contacts/:id/qr.svg', status: 404 },
  {
    sent: 'POST /web/contacts/:id',
    status: 404,
    form: { edit: 'notes', etag: 'none', old_value: '', notes: 'New' },
  },
  { sent: 'GET /web/contacts/:id/edit', status: 404 },
  { sent: 'POST /web/contacts/:id/edit', status: 404, form: { etag: 'none' } },
  { sent: 'POST /web/contacts/:id/tag', status: 404, form: { tag: 'new' } },
  { sent: 'POST /web/contacts/:id/untag', status: 404, form: { tag: 'new' } },
  { sent: 'POST /web/contacts/:id/data', status: 404, form: { key: 'new', value: 'new' } },
  { sent: 'POST /web/contacts/:id/convert', status: 404, form: {} },
  { sent: 'POST /web/contacts/:id/delete', status: 404, form: {} },
  { sent: 'POST /web/contacts/:id/restore', status: 404, form: {} },
];
