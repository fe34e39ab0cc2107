/**
 * The routes of the duplicates page, and of the forms that merge a group, mark its contacts as different people, or
 * undo this mark.
 */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import {
  dismissDuplicates,
  MAX_PLUGS_TOGETHER,
} from '../../../../core/plugs/duplicates/dismiss-duplicates.ts';
import { listDuplicates } from '../../../../core/plugs/duplicates/list-duplicates.ts';
import { mergePlugs } from '../../../../core/plugs/duplicates/merge/merge-plugs.ts';
import type { AppEnv } from '../../../../http/app-env.ts';
import * as z from '../../../../http/openapi/zod.ts';
import { newRouter } from '../../../../http/router.ts';
import { AppError } from '../../../../rules/app-error.ts';
import type { MergeChoice } from '../../../../rules/plugs/merge/merged-values.ts';
import type { FormMessage } from '../../form-state.ts';
import { type ShowForm, submit, validForm } from '../../forms.ts';
import { redirectTo, renderPage } from '../../render.ts';
import { requirePageSession } from '../../session.ts';
import { CONTACT_FIELDS, FIELD_NAMES } from '../contacts/contact-fields.ts';
import { reportOf, reportPath } from '../contacts/write-report.tsx';
import { DuplicatesPage } from './duplicates-page.tsx';
import { DISMISS_PATH, DUPLICATES_PATH, duplicatesPath, MERGE_PATH, UNDISMISS_PATH } from './paths.ts';

export const duplicatePages = newRouter();

/** The maximum number of groups on a page. A group shows up to 21 contacts, and a page should have at most 60 KiB. */
const GROUPS_PER_PAGE = 5;
const MAX_ID_LENGTH = 64;
const MAX_CURSOR_LENGTH = 200;
/** The maximum length of the ids of one group, joined to one text. */
const MAX_IDS_LENGTH = MAX_PLUGS_TOGETHER * (MAX_ID_LENGTH + 1);
/** Matches at least two ids, separated by spaces. */
const JOINED_IDS_PATTERN = /^[0-9a-f-]{36}(?: [0-9a-f-]{36})+$/;
const TOO_MANY_MESSAGE = `At most ${MAX_PLUGS_TOGETHER} contacts are changed at once.`;

const id = z.string().max(MAX_ID_LENGTH).toLowerCase();
const cursor = z.string().max(MAX_CURSOR_LENGTH).optional();
/** The value is a text if the form has one id. */
const ids = z.preprocess(
  (sent) => (typeof sent === 'string' ? [sent] : sent),
  z.array(id).max(MAX_PLUGS_TOGETHER, TOO_MANY_MESSAGE),
);

const picks = Object.fromEntries(FIELD_NAMES.map((name) => [`pick_${name}`, id.optional()]));
const mergeForm = z.object({ ids, winner: id, cursor }).and(z.object(picks));
const dismissForm = z.object({ ids, cursor });
/** The ids are one text, separated by spaces. */
const undismissForm = z.object({
  ids: z
    .string()
    .max(MAX_IDS_LENGTH, TOO_MANY_MESSAGE)
    .transform((text) => text.split(' ')),
  cursor,
});

duplicatePages.get(DUPLICATES_PATH, requirePageSession, (c) => showDuplicates(c, undefined, 200));

/** Shows the page with the message of a rejected form, or with the first problem of its fields. */
const showRejectedForm: ShowForm = (c, { values, message, problems }, status) => {
  const text = problems[0]?.message;
  const shownMessage = message ?? (text ? ({ tone: 'danger', text } as const) : undefined);
  return showDuplicates(c, shownMessage, status, values.cursor);
};

duplicatePages.post(MERGE_PATH, requirePageSession, validForm(mergeForm, showRejectedForm), (c) =>
  submit(c, showRejectedForm, async () => {
    const { ids: groupIds, winner: winnerId, cursor: pageCursor, ...picked } = c.req.valid('form');
    const loserIds = groupIds.filter((each) => each !== winnerId);
    const fields = mergeChoiceOf(picked);
    const { merged, mergeId } = await mergePlugs(c.var.ctx, { winnerId, loserIds, fields, isDryRun: false });
    const report = { done: 'merged', count: merged + 1, undo: mergeId } as const;
    return redirectTo(c, reportPath(duplicatesPath(pageCursor), report));
  }),
);

duplicatePages.post(DISMISS_PATH, requirePageSession, validForm(dismissForm, showRejectedForm), (c) =>
  submit(c, showRejectedForm, async () => {
    const { ids: groupIds, cursor: pageCursor } = c.req.valid('form');
    await dismissDuplicates(c.var.ctx, { ids: groupIds, isUndo: false });
    const query = new URLSearchParams({
      ...(pageCursor && { cursor: pageCursor }),
      dismissed: groupIds.join(' '),
    });
    return redirectTo(c, `${DUPLICATES_PATH}?${query}`);
  }),
);

duplicatePages.post(UNDISMISS_PATH, requirePageSession, validForm(undismissForm, showRejectedForm), (c) =>
  submit(c, showRejectedForm, async () => {
    const form = c.req.valid('form');
    await dismissDuplicates(c.var.ctx, { ids: form.ids, isUndo: true });
    return redirectTo(c, reportPath(duplicatesPath(form.cursor), { done: 'undone' }));
  }),
);

/**
 * Returns, by field, the id of the contact whose value was chosen, also if it is an empty value of the main contact,
 * which the merge could fill without a choice.
 */
function mergeChoiceOf(picked: Record<string, unknown>): MergeChoice {
  return Object.fromEntries(
    FIELD_NAMES.flatMap((name) => {
      const from = picked[`pick_${name}`];
      return typeof from === 'string' ? [[CONTACT_FIELDS[name].property, from]] : [];
    }),
  );
}

/**
 * Shows one page of groups. If the query contains the id of a contact, only the group of this contact is shown.
 * `sentCursor` is the cursor of a rejected form. An invalid cursor redirects to the first page.
 */
async function showDuplicates(
  c: Context<AppEnv>,
  message: FormMessage | undefined,
  status: ContentfulStatusCode,
  sentCursor?: string,
) {
  const { cursor: pageCursor = sentCursor, contact, dismissed: joinedIds = '', ...query } = c.req.query();
  const dismissedIds = JOINED_IDS_PATTERN.test(joinedIds) ? joinedIds : undefined;
  const { ctx } = c.var;
  try {
    const page = await listDuplicates(ctx, { limit: GROUPS_PER_PAGE, cursor: pageCursor, plugId: contact });
    const isOneContact = contact !== undefined;
    const reports = { report: reportOf(query), dismissedIds, message };
    const view = { page, cursor: pageCursor, isOneContact, nowMs: ctx.nowMs, ...reports };
    return renderPage(c, 'Duplicates', <DuplicatesPage {...view} />, status);
  } catch (error) {
    if (!(error instanceof AppError && error.is('INVALID_INPUT'))) throw error;
    return redirectTo(c, DUPLICATES_PATH);
  }
}
