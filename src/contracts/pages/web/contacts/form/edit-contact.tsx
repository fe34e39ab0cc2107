/** The page with the form that edits all `CONTACT_FIELDS` of a contact. */
import { updatePlug } from '../../../../../core/plugs/update-plug.ts';
import * as z from '../../../../../http/openapi/zod.ts';
import { newRouter } from '../../../../../http/router.ts';
import { fullName } from '../../../../../rules/plugs/plug.ts';
import type { PlugRow } from '../../../../../store/plugs/plugs.ts';
import { AppPage } from '../../../components/layouts.tsx';
import { blankForm, type FormMessage, type FormState } from '../../../form-state.ts';
import { type ShowForm, sentForm, submit, validForm } from '../../../forms.ts';
import { redirectTo, renderPage } from '../../../render.ts';
import { requirePageSession } from '../../../session.ts';
import { personOf } from '../../person.ts';
import { BackToList } from '../contact/contact-page.tsx';
import { type ContactDetails, readContact } from '../contact/read-contact.ts';
import {
  CONTACT_FIELDS,
  changesOf,
  contactForm,
  FIELD_NAMES,
  isSameText,
  withUnidentifiedMessage,
} from '../contact-fields.ts';
import { fieldText, fieldTexts } from '../field-values.ts';
import { LIST_PATH } from '../list/list-state.ts';
import { contactPath } from '../paths.ts';
import { reportPath } from '../write-report.tsx';
import { writtenRevisionId } from '../written-revision.ts';
import { ContactForm } from './contact-form.tsx';

export const editContactPages = newRouter();

const editForm = z.object({ ...contactForm.shape, etag: z.string() });

const showRejectedForm: ShowForm = async (c, form, status) => {
  const contact = await readContact(c);
  return renderPage(c, 'Edit contact', <EditPage contact={contact} form={form} />, status);
};

editContactPages.get('/web/contacts/:id/edit', requirePageSession, async (c) => {
  const contact = await readContact(c);
  const { plug } = contact;
  const form = blankForm({ ...fieldTexts(plug), etag: plug.etag });
  return renderPage(c, 'Edit contact', <EditPage contact={contact} form={form} />);
});

editContactPages.post(
  '/web/contacts/:id/edit',
  requirePageSession,
  validForm(editForm, showRejectedForm),
  (c) =>
    submit(c, showRejectedForm, async () => {
      // Only the values that differ from the present values are written. If the contact was changed after the form was
      // shown, nothing is written, and the form is shown again with the present entity tag.
      const { etag, ...sent } = c.req.valid('form');
      const contact = await readContact(c);
      const { plug, account } = contact;
      const typedForm = await sentForm(c);
      const differingNames = FIELD_NAMES.filter((name) =>
        isDifferent(fieldText(plug, name), typedForm.values[name]),
      );
      if (plug.etag !== etag) {
        const form = {
          ...typedForm,
          values: { ...typedForm.values, etag: plug.etag },
          message: conflictMessage(plug, differingNames),
        };
        return renderPage(c, 'Edit contact', <EditPage contact={contact} form={form} />, 409);
      }
      const changes = changesOf(Object.fromEntries(differingNames.map((name) => [name, sent[name]])));
      try {
        const written = await updatePlug(c.var.ctx, {
          id: plug.id,
          changes,
          conditions: { ifMatch: [etag] },
          read: { plug, timeZone: account.timeZone },
        });
        const report = { done: 'saved', undo: writtenRevisionId(written) } as const;
        return redirectTo(c, reportPath(contactPath(plug.id), report));
      } catch (error) {
        throw withUnidentifiedMessage(error, 'first_name');
      }
    }),
);

/**
 * Whether a typed value differs from the present value. A field that was not sent does not differ.
 */
function isDifferent(present: string, typed: string | undefined): boolean {
  return typed !== undefined && !isSameText(typed, present);
}

/** The message that lists the present values of the fields whose typed values differ. */
function conflictMessage(plug: PlugRow, differingNames: (typeof FIELD_NAMES)[number][]): FormMessage {
  const presentValues = differingNames.map(
    (name) => `${CONTACT_FIELDS[name].label}: “${fieldText(plug, name)}”`,
  );
  const presentText =
    presentValues.length > 0 ? ` These values are different now. ${presentValues.join('; ')}.` : '';
  return {
    tone: 'warning',
    text: `This contact was changed elsewhere while you edited it.${presentText} Save again to replace the present values with yours.`,
  };
}

function EditPage({ contact: { account, plug }, form }: { contact: ContactDetails; form: FormState }) {
  const path = contactPath(plug.id);
  return (
    <AppPage
      title={`Edit ${fullName(plug)}`}
      person={personOf(account)}
      current={LIST_PATH}
      above={<BackToList />}
      isMedium
    >
      <ContactForm
        form={form}
        action={`${path}/edit`}
        hiddenValues={{ etag: form.values.etag ?? plug.etag }}
        buttonLabel="Save"
        cancelPath={path}
      />
    </AppPage>
  );
}
