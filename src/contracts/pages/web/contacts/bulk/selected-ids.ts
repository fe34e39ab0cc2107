/** The field of a form that contains the ids of the selected contacts. */
import * as z from '../../../../../http/openapi/zod.ts';

/** The maximum number of selected contacts, and of rows on a page of the list or the trash. */
export const MAX_SELECTED_CONTACTS = 50;

/**
 * The schema of the field. The parsed form has a text if one contact is selected, and an array if several are
 * selected. A form without the field is invalid.
 */
export const selectedIds = z.preprocess(
  (sent) => (typeof sent === 'string' ? [sent] : sent),
  z
    .array(z.string().toLowerCase(), 'Select contacts first.')
    .max(MAX_SELECTED_CONTACTS, `Select at most ${MAX_SELECTED_CONTACTS} contacts.`),
);
