/** The pages that manage passages: the list, the editor with a preview, and the confirmation of a deletion. */
import { zValidator } from '@hono/zod-validator';
import type { Context } from 'hono';
import { listAnyPassages } from '../../../../core/reading/list-passages.ts';
import {
  createPassage,
  deletePassage,
  type PassageDraft,
  readAnyPassage,
  updatePassage,
} from '../../../../core/reading/write-passage.ts';
import type { AppEnv } from '../../../../http/app-env.ts';
import { limitBody } from '../../../../http/limit-body.ts';
import * as z from '../../../../http/openapi/zod.ts';
import { newRouter } from '../../../../http/router.ts';
import type { FieldProblem } from '../../../../rules/app-error.ts';
import { blankForm, type FormState } from '../../form-state.ts';
import { type ShowForm, sentForm, submit } from '../../forms.ts';
import { redirectTo, renderPage } from '../../render.ts';
import { cursor } from '../accounts/fields.ts';
import { ConfirmPage } from '../confirm-page.tsx';
import { type AdminNotice, withNotice } from '../notices.tsx';
import { EditorPage } from './editor.tsx';
import { PASSAGES_PATH, PassagesPage } from './list.tsx';
import { passageValues, readPassageForm, withQuestionAdded, withQuestionRemoved } from './passage-form.ts';
import { Preview } from './preview.tsx';

/**
 * The maximum size of the form. A form encodes a character in at most 12 bytes (`%F0%9F%93%96`), so the text of 100,000
 * characters needs at most 1.2 MB. The rest is for the other fields.
 */
const MAX_PASSAGE_BYTES = 2 * 1024 * 1024;
const NEW_PASSAGE = { difficulty: 'Easy', tier: 'free', question_count: '0' };

export const passagePages = newRouter();

const listQuery = z.object({ cursor, notice: z.string().optional().catch(undefined) });

passagePages.get(PASSAGES_PATH, zValidator('query', listQuery), async (c) => {
  const { ctx, administrator } = c.var;
  const query = c.req.valid('query');
  const { passages, nextCursor } = await listAnyPassages(ctx, { cursor: query.cursor });
  const page = (
    <PassagesPage
      administrator={administrator}
      passages={passages}
      nextCursor={nextCursor}
      query={query}
      nowMs={ctx.nowMs}
    />
  );
  return renderPage(c, 'Passages', page);
});

/** Shows the editor, with the preview if the button "Preview" sent the form. */
const showEditor: ShowForm = (c, form, status) => {
  const preview = form.values.action === 'preview' && <Preview draft={readPassageForm(form.values).draft} />;
  const id = c.req.param('id') ?? null;
  const page = <EditorPage administrator={c.get('administrator')} form={form} id={id} preview={preview} />;
  return renderPage(c, id === null ? 'New passage' : 'Passage', page, status);
};

passagePages.get(`${PASSAGES_PATH}/new`, (c) => showEditor(c, blankForm(NEW_PASSAGE), 200));

passagePages.post(`${PASSAGES_PATH}/new`, limitBody(MAX_PASSAGE_BYTES), (c) =>
  saveOrShow(c, async (draft) => {
    await createPassage(c.var.ctx, draft);
    return 'passage-created';
  }),
);

passagePages.get(`${PASSAGES_PATH}/:id`, async (c) => {
  const written = await readAnyPassage(c.var.ctx, { id: c.req.param('id') });
  return showEditor(c, blankForm(passageValues(written)), 200);
});

passagePages.post(`${PASSAGES_PATH}/:id`, limitBody(MAX_PASSAGE_BYTES), (c) =>
  saveOrShow(c, async (draft) => {
    await updatePassage(c.var.ctx, { id: c.req.param('id'), changes: draft });
    return 'passage-saved';
  }),
);

/**
 * Responds to the form of the editor: saves the passage and redirects to the list with the notice that `save` returns,
 * or shows the editor again.
 */
function saveOrShow(c: Context<AppEnv>, save: (draft: PassageDraft) => Promise<AdminNotice>) {
  return submit(c, showEditor, async () => {
    const sent = await sentForm(c);
    const { draft, problems } = readPassageForm(sent.values);
    const form = unsavedForm(sent, problems);
    if (form) return showEditor(c, form, form.problems.length > 0 ? 422 : 200);
    return redirectTo(c, withNotice(PASSAGES_PATH, await save(draft)));
  });
}

const showDeletion: ShowForm = async (c, form, status) => {
  const id = c.req.param('id') ?? '';
  const { passage } = await readAnyPassage(c.get('ctx'), { id });
  const page = (
    <ConfirmPage
      administrator={c.get('administrator')}
      current={PASSAGES_PATH}
      parent={{ href: `${PASSAGES_PATH}/${id}`, label: passage.title }}
      title={
        <>
          Delete “<bdi>{passage.title}</bdi>”?
        </>
      }
      text="The passage, its questions and the progress of all readers on it are deleted. This cannot be undone."
      action={`${PASSAGES_PATH}/${id}/delete`}
      buttonLabel="Delete the passage"
      form={form}
    />
  );
  return renderPage(c, 'Delete the passage', page, status);
};

passagePages.get(`${PASSAGES_PATH}/:id/delete`, (c) => showDeletion(c, blankForm(), 200));

passagePages.post(`${PASSAGES_PATH}/:id/delete`, limitBody(), (c) =>
  submit(c, showDeletion, async () => {
    await deletePassage(c.var.ctx, { id: c.req.param('id') });
    return redirectTo(c, withNotice(PASSAGES_PATH, 'passage-deleted'));
  }),
);

/**
 * Returns the form to show again, if a button other than "Save" sent the form or if a field has a problem. Returns null
 * if the form is to be saved: it is valid and the button "Save" sent it.
 */
function unsavedForm(form: FormState, problems: FieldProblem[]): FormState | null {
  const { action = 'save' } = form.values;
  if (action === 'add') return { ...form, values: withQuestionAdded(form.values) };
  const removed = /^remove-(\d{1,3})$/.exec(action)?.[1];
  if (removed !== undefined) return { ...form, values: withQuestionRemoved(form.values, Number(removed)) };
  if (action === 'preview' || problems.length > 0) return { ...form, problems };
  return null;
}
