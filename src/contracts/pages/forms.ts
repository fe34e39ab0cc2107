/** Validates forms. A rejected form is shown again with the typed values. */
import { zValidator } from '@hono/zod-validator';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type * as z from 'zod';
import type { AppEnv } from '../../http/app-env.ts';
import { pageErrorOf, renderingOf } from './errors.ts';
import { blankForm, type FormState } from './form-state.ts';

/** Renders the page of a form. */
export type ShowForm = (
  c: Context<AppEnv>,
  form: FormState,
  status: ContentfulStatusCode,
) => Response | Promise<Response>;

/** The error codes for which a different page is shown instead of the form. */
const OTHER_PAGE = new Set([
  'NOT_AUTHENTICATED',
  'TOKEN_EXPIRED',
  'TOKEN_INVALID',
  'SESSION_ENDED',
  'ACCOUNT_DELETED',
  'FORBIDDEN',
  'NOT_FOUND',
]);

/** Middleware that validates a form. A rejected form is shown again, with 422 and the message of each field. */
export function validForm<Schema extends z.ZodType>(schema: Schema, show: ShowForm) {
  return zValidator('form', schema, async (result, c) => {
    if (result.success) return;
    const problems = new Map<string, { field: string; message: string }>();
    for (const { path, message } of result.error.issues) {
      problems.set(message, { field: path.join('.'), message });
    }
    const form = { ...(await sentForm(c as Context<AppEnv>)), problems: [...problems.values()] };
    return show(c as Context<AppEnv>, form, 422);
  });
}

/** Runs the action of a form. If it fails, the form is shown again with the reason. */
export async function submit(
  c: Context<AppEnv>,
  show: ShowForm,
  run: () => Promise<Response>,
): Promise<Response> {
  try {
    return await run();
  } catch (thrown) {
    const error = pageErrorOf(thrown as Error, c);
    if (OTHER_PAGE.has(error.code)) throw error;
    const { status, text, field, problems, retryAfterSeconds, link } = renderingOf(error);
    if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds));
    const form = await sentForm(c);
    const named = problems ?? (field ? [{ field, message: text }] : []);
    if (named.length > 0) return show(c, { ...form, problems: named }, status);
    return show(c, { ...form, message: { tone: status === 429 ? 'warning' : 'danger', text, link } }, status);
  }
}

/** Returns the text fields of the request. Files are omitted. */
export async function sentForm(c: Context<AppEnv>): Promise<FormState> {
  const body = await c.req.parseBody();
  const texts = Object.entries(body).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return blankForm(Object.fromEntries(texts));
}
