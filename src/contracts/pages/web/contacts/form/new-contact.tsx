/** The page with the form that adds a contact. It shows possible duplicates before the contact is saved. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { createPlug } from '../../../../../core/plugs/create-plug.ts';
import { type Duplicate, findDuplicates } from '../../../../../core/plugs/duplicates/find-duplicates.ts';
import { requireAccess } from '../../../../../core/request/access.ts';
import type { AppEnv } from '../../../../../http/app-env.ts';
import * as z from '../../../../../http/openapi/zod.ts';
import { newRouter } from '../../../../../http/router.ts';
import { invalidField } from '../../../../../rules/app-error.ts';
import { isIdentified, plugFieldsFrom } from '../../../../../rules/plugs/plug.ts';
import { TextField } from '../../../components/fields.tsx';
import { AppPage } from '../../../components/layouts.tsx';
import { blankForm, type FormState } from '../../../form-state.ts';
import { type ShowForm, sentForm, submit, validForm } from '../../../forms.ts';
import { redirectTo, renderPage, renderPart } from '../../../render.ts';
import { requirePageSession } from '../../../session.ts';
import { personOf } from '../../person.ts';
import { BackToList } from '../contact/contact-page.tsx';
import { changesOf, contactForm } from '../contact-fields.ts';
import { LIST_PATH } from '../list/list-state.ts';
import { contactPath, NEW_CONTACT_PATH } from '../paths.ts';
import { typedTags } from '../typed-tags.ts';
import { reportPath } from '../write-report.tsx';
import { writtenRevisionId } from '../written-revision.ts';
import { ContactForm } from './contact-form.tsx';
import { Duplicates } from './duplicates.tsx';

export const newContactPages = newRouter();

const NOT_IDENTIFIED_MESSAGE = 'Enter a name, a company, an e-mail address or a number.';
const DUPLICATES_PATH = `${NEW_CONTACT_PATH}/duplicates`;
/**
 * The attributes of a field with which htmx requests the possible duplicates when the user has changed the field. htmx
 * sends the whole form in the body, because a URL has a length limit and is stored in logs.
 */
const DUPLICATE_CHECK = {
  'hx-post': DUPLICATES_PATH,
  'hx-trigger': 'change',
  'hx-target': '#duplicates',
  'hx-swap': 'outerHTML',
};

/** `seen` contains the ids of the duplicates that the user has seen, separated by spaces. */
const newForm = z.object({ ...contactForm.shape, tags: typedTags, seen: z.string().default('') });
type NewForm = z.output<typeof newForm>;

const showRejectedForm: ShowForm = (c, form, status) => showNewContact(c, form, [], status);

/** `name` in the query fills the name fields, because a list without matches offers to add the searched name. */
newContactPages.get(NEW_CONTACT_PATH, requirePageSession, async (c) => {
  const name = c.req.query('name') ?? '';
  const [firstName = '', ...lastNames] = name.trim().split(/\s+/);
  return showNewContact(
    c,
    blankForm({ priority: 'medium', first_name: firstName, last_name: lastNames.join(' ') }),
    [],
    200,
  );
});

/** While a field of the form is invalid, no duplicates are searched and only the access is checked. */
newContactPages.post(DUPLICATES_PATH, requirePageSession, async (c) => {
  const { data } = newForm.safeParse((await sentForm(c)).values);
  const duplicates = data ? await findDuplicates(c.var.ctx, fieldsOf(data)) : [];
  if (!data) await requireAccess(c.var.ctx);
  return renderPart(c, <Duplicates duplicates={duplicates} />);
});

/** Adds the contact. If there is a duplicate that the user has not seen, the form is shown again instead. */
newContactPages.post(NEW_CONTACT_PATH, requirePageSession, validForm(newForm, showRejectedForm), (c) =>
  submit(c, showRejectedForm, async () => {
    const form = c.req.valid('form');
    const fields = fieldsOf(form);
    if (!isIdentified(fields)) {
      throw invalidField('first_name', NOT_IDENTIFIED_MESSAGE);
    }
    const seenIds = new Set(form.seen.split(' '));
    const duplicates = await findDuplicates(c.var.ctx, fields);
    if (duplicates.some(({ plug }) => !seenIds.has(plug.id)))
      return showNewContact(c, await sentForm(c), duplicates, 422);
    const written = await createPlug(c.var.ctx, { sent: fields });
    const report = { done: 'added', undo: writtenRevisionId(written) } as const;
    return redirectTo(c, reportPath(contactPath(written.plug.id), report));
  }),
);

/** Converts the form to the fields of a plug. A missing first or last name becomes an empty text. */
function fieldsOf({ tags, seen, ...form }: NewForm) {
  const changes = changesOf(form);
  const names = { firstName: changes.firstName ?? '', lastName: changes.lastName ?? '' };
  return plugFieldsFrom({ ...changes, ...names, tags });
}

async function showNewContact(
  c: Context<AppEnv>,
  form: FormState,
  duplicates: Duplicate[],
  status: ContentfulStatusCode,
) {
  const account = await requireAccess(c.get('ctx'));
  const page = (
    <AppPage
      title="New contact"
      lead="A name, a company, an e-mail address or a number is enough."
      person={personOf(account)}
      current={LIST_PATH}
      above={<BackToList />}
      isMedium
    >
      <ContactForm
        form={form}
        action={NEW_CONTACT_PATH}
        hiddenValues={{}}
        buttonLabel={duplicates.length > 0 ? 'Add anyway' : 'Add contact'}
        cancelPath={LIST_PATH}
        notice={<Duplicates duplicates={duplicates} />}
        extraField={
          <TextField name="tags" label="Tags" form={form} hint="Several tags are separated by commas." />
        }
        duplicateCheck={DUPLICATE_CHECK}
      />
    </AppPage>
  );
  return renderPage(c, 'New contact', page, status);
}
