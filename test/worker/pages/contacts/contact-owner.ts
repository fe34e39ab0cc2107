/** A user of the contact pages who also writes contacts with the API. */
import { accountNumberOf } from '../../../../src/rules/sessions/session-id.ts';
import { call, PASSWORD, type TestResponse } from '../../support/client.ts';
import { readPage, sendForm, signUpOnPage } from '../page-client.ts';

export interface ContactOwner {
  cookie: string;
  token: string;
  /** The number of the account. */
  number: number;
  /** Creates a plug with the API and returns it. The default name is `Ada Test`. Throws if the API rejects the plug. */
  create: (fields?: Record<string, unknown>) => Promise<TestResponse['body']>;
  /** Changes fields of a plug with the API. */
  update: (id: string, fields: Record<string, unknown>) => Promise<TestResponse>;
  /** Reads a plug with the API. */
  readPlug: (id: string) => Promise<TestResponse>;
  /** Reads a page under `/web/contacts`. */
  open: (path?: string, headers?: Record<string, string>) => Promise<TestResponse>;
  /** Sends a form to a page under `/web/contacts`. */
  send: (
    path: string,
    form: Record<string, string>,
    headers?: Record<string, string>,
  ) => Promise<TestResponse>;
}

/** The headers that htmx adds to a request whose response replaces a part of the page. */
export const HTMX_HEADERS = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' };

/** Text that tries to inject HTML, in an element and in an attribute. */
export const HOSTILE_TEXT = `<script>alert(1)</script>"'><img src=x/onerror=alert(1)>`;

/** Fails if the page contains the hostile text without escaping. */
export function expectNoInjection(body: string): void {
  for (const part of ['<script>alert', '<img src=x']) {
    if (body.includes(part))
      throw new Error(`not escaped: ${body.slice(body.indexOf(part) - 200).slice(0, 400)}`);
  }
}

/** Signs up on the pages, and logs in with the API as well. */
export async function createContactOwner(): Promise<ContactOwner> {
  const { email, cookie } = await signUpOnPage();
  const login = await call('/auth/login', { body: { email, password: PASSWORD } });
  const token: string = login.body.tokens.access_token;
  return {
    cookie,
    token,
    number: accountNumberOf(login.body.session_id),
    create: async (fields = {}) => {
      const body = { first_name: 'Ada', last_name: 'Test', ...fields };
      const response = await call('/plugs/', { token, body });
      if (response.status !== 201) throw new Error(JSON.stringify(response.body));
      return response.body;
    },
    update: (id, body) => call(`/plugs/${id}`, { method: 'PUT', token, body }),
    readPlug: (id) => call(`/plugs/${id}`, { token }),
    open: (path = '', headers = {}) => readPage(`//web/contacts${path}`, { cookie, headers }),
    send: (path, form, headers = {}) => sendForm(`//web/contacts${path}`, form, { cookie, headers }),
  };
}

/** The hidden fields of the first form with the given action in a page. */
export function hiddenFields(body: string, action: string): Record<string, string> {
  const form = body.slice(body.indexOf(`action="${action}"`)).split('</form>', 1)[0] ?? '';
  const fields = form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries(
    [...fields].map(([, name, value = '']) => [
      name,
      value.replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    ]),
  );
}

/** Opens the form of a field, and sends the form with a new value. With `isHtmx`, both requests are sent by htmx. */
export async function editField(
  owner: ContactOwner,
  id: string,
  name: string,
  value: string,
  isHtmx = false,
) {
  const headers = isHtmx ? HTMX_HEADERS : {};
  const { body } = await owner.open(`/${id}?edit=${name}`, headers);
  const hidden = hiddenFields(body, `/web/contacts/${id}`);
  return owner.send(`/${id}`, { ...hidden, [name]: value }, headers);
}

/** The path to which a response redirects. Empty if the response does not redirect. */
export const locationOf = ({ headers }: TestResponse) => headers.get('Location') ?? '';
