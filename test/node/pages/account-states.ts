/** The states of the statistics page, the reading pages and the account pages of a signed-in person. */
import type { Page } from 'playwright-core';
import { type BrowserTab, mailedCode, PASSWORD, type PageState, signUp, submitForm } from './browser-tab.ts';

/** The e-mail address of the administrator who creates passages. */
export const EDITOR_EMAIL = 'editor@example.com';

/** A long text that tries to inject HTML. */
const HOSTILE_TEXT = `<script>alert(1)</script>${'W'.repeat(24)}`;

export const ACCOUNT_STATES: PageState[] = [
  {
    name: 'statistics',
    async reach(tab) {
      await signUpWithContacts(tab, 'statistics@example.com');
      await tab.open('/web/statistics');
      await tab.page.getByText('Show the numbers').first().click();
    },
  },
  {
    name: 'account-deletion',
    async reach({ page, open }) {
      await signUp(page, 'deletion@example.com');
      await open('/web/account');
      await page.getByRole('link', { name: 'Delete account' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'devices-hostile',
    async reach({ page, open }) {
      const email = 'devices@example.com';
      await signUp(page, email);
      const data = { email, password: PASSWORD, device_name: HOSTILE_TEXT };
      await page.request.post('/api/v1/auth/login', { data, headers: { 'User-Agent': HOSTILE_TEXT } });
      await open('/web/account/devices');
      await page.getByRole('link', { name: 'End all others' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'events',
    async reach({ page, open }) {
      await signUp(page, 'events@example.com');
      await open('/web/account/events');
    },
  },
  {
    name: 'address-code',
    async reach({ page, open }) {
      await signUp(page, 'address@example.com');
      await open('/web/account');
      await submitForm(page, { new_email: `${'long-address-'.repeat(4)}@example.com` }, 'Change address');
      await submitForm(page, { otp_code: '000000' }, 'Change address');
    },
  },
  {
    name: 'reading',
    async reach(tab) {
      await ensurePassages(tab);
      await signUp(tab.page, 'reading@example.com');
      await tab.open('/web/reading');
    },
  },
  {
    name: 'passage-marked',
    async reach(tab) {
      const { page, open } = tab;
      await ensurePassages(tab);
      await signUp(page, 'marked@example.com');
      await open('/web/reading');
      await page.getByRole('link', { name: 'The Bee That Dances' }).click();
      await page.getByRole('heading', { name: 'The Bee That Dances' }).waitFor();
      for (const name of ['They dance', 'At sea']) await page.getByRole('radio', { name }).check();
      await page.getByRole('button', { name: 'Check answers' }).click();
      await page.getByText('50%, 1 of 2 right').waitFor();
    },
  },
];

let passagesCreation: Promise<void> | undefined;

/** Creates the passages during the first call. Every call signs out the user of the tab. */
export async function ensurePassages(tab: BrowserTab): Promise<void> {
  passagesCreation ??= createPassages(tab);
  await passagesCreation;
  await tab.page.context().clearCookies();
}

/**
 * Creates a free and a premium passage with the account `EDITOR_EMAIL`. This account becomes an administrator when the
 * address is verified, because `ADMIN_EMAILS` contains the address.
 */
async function createPassages({ page }: BrowserTab): Promise<void> {
  await signUp(page, EDITOR_EMAIL);
  await page.goto('/web/account');
  await submitForm(page, {}, 'Send a code');
  await submitForm(page, { otp_code: await mailedCode(page, EDITOR_EMAIL, /e-mail/) }, 'Verify address');
  const headers = await signInOverApi(page, EDITOR_EMAIL);
  const questions = [
    { text: 'What do bees do?', options: ['They dance', 'They sing'], correct_answer_index: 0 },
    {
      text: 'Where?',
      options: ['In the hive', 'At sea'],
      correct_answer_index: 0,
      explanation: 'In the dark.',
    },
  ];
  const passage = { content: 'A honeybee dances.\n\nThe others follow.', difficulty: 'Easy', questions };
  for (const data of [
    { ...passage, title: HOSTILE_TEXT, tier: 'premium' },
    { ...passage, title: 'The Bee That Dances', tier: 'free' },
  ]) {
    await page.request.post('/api/v1/admin/passages', { data, headers });
  }
}

/** Creates an account, and creates a contact and a target with the API. */
async function signUpWithContacts({ page }: BrowserTab, email: string): Promise<void> {
  await signUp(page, email);
  const headers = await signInOverApi(page, email);
  const target = { first_name: 'Jane', last_name: 'Doe', tags: [HOSTILE_TEXT], business_type: HOSTILE_TEXT };
  const contact = { ...target, email, company: 'Acme', job_title: 'CEO', tags: ['fair'] };
  for (const data of [target, contact]) await page.request.post('/api/v1/plugs/', { data, headers });
}

/** Signs in with the API and returns the header with the access token. */
async function signInOverApi(page: Page, email: string): Promise<{ Authorization: string }> {
  const login = await page.request.post('/api/v1/auth/login', { data: { email, password: PASSWORD } });
  const { tokens } = await login.json();
  return { Authorization: `Bearer ${tokens.access_token}` };
}
