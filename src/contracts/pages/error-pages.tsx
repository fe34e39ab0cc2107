/**
 * The responses to failed requests: an error page, a message for htmx, a redirect to the sign-in, or a page from which
 * a typed form can be sent again after a sign-in.
 */
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AppEnv } from '../../http/app-env.ts';
import { limitBody, MAX_PLUG_BODY_BYTES } from '../../http/limit-body.ts';
import { AppError, type ErrorCode } from '../../rules/app-error.ts';
import { TextArea } from './components/fields.tsx';
import type { IconName } from './components/icon.tsx';
import { CardPage, MessagePage } from './components/layouts.tsx';
import { Flash } from './components/messages.tsx';
import { removeCookie, SESSION_COOKIE } from './cookies.ts';
import { pageErrorOf, renderingOf } from './errors.ts';
import { type SentField, sentFields } from './forms.ts';
import { redirectTo, renderPage } from './render.ts';
import { COLUMN_PREFIX } from './web/import/choices-form.ts';
import { signInPath } from './web/next-path.ts';
import type { Notice } from './web/notices.ts';

/** The error codes after which the user must sign in. */
const SIGN_IN_REQUIRED = new Set<ErrorCode>([
  'NOT_AUTHENTICATED',
  'TOKEN_EXPIRED',
  'TOKEN_INVALID',
  'SESSION_ENDED',
  'ACCOUNT_DELETED',
]);

/** The error handler of the pages. For htmx, the message replaces the content of `#toast`. */
export async function renderPageError(thrown: Error, c: Context<AppEnv>): Promise<Response> {
  const error = pageErrorOf(thrown, c);
  if (SIGN_IN_REQUIRED.has(error.code)) return renderUnauthenticated(c, error);
  const { status, text, retryAfterSeconds } = renderingOf(error);
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds));
  if (c.req.header('HX-Request')) return renderToast(c, <ErrorToast>{text}</ErrorToast>, status);
  const { title, icon } = headingOf(status);
  return renderPage(c, title, <ErrorPage title={title} text={text} icon={icon} />, status);
}

function renderToast(
  c: Context<AppEnv>,
  toast: HtmlEscapedString | Promise<HtmlEscapedString>,
  status: ContentfulStatusCode,
): Response | Promise<Response> {
  c.header('HX-Retarget', '#toast');
  c.header('HX-Reswap', 'innerHTML');
  return c.html(toast, status);
}

/** Responds with status 404: a page, or a message for htmx. */
export function renderNotFound(c: Context<AppEnv>): Promise<Response> {
  return renderPageError(new AppError('NOT_FOUND'), c);
}

/**
 * Requires a sign-in, and removes the session cookie, which is no longer valid. After `NOT_AUTHENTICATED`, there is no
 * cookie to remove.
 */
async function renderUnauthenticated(c: Context<AppEnv>, error: AppError): Promise<Response> {
  if (!error.is('NOT_AUTHENTICATED')) removeCookie(c, SESSION_COOKIE);
  return renderSignInRequired(c, error.is('NOT_AUTHENTICATED') ? undefined : 'session-ended');
}

/**
 * Redirects to the sign-in, which leads back to the requested page. The response to a form has status 401 and is a page
 * with the typed values, except secrets and files. After the sign-in in another tab, the user can send the form again.
 * If a form is too large or malformed, its page contains only a message. The response to a form that htmx sends is
 * a message, and the form stays on its page.
 */
export async function renderSignInRequired(c: Context<AppEnv>, notice?: Notice): Promise<Response> {
  const isForm = c.req.method !== 'GET' && c.req.method !== 'HEAD';
  const path = isForm ? '/web' : c.req.path + new URL(c.req.url).search;
  const signInHref = signInPath(path, notice);
  if (c.req.header('HX-Request')) {
    if (isForm) return renderToast(c, <SessionEndedToast signInHref={signInHref} />, 401);
    // After a redirect with status 303, htmx would insert the sign-in page into the current page.
    c.header('HX-Redirect', signInHref);
    return c.body(null, 401);
  }
  if (!isForm) return redirectTo(c, signInHref);
  const fields = await readTypedFields(c);
  const page = <SessionEndedPage fields={fields} action={c.req.path} signInHref={signInHref} />;
  return renderPage(c, 'Session ended', page, 401);
}

/**
 * Returns the typed fields. Returns null for an unread form of more than 384 KiB, such as a form with a file or a long
 * passage. Such a form is not read, because the caller may be anonymous. A form that was already read has no limit. Also
 * returns null for a body that cannot be parsed as a form.
 */
async function readTypedFields(c: Context<AppEnv>): Promise<SentField[] | null> {
  try {
    if (!c.req.raw.bodyUsed) await limitBody(MAX_PLUG_BODY_BYTES)(c, async () => undefined);
    return await sentFields(c);
  } catch (error) {
    if (error instanceof AppError && (error.is('BODY_TOO_LARGE') || error.is('MALFORMED_BODY'))) return null;
    throw error;
  }
}

function headingOf(status: number): { title: string; icon: IconName } {
  if (status === 404) return { title: 'Page not found', icon: 'search' };
  if (status === 403) return { title: 'No access', icon: 'lock' };
  if (status === 429 || status === 503) return { title: 'Try again later', icon: 'clock' };
  return { title: 'Something went wrong', icon: 'triangle-alert' };
}

function ErrorPage({ title, text, icon }: { title: string; text: string; icon: IconName }) {
  return (
    <MessagePage icon={icon} title={title} text={text}>
      <a class="button" href="/">
        Go to the start page
      </a>
    </MessagePage>
  );
}

function ErrorToast({ children }: { children?: Child }) {
  return (
    <div class="toast">
      <span>{children}</span>
    </div>
  );
}

function SessionEndedToast({ signInHref }: { signInHref: string }) {
  return (
    <ErrorToast>
      Your session ended before this was saved. <SignInLink signInHref={signInHref} />, then save again.
    </ErrorToast>
  );
}

function SignInLink({ signInHref }: { signInHref: string }) {
  return (
    <a href={signInHref} target="_blank" rel="noopener">
      Sign in in a new tab
    </a>
  );
}

/** Matches the names of fields whose values `SessionEndedPage` must not contain, such as `current_password`. */
const SECRET_FIELD_NAME = /password|token|code/i;

/** The name of an import field ends with the name of a column, such as `map:Business Postal Code`. */
function isSecret({ name }: SentField): boolean {
  return SECRET_FIELD_NAME.test(name) && !name.startsWith(COLUMN_PREFIX);
}

interface SessionEndedPageProps {
  /** Null if the form was not read, because it was too large or malformed. */
  fields: SentField[] | null;
  /** The path that the form is sent to again. */
  action: string;
  /** The path of the sign-in. */
  signInHref: string;
}

function SessionEndedPage({ fields, action, signInHref }: SessionEndedPageProps) {
  if (!fields) {
    return (
      <CardPage title="Session ended">
        <Flash tone="warning">Your session ended before this was saved.</Flash>
        <p>
          <SignInLink signInHref={signInHref} />, then go back to the form in this tab and send the form
          again.
        </p>
      </CardPage>
    );
  }
  const shownFields = fields.filter((field) => !isSecret(field));
  const hasSecrets = shownFields.length < fields.length;
  return (
    <CardPage title="Session ended">
      <Flash tone="warning">
        Your session ended before this was saved. What you typed is still here
        {hasSecrets && ', except passwords and codes'}.
      </Flash>
      <ol class="stack">
        <li>
          1. <SignInLink signInHref={signInHref} />
        </li>
        <li>2. Come back to this tab and send the form again.</li>
      </ol>
      <form class="stack" method="post" action={action}>
        {shownFields.map(({ name, value }, at) => (
          <div class="field" key={at}>
            <label class="label" for={`typed-${at}`}>
              {labelOf(name)}
            </label>
            <TypedValue id={`typed-${at}`} name={name} value={value} />
          </div>
        ))}
        <button class="button primary wide-button" type="submit">
          Send again
        </button>
      </form>
    </CardPage>
  );
}

/** A typed value, which the user cannot change and which the form sends again. */
function TypedValue({ id, name, value }: SentField & { id: string }) {
  if (!value.includes('\n')) return <input class="input" id={id} name={name} value={value} readonly />;
  return <TextArea class="input" id={id} name={name} value={value} readonly />;
}

/** Converts the name of a field to a label, such as `first_name` to "First name". */
function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
