/** The page that edits all fields of a contact. */
import { updatePlug } from '../../../../../core/plugs/update-plug.ts';
import * as z from '../../../../../http/openapi/zod.ts';
import { newRouter } from '../../../../../http/router.ts';
import { AppError, invalidField } from '../../../../../rules/app-error.ts';
import { fullName } from '../../../../../rules/plugs/plug.ts';
import type { PlugRow } from '../../../../../store/plugs/plugs.ts';
import { AppPage } from '../../../components/layouts.tsx';
import { blankForm, type FormMessage, type FormState } from '../../../form-state.ts';
import { type ShowForm, sentForm, submit, validForm } from '../../../forms.ts';
import { redirectTo, renderPage } from '../../../render.ts';
import { requirePageSession } from '../../../session.ts';
import { personOf } from '../../person.ts';
import { BackToList } from '../contact/contact-page.tsx';
import { type ReadContact, readContact } from '../contact/read-contact.ts';
import { CONTACT_FIELDS, changesOf, contactForm, FIELD_NAMES } from '../contact-fields.ts';
import { typedValue, typedValues } from '../field-values.ts';
import { LIST_PATH } from '../list/list-state.ts';
import { contactPath } from '../paths.ts';
import { reportPath } from '../write-report.tsx';
import { revisionOf } from '../written-revision.ts';
import { ContactForm } from './contact-form.tsx';

export const editContactPages = newRouter();

const NOT_IDENTIFIED = 'A contact needs a name, a company, an e-mail address or a number.';

const editForm = z.object({ ...contactForm.shape, etag: z.string() });

const show: ShowForm = async (c, form, status) => {
  const contact = await readContact(c);
  return renderPage(c, 'Edit contact', <EditPage contact={contact} form={form} />, status);
};

editContactPages.get('/web/contacts/:id/edit', requirePageSession, async (c) => {
  const contact = await readContact(c);
  const { plug } = contact;
  const form = blankForm({ ...typedValues(plug), etag: plug.etag });
  return renderPage(c, 'Edit contact', <EditPage contact={contact} form={form} />);
});

editContactPages.post('/web/contacts/:id/edit', requirePageSession, validForm(editForm, show), (c) =>
  submit(c, show, async () => {
    const { etag, ...sent } = c.req.valid('form');
    const contact = await readContact(c);
    const { plug, account } = contact;
    const typed = await sentForm(c);
    const differing = FIELD_NAMES.filter((name) => isDifferent(typedValue(plug, name), typed.values[name]));
    if (plug.etag !== etag) {
      const form = {
        ...typed,
        values: { ...typed.values, etag: plug.etag },
        message: conflictOf(plug, differing),
      };
      return renderPage(c, 'Edit contact', <EditPage contact={contact} form={form} />, 409);
    }
    const changes = changesOf(Object.fromEntries(differing.map((name) => [name, sent[name]])));
    try {
      const written = await updatePlug(c.var.ctx, {
        id: plug.id,
        changes,
        conditions: { ifMatch: [etag] },
        read: { plug, timeZone: account.timeZone },
      });
      const report = { done: 'saved', undo: revisionOf(written) } as const;
      return redirectTo(c, reportPath(contactPath(plug.id), report));
    } catch (error) {
      if (!(error instanceof AppError && error.is('INVALID_INPUT'))) throw error;
      throw invalidField('first_name', NOT_IDENTIFIED);
    }
  }),
);

/** Whether the user edited a value. Line breaks are ignored, because browsers change the line breaks of a text. */
function isDifferent(present: string, typed: string | undefined): boolean {
  const lines = (text: string) => text.replaceAll('\r\n', '\n');
  return typed !== undefined && lines(typed) !== lines(present);
}

/** The message with the present values that the typed values would replace. */
function conflictOf(plug: PlugRow, differing: (typeof FIELD_NAMES)[number][]): FormMessage {
  const values = differing.map((name) => `${CONTACT_FIELDS[name].label}: “${typedValue(plug, name)}”`);
  const present = values.length > 0 ? ` These values are different now. ${values.join('; ')}.` : '';
  return {
    tone: 'warning',
    text: `This contact was changed elsewhere while you edited it.${present} Save again to replace the present values with yours.`,
  };
}

function EditPage({ contact: { account, plug }, form }: { contact: ReadContact; form: FormState }) {
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
        hidden={{ etag: form.values.etag ?? plug.etag }}
        buttonLabel="Save"
        cancel={path}
      />
    </AppPage>
  );
}
