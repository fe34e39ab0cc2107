/** The states of the pages of a signed-in person that show statistics, passages and the account. */
import type { Page } from 'playwright-core';
import { type BrowserTab, mailedCode, PASSWORD, send, signUp } from './browser-tab.ts';

/** The address of the administrator who creates passages. */
export const EDITOR = 'editor@example.com';

interface AccountState {
  name: string;
  reach(tab: BrowserTab): Promise<void>;
}

/** A long text that tries to inject HTML. */
const HOSTILE = `<script>alert(1)</script>${'W'.repeat(24)}`;

export const ACCOUNT_STATES: AccountState[] = [
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
      const data = { email, password: PASSWORD, device_name: HOSTILE };
      await page.request.post('/api/v1/auth/login', { data, headers: { 'User-Agent': HOSTILE } });
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
      await send(page, { new_email: `${'long-address-'.repeat(4)}@example.com` }, 'Change address');
      await send(page, { otp_code: '000000' }, 'Change address');
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

let passages: Promise<void> | undefined;

/** Creates the passages once. The user of the page is signed out afterwards. */
export async function ensurePassages(tab: BrowserTab): Promise<void> {
  passages ??= createPassages(tab);
  await passages;
  await tab.page.context().clearCookies();
}

/** Creates a free and a premium passage as an administrator. The configuration makes `EDITOR` an administrator. */
async function createPassages({ page }: BrowserTab): Promise<void> {
  await signUp(page, EDITOR);
  await page.goto('/web/account');
  await send(page, {}, 'Send a code');
  await send(page, { otp_code: await mailedCode(page, EDITOR, /e-mail/) }, 'Verify address');
  const headers = await bearer(page, EDITOR);
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
    { ...passage, title: HOSTILE, tier: 'premium' },
    { ...passage, title: 'The Bee That Dances', tier: 'free' },
  ]) {
    await page.request.post('/api/v1/admin/passages', { data, headers });
  }
}

/** Creates an account with a contact and a target over the API. */
async function signUpWithContacts({ page }: BrowserTab, email: string): Promise<void> {
  await signUp(page, email);
  const headers = await bearer(page, email);
  const target = { first_name: 'Jane', last_name: 'Doe', tags: [HOSTILE], business_type: HOSTILE };
  const contact = { ...target, email, company: 'Acme', job_title: 'CEO', tags: ['fair'] };
  for (const data of [target, contact]) await page.request.post('/api/v1/plugs/', { data, headers });
}

async function bearer(page: Page, email: string): Promise<{ Authorization: string }> {
  const login = await page.request.post('/api/v1/auth/login', { data: { email, password: PASSWORD } });
  const { tokens } = await login.json();
  return { Authorization: `Bearer ${tokens.access_token}` };
}
