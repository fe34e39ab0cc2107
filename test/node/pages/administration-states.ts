/** The states of the pages of administrators. */
import type { Page } from 'playwright-core';
import { type BrowserTab, mailedCode, PASSWORD, send, signUp } from './browser-tab.ts';

/** The address of the administrator. The configuration makes the account an administrator when the address is verified. */
export const ADMINISTRATOR = 'administrator@example.com';

/** Inserts figures for the charts of the overview. */
export const INSERT_FIGURES = `
  WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 29)
  INSERT OR REPLACE INTO daily_figures (day, name, value)
  SELECT date('now', '-' || i || ' days'), name.value, (23 + i * 37) % 60 * (CASE name.key WHEN 0 THEN 200 ELSE 1 END)
  FROM n, json_each('["login_succeeded", "login_failed", "registered", "account_locked", "refresh_reuse",
    "emails_failed", "accounts", "active_sessions"]') AS name`;

interface AdministrationState {
  name: string;
  reach(tab: BrowserTab): Promise<void>;
}

/** A text that tries to inject HTML and to overflow the layout. */
const HOSTILE = `<script>alert(1)</script>\u202e"'>${'W'.repeat(60)}`;
const SUBJECT = 'subject@example.com';

const administratorPage = (name: string, path: string): AdministrationState => ({
  name,
  async reach(tab) {
    await signInAsAdministrator(tab.page);
    await tab.open(path);
  },
});

export const ADMINISTRATION_STATES: AdministrationState[] = [
  {
    name: 'admin-overview',
    async reach({ page, open }) {
      await signInAsAdministrator(page);
      await open('/admin');
      await page.getByText('Show the numbers').first().click();
    },
  },
  {
    name: 'admin-accounts',
    async reach(tab) {
      await signInAsAdministrator(tab.page);
      await createSubject(tab.page);
      await tab.open('/admin/accounts');
    },
  },
  administratorPage('admin-accounts-empty', '/admin/accounts?search=zyx&state=deactivated'),
  {
    name: 'admin-account-deactivation',
    async reach(tab) {
      const { page } = tab;
      await signInAsAdministrator(page);
      await createSubject(page);
      await tab.open('/admin/accounts?search=subject');
      await page.getByRole('link', { name: /<script>/ }).click();
      await page.getByRole('link', { name: 'Deactivate' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'admin-account-menu',
    async reach(tab) {
      const { page } = tab;
      await signInAsAdministrator(page);
      await createSubject(page);
      await tab.open('/admin/accounts?search=subject');
      await page.getByRole('link', { name: /<script>/ }).click();
      await page.getByRole('button', { name: 'More actions' }).click();
    },
  },
  {
    name: 'admin-account-new-refused',
    async reach(tab) {
      await signInAsAdministrator(tab.page);
      await tab.open('/admin/accounts/new');
      await send(tab.page, { email: SUBJECT, first_name: HOSTILE }, 'Create and invite');
    },
  },
  {
    name: 'admin-import-report',
    async reach({ page, open }) {
      await signInAsAdministrator(page);
      await open('/admin/accounts/import');
      const buffer = Buffer.from(`email,first_name\nimported@example.com,Ida\n${HOSTILE},x\n`);
      await page.locator('#file').setInputFiles({ name: 'accounts.csv', mimeType: 'text/csv', buffer });
      await page.getByRole('button', { name: 'Import' }).click();
      await page.getByText('1 of 2 accounts imported.').waitFor();
    },
  },
  administratorPage('admin-confirmation', '/admin/accounts/2/end-sessions'),
  administratorPage('admin-sessions', '/admin/sessions?state=all&select=page'),
  administratorPage('admin-events', '/admin/events?notice=x'),
  {
    name: 'admin-passage-preview',
    async reach({ page, open }) {
      await signInAsAdministrator(page);
      await open('/admin/passages/new');
      await send(page, { title: HOSTILE, content: `${HOSTILE}\n\nSecond.` }, 'Add a question');
      const question = {
        question_1_text: HOSTILE,
        question_1_options: `One\n${HOSTILE}`,
        question_1_correct: '1',
      };
      await send(page, question, 'Preview');
      await page.getByText('Not saved').waitFor();
    },
  },
  administratorPage('admin-passages', '/admin/passages'),
];

/** Actions of an administrator on the pages, with and without script. */
export const ADMINISTRATION_TESTS = [true, false].map((hasScript) => ({
  name: `an administrator creates and deactivates an account; script: ${hasScript}`,
  hasScript,
  run: (tab: BrowserTab) => administerAccount(tab, hasScript),
}));

/** Creates an account, reads its page and deactivates it, with a dialog or with the page that replaces it. */
async function administerAccount({ page, open }: BrowserTab, hasScript: boolean): Promise<void> {
  await signInAsAdministrator(page);
  await open('/admin/accounts');
  await page.getByRole('link', { name: 'New account' }).click();
  await send(page, { email: `invited-${hasScript}@example.com` }, 'Create and invite');
  await page.getByText('The invitation is on its way.').waitFor();
  await page.getByText('No password yet.').waitFor();
  await page.getByRole('link', { name: 'Deactivate' }).click();
  if (hasScript) await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
  else await send(page, {}, 'Deactivate');
  await page.getByText('Deactivated by an administrator.').waitFor();
  await send(page, {}, 'Activate');
  await page.getByText('The account is active again.').waitFor();
}

/** Signs in. The first call creates the account and verifies its address. */
async function signInAsAdministrator(page: Page): Promise<void> {
  await page.goto('/web/sign-in?next=%2Fadmin');
  await send(page, { email: ADMINISTRATOR, password: PASSWORD }, 'Sign in');
  if (page.url().endsWith('/admin')) return;
  await signUp(page, ADMINISTRATOR);
  await page.goto('/web/account');
  await send(page, {}, 'Send a code');
  await send(page, { otp_code: await mailedCode(page, ADMINISTRATOR, /e-mail/) }, 'Verify address');
}

/** Creates an account with hostile names and a hostile device, unless the account exists. */
async function createSubject(page: Page): Promise<void> {
  const data = {
    email: SUBJECT,
    password: PASSWORD,
    first_name: HOSTILE,
    last_name: 'Łukasz',
    device_name: HOSTILE,
  };
  await page.request.post('/api/v1/auth/register', { data });
  const headers = { 'User-Agent': HOSTILE.replace(/[^\x20-\x7e]/g, '') };
  const login = { username: SUBJECT, password: PASSWORD, device_name: HOSTILE };
  await page.request.post('/api/v1/auth/token/', { data: login, headers });
}
