/** The message and the status of every error code on the pages, and the conversion of thrown errors to these codes. */
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AppEnv } from '../../http/app-env.ts';
import { reportedError } from '../../http/reported-error.ts';
import { AppError, type AppErrorData, type ErrorCode, type FieldProblem } from '../../rules/app-error.ts';
import { waitInWords } from '../../rules/time-in-words.ts';
import { formatCount } from './components/figures.tsx';
import type { PageLink } from './form-state.ts';

export interface Rendering {
  status: ContentfulStatusCode;
  text: string;
  /** The form field that the message belongs to, if the form contains this field. */
  field?: string;
  problems?: FieldProblem[];
  retryAfterSeconds?: number;
  /** A link to a page where the user can solve the problem. The link follows the text and ends its sentence. */
  link?: PageLink;
}

type WaitData = { retryAfterSeconds: number };

const SESSION_ENDED_RENDERING = { status: 401, text: 'Your session has ended. Sign in again.' } as const;
const INTERNAL_RENDERING = {
  status: 500,
  text: 'The error is on our side. Check whether your change was saved, and try again.',
} as const;
const RESET_LINK = { href: '/web/reset', label: 'reset the password' };
const UNLOCK_LINK = { ...RESET_LINK, label: 'reset the password, which unlocks it' };
/** Renders an error code that should not reach a page, in the same way as `INTERNAL`. */
const notApplicable = () => INTERNAL_RENDERING;
/** Returns a function that renders an error with status 409 and a fixed text. */
const conflict = (text: string) => () => ({ status: 409, text }) as const;

const RENDERINGS: { [Code in ErrorCode]: (data: AppErrorData[Code]) => Rendering } = {
  INVALID_INPUT: ({ problems }) => ({ status: 422, text: 'A field needs a correction.', problems }),
  MALFORMED_BODY: () => ({ status: 400, text: 'The form could not be read. Send it again.' }),
  BODY_TOO_LARGE: () => ({
    status: 413,
    text: 'This is too much text for one form. Shorten it and send it again.',
  }),
  UNSUPPORTED_MEDIA_TYPE: () => ({ status: 415, text: 'The form could not be read. Send it again.' }),
  NOT_AUTHENTICATED: () => ({ status: 401, text: 'Sign in to see this page.' }),
  TOKEN_EXPIRED: () => SESSION_ENDED_RENDERING,
  TOKEN_INVALID: () => SESSION_ENDED_RENDERING,
  SESSION_ENDED: () => SESSION_ENDED_RENDERING,
  ACCOUNT_DELETED: () => SESSION_ENDED_RENDERING,
  FORBIDDEN: () => ({
    status: 403,
    text: 'Your account may not open this page, or the request came from another site or without encryption.',
  }),
  PREMIUM_REQUIRED: () => ({ status: 403, text: 'This page is for premium accounts.' }),
  NOT_FOUND: () => ({
    status: 404,
    text: 'This page does not exist. It may have been deleted or moved.',
  }),
  WRONG_CREDENTIALS: () => ({
    status: 422,
    text: 'Invalid email or password. Check both, or',
    link: RESET_LINK,
  }),
  ACCOUNT_LOCKED: ({ retryAfterSeconds }) => ({
    status: 429,
    text: `Account temporarily locked. Try again in ${waitInWords(retryAfterSeconds)}, or`,
    retryAfterSeconds,
    link: UNLOCK_LINK,
  }),
  ACCOUNT_DEACTIVATED: () => ({
    status: 403,
    text: 'This account is deactivated. Ask an administrator to activate it.',
  }),
  ACCOUNT_EXPIRED: () => ({
    status: 403,
    text: 'This account has expired. Ask an administrator to extend it.',
  }),
  REAUTHENTICATION_REQUIRED: ({ hasPassword }) => ({
    status: 403,
    text: hasPassword ? 'Enter your password, or sign in again.' : 'Sign in again to do this.',
  }),
  WRONG_CURRENT_PASSWORD: () => ({
    status: 422,
    field: 'current_password',
    text: 'This is not your current password.',
  }),
  PLEX_TOKEN_INVALID: () => ({ status: 422, text: 'Plex did not accept the sign-in. Start again.' }),
  PLEX_UNAVAILABLE: (data) => waitRendering('Plex does not respond.', 503, data),
  EMAIL_TAKEN: () => ({
    status: 422,
    field: 'email',
    text: 'This address already has an account.',
  }),
  USERNAME_TAKEN: () => ({
    status: 422,
    field: 'username',
    text: 'This user name is taken. Choose another.',
  }),
  PLEX_TAKEN: conflict('This Plex account is linked to another account.'),
  REFRESH_TOKEN_REQUIRED: notApplicable,
  REFRESH_TOKEN_INVALID: notApplicable,
  OTP_EXPIRED: () => ({ status: 422, field: 'otp_code', text: 'This code has expired. Request a new one.' }),
  OTP_WRONG: () => ({
    status: 422,
    field: 'otp_code',
    text: 'This code is wrong. Enter the 6 digits from the newest e-mail.',
  }),
  RESET_TOKEN_INVALID: () => ({
    status: 422,
    text: 'This reset was already completed, or it took too long.',
  }),
  TIME_ZONE_UNKNOWN: () => ({ status: 422, field: 'time_zone', text: 'Choose a time zone from the list.' }),
  DUPLICATE_CONTACT: conflict('A contact with this e-mail address already exists.'),
  DUPLICATE_TARGET: conflict('A target with this name and company already exists.'),
  ALREADY_CONTACT: conflict('This is already a contact.'),
  NOT_CONVERTIBLE: conflict('This cannot be converted to a contact.'),
  LAST_ADMIN: conflict('This is the last administrator. Make another account an administrator first.'),
  MERGED: ({ isUndoRequired }) => ({
    status: 409,
    text: isUndoRequired
      ? 'This contact was merged into another contact. Undo the merge to restore it.'
      : 'This contact was merged into another contact. Nothing was changed.',
  }),
  PLUG_QUOTA_EXCEEDED: ({ max }) => ({
    status: 409,
    text: `An account can have at most ${max} contacts and targets. Delete some first.`,
  }),
  UNDO_CONFLICT: ({ kept }) => ({
    status: 409,
    text: kept.some(({ reason }) => reason === 'duplicate')
      ? 'Another contact has the e-mail address or the name, so nothing was undone.'
      : 'Some values were changed later, so nothing was undone.',
  }),
  TOO_MANY_PLUGS: ({ max }) => ({
    status: 422,
    text: `At most ${max} contacts and targets can be changed at once.`,
  }),
  TOO_MANY_ENTRIES: ({ max }) => ({
    status: 422,
    text: `This file has more than ${formatCount(max)} contacts, which is the limit. Split the file and import each part. Nothing was imported.`,
  }),
  FILE_TOO_LARGE: ({ maxBytes }) => ({
    status: 413,
    text: `This file has more than ${maxBytes / 1024 / 1024} MiB, which is the limit. Split the file and import each part. Nothing was imported.`,
  }),
  FILE_TYPE_UNSUPPORTED: () => ({ status: 415, text: 'Choose a CSV, vCard or JSON file.' }),
  CONFIRMATION_REQUIRED: ({ matched }) => ({
    status: 409,
    text: `Confirm that ${matched} contacts and targets are to be deleted.`,
  }),
  SEVERAL_MATCHES: notApplicable,
  IDEMPOTENCY_KEY_REUSED: conflict('This file is already being imported with other choices.'),
  PRECONDITION_FAILED: conflict(
    'This contact was changed after you opened it. Open it again and repeat your change.',
  ),
  LIMIT_EXCEEDED: (data) => waitRendering('Too many attempts from this network.', 429, data),
  UNAVAILABLE: (data) => waitRendering('The service cannot save or read at the moment.', 503, data),
  INTERNAL: () => INTERNAL_RENDERING,
};

/** The message and the status that a page shows for an error. */
export function renderingOf<Code extends ErrorCode>(error: AppError<Code>): Rendering {
  return RENDERINGS[error.code](error.data);
}

/**
 * Converts a thrown error, including the errors of Hono, to an `AppError`. An unexpected error becomes `INTERNAL`.
 * `reportedError` logs unexpected errors and refusals. The error of `csrf` is not logged.
 */
export function pageErrorOf(error: Error, c: Context<AppEnv>): AppError {
  // Hono's `csrf` throws an error with status 403.
  if (error instanceof HTTPException && error.status === 403) return new AppError('FORBIDDEN');
  return reportedError(error, c);
}

function waitRendering(text: string, status: 429 | 503, { retryAfterSeconds }: WaitData): Rendering {
  return { status, text: `${text} Try again in ${waitInWords(retryAfterSeconds)}.`, retryAfterSeconds };
}
