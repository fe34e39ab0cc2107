/** The page of one contact, and the parts of it that htmx reads. */
import { newRouter } from '../../../../../http/router.ts';
import { AppError } from '../../../../../rules/app-error.ts';
import { isPartial, redirectTo, renderPart } from '../../../render.ts';
import { requirePageSession } from '../../../session.ts';
import { fieldNamed } from '../contact-fields.ts';
import { KeyForm, KeyView } from '../custom-data/data-card.tsx';
import { contactPath } from '../paths.ts';
import { reportOf } from '../write-report.tsx';
import { FieldForm, FieldView } from './field-row.tsx';
import { readContact } from './read-contact.ts';
import { renderContact } from './show-contact.tsx';

export const contactPages = newRouter();

/** `edit` and `edit_key` open a form. `view` and `view_key` close the form; only htmx sends these parameters. */
contactPages.get('/web/contacts/:id', requirePageSession, async (c) => {
  const contact = await readContact(c).catch(mergedInto);
  if (typeof contact === 'string') return redirectTo(c, contactPath(contact));
  const { plug } = contact;
  const query = c.req.query();
  const [edited, viewed] = [fieldNamed(query.edit), fieldNamed(query.view)];
  const [editedKey, viewedKey] = [query.edit_key, query.view_key].map((key) =>
    key !== undefined && Object.hasOwn(plug.customData, key) ? key : null,
  );
  const edit = edited && { name: edited, problems: [] };
  const dataEdit = editedKey ? { key: editedKey, problems: [] } : null;
  if (isPartial(c)) {
    if (edit) return renderPart(c, <FieldForm plug={plug} edit={edit} />);
    if (viewed) return renderPart(c, <FieldView plug={plug} name={viewed} hasFocus />);
    if (dataEdit) return renderPart(c, <KeyForm plug={plug} edit={dataEdit} />);
    if (viewedKey) return renderPart(c, <KeyView plug={plug} name={viewedKey} hasFocus />);
  }
  return renderContact(c, contact, { edit, dataEdit, report: reportOf(query) });
});

/** Returns the id of the contact into which the contact was merged. */
function mergedInto(error: unknown): string {
  if (error instanceof AppError && error.is('MERGED')) return error.data.mergedInto;
  throw error;
}
