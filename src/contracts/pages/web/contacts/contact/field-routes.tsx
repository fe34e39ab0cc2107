/** The route that saves the form of a single field on the page of a contact. */
import type { Context } from 'hono';
import type { AppEnv } from '../../../../../http/app-env.ts';
import * as z from '../../../../../http/openapi/zod.ts';
import { newRouter } from '../../../../../http/router.ts';
import { AppError } from '../../../../../rules/app-error.ts';
import type { PlugChanges } from '../../../../../rules/plugs/plug.ts';
import type { FormState } from '../../../form-state.ts';
import { type ShowForm, sentForm, submit, validForm } from '../../../forms.ts';
import { isPartial, redirectTo, renderPart } from '../../../render.ts';
import { requirePageSession } from '../../../session.ts';
import { SharePart } from '../card/share-card.tsx';
import {
  changesOf,
  contactForm,
  type FieldName,
  fieldNamed,
  isSameText,
  withUnidentifiedMessage,
} from '../contact-fields.ts';
import { fieldText } from '../field-values.ts';
import { HistoryPart } from '../history/history-card.tsx';
import { contactPath } from '../paths.ts';
import { ReportPart, reportPath } from '../write-report.tsx';
import { writtenRevisionId } from '../written-revision.ts';
import { ContactHeading, HEADING_ID } from './contact-heading.tsx';
import { type FieldEdit, FieldForm, FieldView } from './field-row.tsx';
import { readContact, updateContact } from './read-contact.ts';
import { renderContact } from './show-contact.tsx';

export const fieldPages = newRouter();

const fieldForm = z.object({
  ...contactForm.shape,
  /** The name of the edited field. An unknown name becomes null. */
  edit: z.string().transform(fieldNamed),
  /** The entity tag of the contact when the form was shown. */
  etag: z.string(),
  /** The text of the field when the form was shown. */
  old_value: z.string(),
});

/** Shows the rejected form again. If the name of the field is unknown, the page shows only the message, if any. */
const showRejectedField: ShowForm = async (c, form, status) => {
  const contact = await readContact(c);
  const name = fieldNamed(form.values.edit);
  if (!name) return renderContact(c, contact, { message: form.message }, status);
  const edit = editOf(name, form);
  if (isPartial(c)) return renderPart(c, <FieldForm plug={contact.plug} edit={edit} />, status);
  return renderContact(c, contact, { edit }, status);
};

fieldPages.post('/web/contacts/:id', requirePageSession, validForm(fieldForm, showRejectedField), (c) =>
  submit(c, showRejectedField, async () => {
    const { edit, etag, old_value: oldValue, ...sent } = c.req.valid('form');
    if (!edit) throw new AppError('MALFORMED_BODY');
    const { values } = await sentForm(c);
    const changes = isSameText(values[edit], oldValue) ? {} : changesOf({ [edit]: sent[edit] });
    try {
      return await save(c, edit, changes, etag);
    } catch (error) {
      if (error instanceof AppError && error.is('PRECONDITION_FAILED')) {
        return saveUnlessChanged(c, edit, changes, oldValue);
      }
      throw withUnidentifiedMessage(error, edit);
    }
  }),
);

/**
 * Saves one field. The response to htmx contains the value, the heading, the card "Share", the history if a value has
 * changed, and the toast. Without htmx, the response is a redirect to the page.
 * @throws AppError `PRECONDITION_FAILED` if the entity tag of the contact is not `etag`, and the codes of `updatePlug`
 */
async function save(c: Context<AppEnv>, name: FieldName, changes: PlugChanges, etag: string) {
  const { history, ...written } = await updateContact(c, changes, etag);
  const path = contactPath(written.plug.id);
  const report = { done: 'saved', undo: writtenRevisionId(written) } as const;
  if (!isPartial(c)) return redirectTo(c, reportPath(`${path}#field-${name}`, report));
  return renderPart(
    c,
    <>
      <FieldView plug={written.plug} name={name} hasFocus />
      <hx-partial hx-target={`#${HEADING_ID}`} hx-swap="outerHTML">
        <ContactHeading plug={written.plug} />
      </hx-partial>
      <SharePart plug={written.plug} />
      <HistoryPart history={history} nowMs={c.var.ctx.nowMs} />
      <ReportPart report={report} path={path} />
    </>,
  );
}

/**
 * Saves the typed value after another request changed the contact, if the edited field still has its old value.
 * Otherwise the form is shown again with the typed value, and a message states the present value or that the value was
 * cleared.
 */
async function saveUnlessChanged(
  c: Context<AppEnv>,
  name: FieldName,
  changes: PlugChanges,
  oldValue: string,
) {
  const { plug } = await readContact(c);
  const present = fieldText(plug, name);
  if (isSameText(present, oldValue)) return save(c, name, changes, plug.etag);
  const message = present
    ? `This value was changed elsewhere. The value is now “${present}”. Save again to replace this value.`
    : 'This value was cleared elsewhere. Save again to set your value.';
  return showRejectedField(c, { ...(await sentForm(c)), problems: [{ field: name, message }] }, 409);
}

/** The state of the rejected form. A message without a field replaces the problems and is shown at the field. */
function editOf(name: FieldName, { values, problems, message }: FormState): FieldEdit {
  return {
    name,
    typed: values[name],
    problems: message ? [{ field: name, message: message.text }] : problems,
  };
}
