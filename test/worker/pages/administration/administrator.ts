/** Administrators who use the pages. */
import { makeAdmin } from '../../support/accounts.ts';
import { type PageUser, readPage, sendForm, signUpOnPage } from '../page-client.ts';

/** Creates an account with the administrator role and a session of the pages. */
export async function administratorOnPage(): Promise<PageUser> {
  const user = await signUpOnPage();
  await makeAdmin({ email: user.email });
  return user;
}

/** Creates an administrator, with functions to read pages and to send forms. Paths begin with `/admin`. */
export async function administration() {
  const { cookie, email } = await administratorOnPage();
  return {
    email,
    cookie,
    read: (path: string) => readPage(`/${path}`, { cookie }),
    send: (path: string, form: Record<string, string> = {}) => sendForm(`/${path}`, form, { cookie }),
  };
}
