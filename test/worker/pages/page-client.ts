/** Requests for pages, as from a browser. The caller passes cookies and follows redirects. */
import { call, freshEmail, PASSWORD, type TestResponse } from '../support/client.ts';

export const ORIGIN = 'http://plugs.test';

export interface PageOptions {
  cookie?: string | undefined;
  headers?: Record<string, string>;
  /** Variables of the configuration to use instead of the worker's own. */
  variables?: Record<string, string>;
}

/** The fields of a form. A field with several values is a list. */
export type SentForm = Record<string, string | string[]>;

/** Reads a page if `form` is null. Otherwise sends the form like a page of the same origin. `path` begins with `//`. */
function visit(path: string, form: SentForm | null, options: PageOptions): Promise<TestResponse> {
  const { cookie, headers, variables } = options;
  return call(path, {
    method: form ? 'POST' : 'GET',
    ...(form && { body: encodeForm(form) }),
    ...(variables && { variables }),
    headers: {
      ...(form && { 'Content-Type': 'application/x-www-form-urlencoded', Origin: ORIGIN }),
      ...(form && { 'Sec-Fetch-Site': 'same-origin' }),
      ...(cookie && { Cookie: cookie }),
      ...headers,
    },
  });
}

export const readPage = (path: string, options: PageOptions = {}) => visit(path, null, options);

export const sendForm = (path: string, form: SentForm, options: PageOptions = {}) =>
  visit(path, form, options);

function encodeForm(form: SentForm): string {
  const fields = Object.entries(form).flatMap(([name, values]) =>
    [values].flat().map((value) => [name, value]),
  );
  return new URLSearchParams(fields).toString();
}

/** The cookies that a response sets, in the format of a `Cookie` header. */
export function cookiesOf({ headers }: TestResponse): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0] ?? '')
    .join('; ');
}

export interface PageUser {
  email: string;
  cookie: string;
}

/** Creates an account on the sign-up page. The cookie contains the session that the sign-up begins. */
export async function signUpOnPage(): Promise<PageUser> {
  const email = freshEmail('page');
  const response = await sendForm('//web/sign-up', { email, password: PASSWORD });
  if (response.status !== 303) throw new Error(`sign-up: ${response.status} ${response.body}`);
  return { email, cookie: cookiesOf(response) };
}
