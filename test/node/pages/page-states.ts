/** Every page with its visible states, and the actions that lead to each state. */
import type { Page } from 'playwright-core';
import { ACCOUNT_STATES } from './account-states.ts';
import { ADMINISTRATION_STATES } from './administration-states.ts';
import { type BrowserTab, mailed, mailedCode, NEW_PASSWORD, PASSWORD, send, signUp } from './browser-tab.ts';
import { CONTACT_STATES } from './contact-states.ts';
import { DUPLICATE_STATES } from './duplicate-states.ts';
import { IMPORT_STATES } from './import-states.ts';
import { TELEGRAM_STATES } from './telegram-states.ts';

export interface PageState {
  name: string;
  reach(tab: BrowserTab): Promise<void>;
}

/** Text that tries to inject HTML, to reverse the text direction and to overflow the layout. */
export const HOSTILE = `<script>alert(1)</script>\u202e"'>${'W'.repeat(60)}`;

const publicPage = (name: string, path: string): PageState => ({
  name,
  reach: (tab) => tab.open(path),
});

let accounts = 0;
function freshEmail(): string {
  accounts += 1;
  return `state${accounts}@example.com`;
}

const signedInPage = (name: string, path: string): PageState => ({
  name,
  async reach({ page, open: visit }) {
    await signUp(page, freshEmail());
    await visit(path);
  },
});

export const PAGE_STATES: PageState[] = [
  publicPage('home', '/'),
  publicPage('sign-in', '/web/sign-in'),
  {
    name: 'sign-in-refused',
    async reach({ page, open: visit }) {
      await visit('/web/sign-in');
      await send(page, { email: 'nobody@example.com', password: PASSWORD }, 'Sign in');
    },
  },
  publicPage('sign-in-ended', '/web/sign-in?notice=session-ended&next=%2Fweb%2Faccount'),
  {
    name: 'sign-up-refused',
    async reach({ page, open: visit }) {
      await visit('/web/sign-up');
      await send(page, { email: freshEmail(), password: '12345678' }, 'Create account');
    },
  },
  publicPage('sign-up', '/web/sign-up'),
  publicPage('reset', '/web/reset'),
  {
    name: 'reset-code',
    async reach({ page, open: visit }) {
      await visit('/web/reset');
      await send(page, { email: `${'long-address-'.repeat(4)}@example.com` }, 'Send the code');
    },
  },
  {
    name: 'reset-password-refused',
    async reach({ page, open: visit }) {
      const email = freshEmail();
      await signUp(page, email);
      await visit('/web/reset');
      await send(page, { email }, 'Send the code');
      const otp_code = await mailedCode(page, email, /reset/);
      await send(page, { otp_code }, 'Continue');
      await send(page, { new_password: NEW_PASSWORD.toLowerCase() }, 'Change the password');
    },
  },
  {
    name: 'plex',
    async reach({ page, open: visit }) {
      await visit('/web/sign-in');
      await send(page, {}, 'Sign in with Plex');
      await send(page, {}, 'Continue');
    },
  },
  signedInPage('overview-empty', '/web?notice=welcome'),
  ...ACCOUNT_STATES,
  ...ADMINISTRATION_STATES,
  ...CONTACT_STATES,
  ...DUPLICATE_STATES,
  ...IMPORT_STATES,
  ...TELEGRAM_STATES,
  {
    name: 'account-hostile',
    async reach({ page, open: visit }) {
      await signUp(page, freshEmail());
      await visit('/web/account');
      await send(page, { first_name: HOSTILE, last_name: `${'\u05d0'.repeat(80)}` }, 'Save');
    },
  },
  {
    name: 'account-refused',
    async reach({ page, open: visit }) {
      await signUp(page, freshEmail());
      await visit('/web/account');
      await send(page, { first_name: 'x'.repeat(500) }, 'Save');
    },
  },
  {
    name: 'session-ended',
    async reach({ page, open: visit }) {
      await signUp(page, freshEmail());
      await visit('/web/account');
      await page.context().clearCookies();
      await send(page, { first_name: 'Mirela', last_name: 'Kovač' }, 'Save');
    },
  },
  {
    name: 'link-revert',
    async reach({ page, open: visit }) {
      await visit(await revertLink(page));
    },
  },
  {
    name: 'link-reverted',
    async reach({ page, open: visit }) {
      await visit(await revertLink(page));
      await send(page, {}, 'Restore the address');
    },
  },
  publicPage('link-unknown', '/account/invitation/unknown'),
  publicPage('not-found', '/web/nowhere'),
  publicPage('mail', '/dev/mail'),
  publicPage('components', '/dev/components'),
];

/** Changes the address of a new account with the API, and returns the path of the link that reverts the change. */
async function revertLink(page: Page): Promise<string> {
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
  return mailed(page, { email, subject: /changed/, part: /\/account\/revert\/[\w-]+/ });
}
