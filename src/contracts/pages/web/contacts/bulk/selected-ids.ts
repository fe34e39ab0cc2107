/** The ids of the selected contacts in a form. */
import * as z from '../../../../../http/openapi/zod.ts';

/** The maximum number of selected contacts: the number of rows on a page of a list. */
export const MAX_SELECTED = 50;

/** The value is a text if one contact is selected, and a list if several contacts are selected. */
export const selectedIds = z.preprocess(
  (sent) => (typeof sent === 'string' ? [sent] : sent),
  z
    .array(z.string().toLowerCase(), 'Select contacts first.')
    .max(MAX_SELECTED, `Select at most ${MAX_SELECTED} contacts.`),
);
