/** The states of the pages of administrators, and actions on these pages. */
import type { Page } from 'playwright-core';
import {
  type ActionTest,
  type BrowserTab,
  mailedCode,
  PASSWORD,
  type PageState,
  signUp,
  submitForm,
} from './browser-tab.ts';

/**
 * The e-mail address of the administrator. The account becomes an administrator when the address is verified, because
 * `ADMIN_EMAILS` contains the address.
 */
export const ADMINISTRATOR_EMAIL = 'administrator@example.com';

/** An SQL statement that inserts daily figures of the last 30 days for the charts of the overview. */
export const INSERT_FIGURES_SQL = `
  WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 29)
  INSERT OR REPLACE INTO daily_figures (day, name, value)
  SELECT date('now', '-' || i || ' days'), name.value, (23 + i * 37) % 60 * (CASE name.key WHEN 0 THEN 200 ELSE 1 END)
  FROM n, json_each('["login_succeeded", "login_failed", "registered", "account_locked", "refresh_reuse",
    "emails_failed", "accounts", "active_sessions"]') AS name`;

/** A text that tries to inject HTML, to reverse the text direction and to overflow the layout. */
const HOSTILE_TEXT = `<script>alert(1)</script>\u202e"'>${'W'.repeat(60)}`;
/** The e-mail address of the account that the administrator manages. */
const MANAGED_EMAIL = 'subject@example.com';

/** The state of a page that an administrator opens without further actions. */
const administratorPage = (name: string, path: string): PageState => ({
  name,
  async reach(tab) {
    await signInAsAdministrator(tab.page);
    await tab.open(path);
  },
});

export const ADMINISTRATION_STATES: PageState[] = [
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
      await createManagedAccount(tab.page);
      await tab.open('/admin/accounts');
    },
  },
  administratorPage('admin-accounts-empty', '/admin/accounts?search=zyx&state=deactivated'),
  {
    name: 'admin-account-deactivation',
    async reach(tab) {
      const { page } = tab;
      await signInAsAdministrator(page);
      await createManagedAccount(page);
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
      await createManagedAccount(page);
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
      await submitForm(tab.page, { email: MANAGED_EMAIL, first_name: HOSTILE_TEXT }, 'Create and invite');
    },
  },
  {
    name: 'admin-import-report',
    async reach({ page, open }) {
      await signInAsAdministrator(page);
      await open('/admin/accounts/import');
      const buffer = Buffer.from(`email,first_name\nimported@example.com,Ida\n${HOSTILE_TEXT},x\n`);
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
      await submitForm(
        page,
        { title: HOSTILE_TEXT, content: `${HOSTILE_TEXT}\n\nSecond.` },
        'Add a question',
      );
      const question = {
        question_1_text: HOSTILE_TEXT,
        question_1_options: `One\n${HOSTILE_TEXT}`,
        question_1_correct: '1',
      };
      await submitForm(page, question, 'Preview');
      await page.getByText('Not saved').waitFor();
    },
  },
  administratorPage('admin-passages', '/admin/passages'),
];

/** Actions of an administrator on the pages, with and without script. */
export const ADMINISTRATION_TESTS = [true, false].map(
  (hasScript): ActionTest => ({
    name: `an administrator creates, deactivates and activates an account; script: ${hasScript}`,
    hasScript,
    run: (tab: BrowserTab) => administerAccount(tab, hasScript),
  }),
);

/** Creates, deactivates and activates an account. A dialog or, without script, a page confirms the deactivation. */
async function administerAccount({ page, open }: BrowserTab, hasScript: boolean): Promise<void> {
  await signInAsAdministrator(page);
  await open('/admin/accounts');
  await page.getByRole('link', { name: 'New account' }).click();
  await submitForm(page, { email: `invited-${hasScript}@example.com` }, 'Create and invite');
  await page.getByText('The invitation is on its way.').waitFor();
  await page.getByText('No password yet.').waitFor();
  await page.getByRole('link', { name: 'Deactivate' }).click();
  if (hasScript) await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
  else await submitForm(page, {}, 'Deactivate');
  await page.getByText('Deactivated by an administrator.').waitFor();
  await submitForm(page, {}, 'Activate');
  await page.getByText('The account is active again.').waitFor();
}

/** Signs in. The first call creates the account and verifies its e-mail address. */
async function signInAsAdministrator(page: Page): Promise<void> {
  await page.goto('/web/sign-in?next=%2Fadmin');
  await submitForm(page, { email: ADMINISTRATOR_EMAIL, password: PASSWORD }, 'Sign in');
  if (page.url().endsWith('/admin')) return;
  await signUp(page, ADMINISTRATOR_EMAIL);
  await page.goto('/web/account');
  await submitForm(page, {}, 'Send a code');
  await submitForm(
    page,
    { otp_code: await mailedCode(page, ADMINISTRATOR_EMAIL, /e-mail/) },
    'Verify address',
  );
}

/**
 * Creates the account with `MANAGED_EMAIL` and a hostile first name, unless the account exists. Then signs in to this
 * account with a hostile device name and user agent.
 */
async function createManagedAccount(page: Page): Promise<void> {
  const data = {
    email: MANAGED_EMAIL,
    password: PASSWORD,
    first_name: HOSTILE_TEXT,
    last_name: 'Łukasz',
    device_name: HOSTILE_TEXT,
  };
  await page.request.post('/api/v1/auth/register', { data });
  const headers = { 'User-Agent': HOSTILE_TEXT.replace(/[^\x20-\x7e]/g, '') };
  const login = { username: MANAGED_EMAIL, password: PASSWORD, device_name: HOSTILE_TEXT };
  await page.request.post('/api/v1/auth/token/', { data: login, headers });
}
