/** The states of the page of duplicates. */
import type { BrowserTab } from './browser-tab.ts';
import { createContact, signUpWithToken } from './contacts.ts';

/** A long text that tries to inject HTML and to reverse the text direction. */
const HOSTILE = `<script>alert(1)</script>\u202e"'>${'W'.repeat(24)}`;
const LONG = { notes: `${HOSTILE} `.repeat(40), company: HOSTILE, job_title: HOSTILE };
const PATH = '/web/duplicates';

let accounts = 0;

/** Signs up a new user with contacts that have one Telegram name for each group. */
async function withGroups(tab: BrowserTab, groups: object[][]): Promise<void> {
  accounts += 1;
  const token = await signUpWithToken(tab.page, `duplicates${accounts}@example.com`);
  for (const [at, contacts] of groups.entries()) {
    for (const contact of contacts) {
      const { email, ...others } = { company: 'Company', email: '', ...contact };
      const unique = { company: `${others.company} ${at}`, email: email && `${at}.${email}` };
      await createContact(tab.page, token, { telegram_username: `group_${at}`, ...others, ...unique });
    }
  }
}

const PAIR = [
  {
    first_name: 'Amara',
    last_name: 'Okonkwo',
    email: 'amara@example.com',
    company: 'Lumen',
    job_title: 'Manager',
  },
  {
    first_name: 'A.',
    last_name: 'Okonkwo',
    email: 'a.okonkwo@example.com',
    company: 'Lumen',
    birthday: '--03-14',
  },
];
const TRIPLE = [
  { first_name: HOSTILE, last_name: 'ליאורה', primary_number: '+1 415 555 0142', ...LONG },
  {
    first_name: 'ليلى',
    last_name: 'الحسيني',
    email: `${'long-address-'.repeat(4)}@example.com`,
    company: 'مستشفى',
  },
  { first_name: 'Layla', last_name: 'Al-Husseini', company: 'Al-Waha' },
];
const LARGE = Array.from({ length: 23 }, (_, at) => ({
  first_name: 'P',
  last_name: `Person ${at}`,
  ...LONG,
  notes: `${at} ${LONG.notes}`,
}));

export const DUPLICATE_STATES: { name: string; reach(tab: BrowserTab): Promise<void> }[] = [
  {
    name: 'duplicates-empty',
    async reach(tab) {
      await withGroups(tab, []);
      await tab.open(PATH);
    },
  },
  {
    name: 'duplicates',
    async reach(tab) {
      await withGroups(tab, [TRIPLE, PAIR]);
      await tab.open(PATH);
    },
  },
  {
    name: 'duplicates-large',
    async reach(tab) {
      await withGroups(tab, [PAIR, TRIPLE, LARGE, TRIPLE, LARGE, LARGE, LARGE]);
      await tab.open(PATH);
      await tab.page.getByRole('link', { name: 'Next' }).waitFor();
    },
  },
  {
    name: 'duplicates-dismissed',
    async reach(tab) {
      await withGroups(tab, [PAIR, TRIPLE]);
      await tab.open(PATH);
      await tab.page.getByRole('button', { name: 'Not the same person' }).first().click();
      await tab.page.getByText('The contacts are marked as different people.').waitFor();
    },
  },
  {
    name: 'contact-duplicate',
    async reach(tab) {
      await withGroups(tab, [TRIPLE, PAIR]);
      await tab.open('/web/contacts?q=ליאורה');
      await tab.page.getByRole('link', { name: 'ליאורה' }).click();
      await tab.page.getByText('Possible duplicates').waitFor();
    },
  },
  {
    name: 'duplicates-merged',
    async reach(tab) {
      await withGroups(tab, [PAIR, TRIPLE]);
      await tab.open(PATH);
      await tab.page.getByRole('button', { name: 'Merge 3 contacts' }).click();
      await tab.page.getByText('3 contacts merged into one.').waitFor();
    },
  },
];
