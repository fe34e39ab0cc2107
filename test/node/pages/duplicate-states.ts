/** The states of the page of duplicates, and of a contact with a duplicate. */
import type { BrowserTab, PageState } from './browser-tab.ts';
import { createContact, signUpWithToken } from './contacts.ts';

/** A long text that tries to inject HTML and to reverse the text direction. */
const HOSTILE_TEXT = `<script>alert(1)</script>\u202e"'>${'W'.repeat(24)}`;
const LONG_FIELDS = { notes: `${HOSTILE_TEXT} `.repeat(40), company: HOSTILE_TEXT, job_title: HOSTILE_TEXT };
const DUPLICATES_PATH = '/web/duplicates';

let accountCount = 0;

/**
 * Signs up a new user, and creates the contacts of each group. The contacts of one group have the same Telegram name, so
 * that they are duplicates. The index of the group is added to companies and e-mail addresses, so that these values
 * differ between groups.
 */
async function signUpWithGroups(tab: BrowserTab, groups: object[][]): Promise<void> {
  accountCount += 1;
  const token = await signUpWithToken(tab.page, `duplicates${accountCount}@example.com`);
  for (const [groupIndex, contacts] of groups.entries()) {
    for (const contact of contacts) {
      const { email, ...others } = { company: 'Company', email: '', ...contact };
      const groupFields = {
        company: `${others.company} ${groupIndex}`,
        email: email && `${groupIndex}.${email}`,
      };
      await createContact(tab.page, token, {
        telegram_username: `group_${groupIndex}`,
        ...others,
        ...groupFields,
      });
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
  { first_name: HOSTILE_TEXT, last_name: 'ליאורה', primary_number: '+1 415 555 0142', ...LONG_FIELDS },
  {
    first_name: 'ليلى',
    last_name: 'الحسيني',
    email: `${'long-address-'.repeat(4)}@example.com`,
    company: 'مستشفى',
  },
  { first_name: 'Layla', last_name: 'Al-Husseini', company: 'Al-Waha' },
];
/** A group of more contacts than one merge accepts. */
const LARGE_GROUP = Array.from({ length: 23 }, (_, index) => ({
  first_name: 'P',
  last_name: `Person ${index}`,
  ...LONG_FIELDS,
  notes: `${index} ${LONG_FIELDS.notes}`,
}));

export const DUPLICATE_STATES: PageState[] = [
  {
    name: 'duplicates-empty',
    async reach(tab) {
      await signUpWithGroups(tab, []);
      await tab.open(DUPLICATES_PATH);
    },
  },
  {
    name: 'duplicates',
    async reach(tab) {
      await signUpWithGroups(tab, [TRIPLE, PAIR]);
      await tab.open(DUPLICATES_PATH);
    },
  },
  {
    name: 'duplicates-large',
    async reach(tab) {
      await signUpWithGroups(tab, [PAIR, TRIPLE, LARGE_GROUP, TRIPLE, LARGE_GROUP, LARGE_GROUP, LARGE_GROUP]);
      await tab.open(DUPLICATES_PATH);
      await tab.page.getByRole('link', { name: 'Next' }).waitFor();
    },
  },
  {
    name: 'duplicates-dismissed',
    async reach(tab) {
      await signUpWithGroups(tab, [PAIR, TRIPLE]);
      await tab.open(DUPLICATES_PATH);
      await tab.page.getByRole('button', { name: 'Not the same person' }).first().click();
      await tab.page.getByText('The contacts are marked as different people.').waitFor();
    },
  },
  {
    name: 'contact-duplicate',
    async reach(tab) {
      await signUpWithGroups(tab, [TRIPLE, PAIR]);
      await tab.open('/web/contacts?q=ליאורה');
      await tab.page.getByRole('link', { name: 'ליאורה' }).click();
      await tab.page.getByText('Possible duplicates').waitFor();
    },
  },
  {
    name: 'duplicates-merged',
    async reach(tab) {
      await signUpWithGroups(tab, [PAIR, TRIPLE]);
      await tab.open(DUPLICATES_PATH);
      await tab.page.getByRole('button', { name: 'Merge 3 contacts' }).click();
      await tab.page.getByText('3 contacts merged into one.').waitFor();
    },
  },
];
