/** The page of duplicates, and the forms that merge a group or dismiss it. */
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

/** The number of groups on a page. A group can have 21 contacts, and a page has at most 60 KiB. */
const GROUPS_PER_PAGE = 5;
const MAX_ID = 64;
const MAX_CURSOR = 200;
/** The length of the ids of a group as one text. */
const MAX_IDS_LENGTH = MAX_PLUGS_TOGETHER * (MAX_ID + 1);
/** Several ids, separated by spaces. */
const SEVERAL_IDS = /^[0-9a-f-]{36}(?: [0-9a-f-]{36})+$/;
const TOO_MANY = `At most ${MAX_PLUGS_TOGETHER} contacts are changed at once.`;

const id = z.string().max(MAX_ID).toLowerCase();
const cursor = z.string().max(MAX_CURSOR).optional();
/** The value is a text if the form has one id. */
const ids = z.preprocess(
  (sent) => (typeof sent === 'string' ? [sent] : sent),
  z.array(id).max(MAX_PLUGS_TOGETHER, TOO_MANY),
);

const picks = Object.fromEntries(FIELD_NAMES.map((name) => [`pick_${name}`, id.optional()]));
const mergeForm = z.object({ ids, winner: id, cursor }).and(z.object(picks));
const dismissForm = z.object({ ids, cursor });
/** The ids are one text, separated by spaces. */
const undismissForm = z.object({
  ids: z
    .string()
    .max(MAX_IDS_LENGTH, TOO_MANY)
    .transform((text) => text.split(' ')),
  cursor,
});

duplicatePages.get(DUPLICATES_PATH, requirePageSession, (c) => showDuplicates(c, undefined, 200));

/** The page with the message of a rejected form. */
const show: ShowForm = (c, { values, message, problems }, status) => {
  const text = problems[0]?.message;
  const shown = message ?? (text ? ({ tone: 'danger', text } as const) : undefined);
  return showDuplicates(c, shown, status, values.cursor);
};

duplicatePages.post(MERGE_PATH, requirePageSession, validForm(mergeForm, show), (c) =>
  submit(c, show, async () => {
    const { ids: all, winner: winnerId, cursor: at, ...picked } = c.req.valid('form');
    const loserIds = all.filter((each) => each !== winnerId);
    const fields = choiceOf(picked, winnerId);
    const { merged, mergeId } = await mergePlugs(c.var.ctx, { winnerId, loserIds, fields, isDryRun: false });
    const report = { done: 'merged', count: merged + 1, undo: mergeId } as const;
    return redirectTo(c, reportPath(duplicatesPath(at), report));
  }),
);

duplicatePages.post(DISMISS_PATH, requirePageSession, validForm(dismissForm, show), (c) =>
  submit(c, show, async () => {
    const { ids: dismissed, cursor: at } = c.req.valid('form');
    await dismissDuplicates(c.var.ctx, { ids: dismissed, isUndo: false });
    const query = new URLSearchParams({ ...(at && { cursor: at }), dismissed: dismissed.join(' ') });
    return redirectTo(c, `${DUPLICATES_PATH}?${query}`);
  }),
);

duplicatePages.post(UNDISMISS_PATH, requirePageSession, validForm(undismissForm, show), (c) =>
  submit(c, show, async () => {
    const form = c.req.valid('form');
    await dismissDuplicates(c.var.ctx, { ids: form.ids, isUndo: true });
    return redirectTo(c, reportPath(duplicatesPath(form.cursor), { done: 'undone' }));
  }),
);

/** The chosen values that differ from the values of the main contact. Its own values stay without a choice. */
function choiceOf(picked: Record<string, unknown>, winnerId: string): MergeChoice {
  return Object.fromEntries(
    FIELD_NAMES.flatMap((name) => {
      const from = picked[`pick_${name}`];
      return typeof from === 'string' && from !== winnerId ? [[CONTACT_FIELDS[name].property, from]] : [];
    }),
  );
}

async function showDuplicates(
  c: Context<AppEnv>,
  message: FormMessage | undefined,
  status: ContentfulStatusCode,
  sentCursor?: string,
) {
  const { cursor: at = sentCursor, contact, dismissed: typed = '', ...query } = c.req.query();
  const dismissed = SEVERAL_IDS.test(typed) ? typed : undefined;
  const { ctx } = c.var;
  try {
    const page = await listDuplicates(ctx, { limit: GROUPS_PER_PAGE, cursor: at, plugId: contact });
    const isOneContact = contact !== undefined;
    const reports = { report: reportOf(query), dismissed, message };
    const view = { page, cursor: at, isOneContact, nowMs: ctx.nowMs, ...reports };
    return renderPage(c, 'Duplicates', <DuplicatesPage {...view} />, status);
  } catch (error) {
    if (!(error instanceof AppError && error.is('INVALID_INPUT'))) throw error;
    return redirectTo(c, DUPLICATES_PATH);
  }
}
