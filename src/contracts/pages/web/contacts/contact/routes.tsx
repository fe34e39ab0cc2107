/** The page of one contact, and the parts of this page that htmx requests. */
import { newRouter } from '../../../../../http/router.ts';
import { AppError } from '../../../../../rules/app-error.ts';
import { isPartial, redirectPageTo, renderPart } from '../../../render.ts';
import { requirePageSession } from '../../../session.ts';
import { fieldNamed } from '../contact-fields.ts';
import { keyFromJson } from '../custom-data/custom-data-form.ts';
import { KeyForm, KeyView } from '../custom-data/data-card.tsx';
import { contactPath } from '../paths.ts';
import { reportOf } from '../write-report.tsx';
import { FieldForm, FieldView } from './field-row.tsx';
import { readContact } from './read-contact.ts';
import { renderContact } from './show-contact.tsx';

export const contactPages = newRouter();

/**
 * The query names a field (`edit`, `view`) or a key of the custom data (`edit_key`, `view_key`). `edit` and `edit_key`
 * open the form. `view` and `view_key` return the value without the form to htmx. In any other request, `view` and
 * `view_key` have no effect. Unknown names are ignored, and htmx then loads the whole page, for example after a key was
 * removed elsewhere. The id of a merged contact redirects to the remaining contact.
 */
contactPages.get('/web/contacts/:id', requirePageSession, async (c) => {
  const contact = await readContact(c).catch(winnerIdOf);
  if (typeof contact === 'string') return redirectPageTo(c, contactPath(contact));
  const { plug } = contact;
  const query = c.req.query();
  const [edited, viewed] = [fieldNamed(query.edit), fieldNamed(query.view)];
  const [editedKey = null, viewedKey = null] = [query.edit_key, query.view_key].map((sent) => {
    const key = sent === undefined ? null : keyFromJson(sent);
    return key !== null && Object.hasOwn(plug.customData, key) ? key : null;
  });
  const edit = edited && { name: edited, problems: [] };
  const dataEdit = editedKey !== null ? { key: editedKey, problems: [] } : null;
  if (isPartial(c)) {
    if (edit) return renderPart(c, <FieldForm plug={plug} edit={edit} />);
    if (viewed) return renderPart(c, <FieldView plug={plug} name={viewed} hasFocus />);
    if (dataEdit) return renderPart(c, <KeyForm plug={plug} edit={dataEdit} />);
    if (viewedKey !== null) return renderPart(c, <KeyView plug={plug} name={viewedKey} hasFocus />);
    return redirectPageTo(c, contactPath(plug.id));
  }
  return renderContact(c, contact, { edit, dataEdit, report: reportOf(query) });
});

/** Returns the id of the contact into which the requested contact was merged. Throws any other error again. */
function winnerIdOf(error: unknown): string {
  if (error instanceof AppError && error.is('MERGED')) return error.data.mergedInto;
  throw error;
}
