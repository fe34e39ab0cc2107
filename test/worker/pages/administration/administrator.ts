/** Creates administrators who use the pages, and accounts that they manage. */
import { makeAdmin, numberOf, securityEventRows } from '../../support/accounts.ts';
import { signUp } from '../../support/client.ts';
import { type PageUser, readPage, sendForm, signUpOnPage } from '../page-client.ts';

/** Creates an account with the administrator role and a session of the pages. */
export async function signUpAdministrator(): Promise<PageUser> {
  const user = await signUpOnPage();
  await makeAdmin({ email: user.email });
  return user;
}

/** Creates an administrator, with functions to read pages and to send forms. Paths begin with `/admin`. */
export async function createPageAdministrator() {
  const { cookie, email } = await signUpAdministrator();
  return {
    email,
    cookie,
    read: (path: string) => readPage(`/${path}`, { cookie }),
    send: (path: string, form: Record<string, string> = {}) => sendForm(`/${path}`, form, { cookie }),
  };
}

/** Creates an account. Returns the account with its number and with the path of its page for administrators. */
export async function createManagedAccount() {
  const account = await signUp('subject');
  const number = await numberOf(account);
  return { ...account, number, path: `/admin/accounts/${number}` };
}

/** The newest event of a type in the security log of an account. Undefined if there is no such event. */
export async function readNewestEvent(number: number, type: string) {
  return (await securityEventRows({ number })).filter((event) => event.type === type).at(-1);
}
