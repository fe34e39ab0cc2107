/** The routes that add a tag to a contact, remove a tag, convert a target to a contact, and delete a contact. */
import { convertToContact } from '../../../../../core/plugs/convert-to-contact.ts';
import { deletePlug } from '../../../../../core/plugs/delete-plug.ts';
import { addTag, removeTag } from '../../../../../core/plugs/update-plug.ts';
import { MAX_LENGTHS } from '../../../../../http/fields/plug-fields.ts';
import * as z from '../../../../../http/openapi/zod.ts';
import { newRouter } from '../../../../../http/router.ts';
import { requiredLine } from '../../../../../http/wire-fields.ts';
import { type ShowForm, submit, validForm } from '../../../forms.ts';
import { redirectTo } from '../../../render.ts';
import { requirePageSession } from '../../../session.ts';
import { listPath, listStateOf } from '../list/list-state.ts';
import { contactPath } from '../paths.ts';
import { reportPath } from '../write-report.tsx';
import { writtenRevisionId } from '../written-revision.ts';
import { contactIdOf, readContact } from './read-contact.ts';
import { renderContact } from './show-contact.tsx';

export const contactActionPages = newRouter();

const tagForm = z.object({ tag: requiredLine('Tag', MAX_LENGTHS.tag) });

/**
 * Shows the page of the contact with the tag that could not be added or removed. An error without a field is shown at
 * the input of the tag.
 */
const showRejectedTag: ShowForm = async (c, form, status) => {
  const { message, problems } = form;
  const tagProblems = message ? [...problems, { field: 'tag', message: message.text }] : problems;
  return renderContact(c, await readContact(c), { rejectedTag: { ...form, problems: tagProblems } }, status);
};

contactActionPages.post(
  '/web/contacts/:id/tag',
  requirePageSession,
  validForm(tagForm, showRejectedTag),
  (c) =>
    submit(c, showRejectedTag, async () => {
      const written = await addTag(c.var.ctx, { id: contactIdOf(c), tag: c.req.valid('form').tag });
      const report = { done: 'tagged', undo: writtenRevisionId(written) } as const;
      return redirectTo(c, reportPath(`${contactPath(contactIdOf(c))}#tags`, report));
    }),
);

contactActionPages.post(
  '/web/contacts/:id/untag',
  requirePageSession,
  validForm(tagForm, showRejectedTag),
  (c) =>
    submit(c, showRejectedTag, async () => {
      const written = await removeTag(c.var.ctx, { id: contactIdOf(c), tag: c.req.valid('form').tag });
      const report = { done: 'untagged', undo: writtenRevisionId(written) } as const;
      return redirectTo(c, reportPath(`${contactPath(contactIdOf(c))}#tags`, report));
    }),
);

/** Shows the page of the contact with the message of a rejected form. Problems of fields are not shown. */
const showMessage: ShowForm = async (c, { message }, status) =>
  renderContact(c, await readContact(c), { message }, status);

contactActionPages.post('/web/contacts/:id/convert', requirePageSession, (c) =>
  submit(c, showMessage, async () => {
    const written = await convertToContact(c.var.ctx, { id: contactIdOf(c), additions: {} });
    const report = { done: 'converted', undo: writtenRevisionId(written) } as const;
    return redirectTo(c, reportPath(contactPath(contactIdOf(c)), report));
  }),
);

/** `list` is the query of the contact list to which the browser is redirected. Without it, all contacts are listed. */
const deleteForm = z.object({ list: z.string().optional() });

contactActionPages.post(
  '/web/contacts/:id/delete',
  requirePageSession,
  validForm(deleteForm, showMessage),
  (c) =>
    submit(c, showMessage, async () => {
      const written = await deletePlug(c.var.ctx, { id: contactIdOf(c) });
      const state = listStateOf(Object.fromEntries(new URLSearchParams(c.req.valid('form').list)));
      return redirectTo(
        c,
        reportPath(listPath(state), { done: 'deleted', undo: writtenRevisionId(written) }),
      );
    }),
);
