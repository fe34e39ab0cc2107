/** The contacts that are selected on a page. The form contains one id for each. */
import { z } from '@hono/zod-openapi';

/** A page of a list has at most this number of rows. */
export const MAX_SELECTED = 50;

/** A form with one id contains a text, and a form with several contains a list. */
export const selectedIds = z.preprocess(
  (sent) => (typeof sent === 'string' ? [sent] : sent),
  z
    .array(z.string().toLowerCase(), 'Select contacts first.')
    .max(MAX_SELECTED, `Select at most ${MAX_SELECTED} contacts.`),
);
