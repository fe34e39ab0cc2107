/** The route of the forms that add, change and remove a key of the custom data of a contact. */
import type { Context } from 'hono';
import type { AppEnv } from '../../../../../http/app-env.ts';
import { newRouter } from '../../../../../http/router.ts';
import { AppError, invalidField } from '../../../../../rules/app-error.ts';
import type { FormState } from '../../../form-state.ts';
import { type ShowForm, sentForm, submit, validForm } from '../../../forms.ts';
import { isPartial, redirectPageTo, renderPart } from '../../../render.ts';
import { requirePageSession } from '../../../session.ts';
import { readContact, updateContact } from '../contact/read-contact.ts';
import { renderContact } from '../contact/show-contact.tsx';
import { isSameText } from '../contact-fields.ts';
import { HistoryPart } from '../history/history-card.tsx';
import { contactPath } from '../paths.ts';
import { ReportPart, reportPath } from '../write-report.tsx';
import { writtenRevisionId } from '../written-revision.ts';
import { type CustomDataForm, customDataForm, keyOf, shownData } from './custom-data-form.ts';
import { KeyForm, KeyView } from './data-card.tsx';

export const dataPages = newRouter();

const FIELD_EXISTS_MESSAGE = 'This contact already has a field with this name. Choose another name.';

/**
 * Shows the rejected form again. A form without an entity tag is the form of a new key. If the edited key was removed
 * elsewhere, the typed values are shown in the form of a new key, or with htmx in the same form, which adds the key again.
 */
const showRejectedData: ShowForm = async (c, form, status) => {
  const contact = await readContact(c);
  const { value: typed, kind, etag } = form.values;
  const key = keyOf({ key: form.values.key ?? '', etag });
  const isMissing = !Object.hasOwn(contact.plug.customData, key);
  if (etag === undefined || (isMissing && !isPartial(c))) {
    return renderContact(
      c,
      contact,
      { rejectedData: withMessage({ ...form, values: { ...form.values, key } }) },
      status,
    );
  }
  const dataEdit = { key, typed, kind, problems: withMessage(form).problems };
  if (isPartial(c)) return renderPart(c, <KeyForm plug={contact.plug} edit={dataEdit} />, status);
  return renderContact(c, contact, { dataEdit }, status);
};

dataPages.post(
  '/web/contacts/:id/data',
  requirePageSession,
  validForm(customDataForm, showRejectedData),
  (c) =>
    submit(c, showRejectedData, async () => {
      const form = c.req.valid('form');
      if (form.etag === undefined) return addKey(c, form);
      try {
        return await saveKey(c, form, form.etag);
      } catch (error) {
        if (!(error instanceof AppError && error.is('PRECONDITION_FAILED'))) throw error;
        return saveUnlessChanged(c, form);
      }
    }),
);

/**
 * Adds a key.
 * @throws AppError `INVALID_INPUT` if the key exists, so that its value is not overwritten, and the codes of
 *   `readContact` and `saveKey`
 */
async function addKey(c: Context<AppEnv>, form: CustomDataForm) {
  const { plug } = await readContact(c);
  if (Object.hasOwn(plug.customData, form.key)) {
    throw invalidField('key', FIELD_EXISTS_MESSAGE);
  }
  return saveKey(c, form, plug.etag);
}

/**
 * Saves the value of a key, or removes the key if the value is null. A value that was not changed keeps its line breaks.
 * The response to htmx contains the value, the history if a value has changed, and the toast. After a removal, and
 * without htmx, the response is a redirect to the page.
 * @throws AppError `PRECONDITION_FAILED` if the entity tag of the contact is not `etag`, and the codes of `updatePlug`
 */
async function saveKey(c: Context<AppEnv>, form: CustomDataForm, etag: string) {
  const { key, value, old_value: oldValue } = form;
  const { values } = await sentForm(c);
  const isUnchanged = value !== null && isSameText(values.value, oldValue);
  const changes = isUnchanged ? {} : { customData: { [key]: value } };
  const { history, ...written } = await updateContact(c, changes, etag);
  const path = contactPath(written.plug.id);
  const report = { done: 'saved', undo: writtenRevisionId(written) } as const;
  if (!isPartial(c) || value === null) return redirectPageTo(c, reportPath(`${path}#data`, report));
  return renderPart(
    c,
    <>
      <KeyView plug={written.plug} name={key} hasFocus />
      <HistoryPart history={history} nowMs={c.var.ctx.nowMs} />
      <ReportPart report={report} path={path} />
    </>,
  );
}

/**
 * Saves the typed value after another request changed the contact, if the key still has its old value. Otherwise the
 * form is shown again with the typed value, and a message states the present value or that the key was removed.
 */
async function saveUnlessChanged(c: Context<AppEnv>, form: CustomDataForm) {
  const { plug } = await readContact(c);
  const { key, old_value: oldValue } = form;
  const present = Object.hasOwn(plug.customData, key) ? shownData(plug.customData[key]) : undefined;
  if (isSameText(present, oldValue)) return saveKey(c, form, plug.etag);
  const message =
    present === undefined
      ? 'This field was removed elsewhere. Save again to add the field with your value.'
      : `This value was changed elsewhere. The value is now “${present}”. Save again to replace this value.`;
  return showRejectedData(c, { ...(await sentForm(c)), problems: [{ field: 'value', message }] }, 409);
}

/** The form with its message as a problem of the value. */
function withMessage(form: FormState): FormState {
  const { message, problems } = form;
  return message ? { ...form, problems: [...problems, { field: 'value', message: message.text }] } : form;
}
