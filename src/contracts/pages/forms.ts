/** Reads and validates forms, and runs their actions. A rejected form is shown again with the typed values. */
import { zValidator } from '@hono/zod-validator';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type * as z from 'zod';
import type { AppEnv } from '../../http/app-env.ts';
import { AppError, type ErrorCode } from '../../rules/app-error.ts';
import { pageErrorOf, renderingOf } from './errors.ts';
import { blankForm, type FormState } from './form-state.ts';

/** Responds with the page of a form. `form` contains the values and messages to show. */
export type ShowForm = (
  c: Context<AppEnv>,
  form: FormState,
  status: ContentfulStatusCode,
) => Response | Promise<Response>;

/** The error codes for which the error handler of the pages responds, and the form is not shown again. */
const ERROR_PAGE_CODES = new Set<ErrorCode>([
  'NOT_AUTHENTICATED',
  'TOKEN_EXPIRED',
  'TOKEN_INVALID',
  'SESSION_ENDED',
  'ACCOUNT_DELETED',
  'FORBIDDEN',
  'NOT_FOUND',
]);

/**
 * Middleware that validates a form. A rejected form is shown again, with status 422 and the messages of its fields.
 * Each different message is shown once: if several fields have the same message, it belongs to the last of these
 * fields.
 * @throws HTTPException 400 for a body that cannot be parsed as a form, and the errors of `show`
 */
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

/**
 * Runs the action of a form and returns its response. If the action throws an error, the form is shown again with the
 * message and the status of the error. The message belongs to the field of the error if the form contains this field.
 * An error with a code of `ERROR_PAGE_CODES` is thrown instead.
 * @throws AppError with a code of `ERROR_PAGE_CODES`, and the errors of `show`
 */
export async function submit(
  c: Context<AppEnv>,
  show: ShowForm,
  run: () => Promise<Response>,
): Promise<Response> {
  try {
    return await run();
  } catch (thrown) {
    // The error handler of the pages logs these errors. `pageErrorOf` would log them a second time.
    if (thrown instanceof AppError && ERROR_PAGE_CODES.has(thrown.code)) throw thrown;
    const error = pageErrorOf(thrown as Error, c);
    const { status, text, field, problems, retryAfterSeconds, link } = renderingOf(error);
    if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds));
    const form = await sentForm(c);
    const isFieldSent = field !== undefined && field in form.values;
    const fieldProblems = problems ?? (isFieldSent ? [{ field, message: text }] : []);
    if (fieldProblems.length > 0) return show(c, { ...form, problems: fieldProblems }, status);
    return show(c, { ...form, message: { tone: status === 429 ? 'warning' : 'danger', text, link } }, status);
  }
}

/** A text field of a form. */
export interface SentField {
  name: string;
  value: string;
}

/**
 * Reads the form of the request. The returned state contains the text fields, but no files, problems or message. Of
 * several fields with the same name, it contains the last one.
 * @throws AppError `MALFORMED_BODY` if the body cannot be parsed as a form
 */
export async function sentForm(c: Context<AppEnv>): Promise<FormState> {
  const fields = await sentFields(c);
  return blankForm(Object.fromEntries(fields.map(({ name, value }) => [name, value])));
}

/**
 * Reads the form of the request. The list contains every text field, also those with the same name, but no files.
 * @throws AppError `MALFORMED_BODY` if the body cannot be parsed as a form
 */
export async function sentFields(c: Context<AppEnv>): Promise<SentField[]> {
  const body = await c.req.parseBody({ all: true }).catch(() => {
    throw new AppError('MALFORMED_BODY');
  });
  return Object.entries(body).flatMap(([name, values]) =>
    [values].flat().flatMap((value) => (typeof value === 'string' ? [{ name, value }] : [])),
  );
}
