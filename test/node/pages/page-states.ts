/** All page states that `browser.test.ts` checks. The states of some areas are imported from other files. */
import type { Page } from 'playwright-core';
import { ACCOUNT_STATES } from './account-states.ts';
import { ADMINISTRATION_STATES } from './administration-states.ts';
import {
  mailedCode,
  mailedPart,
  NEW_PASSWORD,
  PASSWORD,
  type PageState,
  signUp,
  submitForm,
} from './browser-tab.ts';
import { CONTACT_STATES } from './contact-states.ts';
import { DUPLICATE_STATES } from './duplicate-states.ts';
import { IMPORT_STATES } from './import-states.ts';
import { TELEGRAM_STATES } from './telegram-states.ts';

/** Text that tries to inject HTML, to reverse the text direction and to overflow the layout. */
export const HOSTILE_TEXT = `<script>alert(1)</script>\u202e"'>${'W'.repeat(60)}`;

/** The state of a page that is opened without a sign-in and without further actions. */
const publicPage = (name: string, path: string): PageState => ({
  name,
  reach: (tab) => tab.open(path),
});

let accountCount = 0;

/** Returns a new e-mail address, which no account has. */
function freshEmail(): string {
  accountCount += 1;
  return `state${accountCount}@example.com`;
}

/** The state of a page that a new user opens after the sign-up. */
const newUserPage = (name: string, path: string): PageState => ({
  name,
  async reach({ page, open }) {
    await signUp(page, freshEmail());
    await open(path);
  },
});

export const PAGE_STATES: PageState[] = [
  publicPage('home', '/'),
  publicPage('sign-in', '/web/sign-in'),
  {
    name: 'sign-in-refused',
    async reach({ page, open }) {
      await open('/web/sign-in');
      await submitForm(page, { email: 'nobody@example.com', password: PASSWORD }, 'Sign in');
    },
  },
  publicPage('sign-in-ended', '/web/sign-in?notice=session-ended&next=%2Fweb%2Faccount'),
  {
    name: 'sign-up-refused',
    async reach({ page, open }) {
      await open('/web/sign-up');
      await submitForm(page, { email: freshEmail(), password: '12345678' }, 'Create account');
    },
  },
  publicPage('sign-up', '/web/sign-up'),
  publicPage('reset', '/web/reset'),
  {
    name: 'reset-code',
    async reach({ page, open }) {
      await open('/web/reset');
      await submitForm(page, { email: `${'long-address-'.repeat(4)}@example.com` }, 'Send the code');
    },
  },
  {
    name: 'reset-password-refused',
    async reach({ page, open }) {
      const email = freshEmail();
      await signUp(page, email);
      await open('/web/reset');
      await submitForm(page, { email }, 'Send the code');
      const otp_code = await mailedCode(page, email, /reset/);
      await submitForm(page, { otp_code }, 'Continue');
      await submitForm(page, { new_password: NEW_PASSWORD.toLowerCase() }, 'Change the password');
    },
  },
  {
    name: 'plex',
    async reach({ page, open }) {
      await open('/web/sign-in');
      await submitForm(page, {}, 'Sign in with Plex');
      await submitForm(page, {}, 'Continue');
    },
  },
  newUserPage('overview-empty', '/web?notice=welcome'),
  ...ACCOUNT_STATES,
  ...ADMINISTRATION_STATES,
  ...CONTACT_STATES,
  ...DUPLICATE_STATES,
  ...IMPORT_STATES,
  ...TELEGRAM_STATES,
  {
    name: 'account-hostile',
    async reach({ page, open }) {
      await signUp(page, freshEmail());
      await open('/web/account');
      await submitForm(page, { first_name: HOSTILE_TEXT, last_name: `${'\u05d0'.repeat(80)}` }, 'Save');
    },
  },
  {
    name: 'account-refused',
    async reach({ page, open }) {
      await signUp(page, freshEmail());
      await open('/web/account');
      await submitForm(page, { first_name: 'x'.repeat(500) }, 'Save');
    },
  },
  {
    name: 'session-ended',
    async reach({ page, open }) {
      await signUp(page, freshEmail());
      await open('/web/account');
      await page.context().clearCookies();
      await submitForm(page, { first_name: 'Mirela', last_name: 'Kovač' }, 'Save');
    },
  },
  {
    name: 'link-revert',
    async reach({ page, open }) {
      await open(await changeEmailForRevertLink(page));
    },
  },
  {
    name: 'link-reverted',
    async reach({ page, open }) {
      await open(await changeEmailForRevertLink(page));
      await submitForm(page, {}, 'Restore the address');
    },
  },
  publicPage('link-unknown', '/account/invitation/unknown'),
  publicPage('not-found', '/web/nowhere'),
  publicPage('mail', '/dev/mail'),
  publicPage('components', '/dev/components'),
];

/** Changes the e-mail address of a new account with the API. Returns the path of the link that reverts the change. */
async function changeEmailForRevertLink(page: Page): Promise<string> {
  const [email, newEmail] = [freshEmail(), freshEmail()];
  await signUp(page, email);
  const post = async (path: string, data: object, token = '') => {
    const headers = { Authorization: `Bearer ${token}` };
    return (await page.request.post(`/api/v1/auth/${path}`, { data, headers })).json();
  };
  const { tokens } = await post('login', { email, password: PASSWORD });
  await post('change-email', { new_email: newEmail }, tokens.access_token);
  const otp_code = await mailedCode(page, newEmail, /e-mail/);
  await post('change-email/confirm', { otp_code }, tokens.access_token);
  return mailedPart(page, { email, subject: /changed/, part: /\/account\/revert\/[\w-]+/ });
}
