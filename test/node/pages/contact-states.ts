/** The states of the pages of contacts. */
import type { BrowserTab, PageState } from './browser-tab.ts';
import { createContact, signUpWithToken } from './contacts.ts';

/** A long text that tries to inject HTML and to reverse the text direction. */
const HOSTILE_TEXT = `<script>alert(1)</script>\u202e"'>${'W'.repeat(24)}`;
const HOSTILE_CONTACT = {
  ...{
    first_name: HOSTILE_TEXT,
    last_name: 'ליאורה',
    company: HOSTILE_TEXT,
    job_title: HOSTILE_TEXT,
    notes: HOSTILE_TEXT.repeat(9),
  },
  ...{
    email: `${'long-address-'.repeat(4)}@example.com`,
    primary_number: '+1 415 555 0142',
    met_where: HOSTILE_TEXT,
  },
  ...{ tags: [HOSTILE_TEXT.slice(0, 50), 'vip', '東京2026'], network_type: HOSTILE_TEXT, priority: 'urgent' },
  custom_data: { [HOSTILE_TEXT]: HOSTILE_TEXT, object: { [HOSTILE_TEXT]: [1, 2, 3] } },
};
const WORK_FIELDS = { company: 'Navy', job_title: 'Admiral', email: 'grace@example.com' };

let accountCount = 0;

/** Signs up a new user with a hostile and an ordinary contact. Returns the id of the hostile contact. */
async function signUpWithContacts(tab: BrowserTab): Promise<string> {
  accountCount += 1;
  const token = await signUpWithToken(tab.page, `contacts${accountCount}@example.com`);
  await createContact(tab.page, token, { first_name: 'Grace', last_name: 'Hopper', ...WORK_FIELDS });
  return createContact(tab.page, token, HOSTILE_CONTACT);
}

export const CONTACT_STATES: PageState[] = [
  {
    name: 'contacts-empty',
    async reach(tab) {
      await signUpWithToken(tab.page, 'no-contacts@example.com');
      await tab.open('/web/contacts');
    },
  },
  {
    name: 'overview-contacts',
    async reach(tab) {
      await signUpWithContacts(tab);
      await tab.open('/web');
    },
  },
  {
    name: 'contacts-search',
    async reach(tab) {
      await signUpWithContacts(tab);
      await tab.open('/web/contacts?q=alert&priority=urgent&select=page');
      await tab.page.getByRole('button', { name: /^Actions for/ }).click();
      await tab.page.getByRole('button', { name: 'Delete' }).first().waitFor();
    },
  },
  {
    name: 'contacts-none',
    async reach(tab) {
      await signUpWithContacts(tab);
      await tab.open(`/web/contacts?q=${encodeURIComponent(HOSTILE_TEXT)}zyx`);
    },
  },
  {
    name: 'contact-edited',
    async reach(tab) {
      const id = await signUpWithContacts(tab);
      const { page } = tab;
      await tab.open(`/web/contacts/${id}`);
      await page.getByRole('link', { name: 'Edit phone' }).click();
      await page.locator('[name="primary_number"]').fill('12');
      await page.getByRole('button', { name: 'Save phone' }).click();
      await page.getByText('Phone must have 7 to 15 digits').waitFor();
      await page.getByRole('link', { name: 'Edit company' }).click();
      await page.getByRole('button', { name: 'Save company' }).click();
      await page.getByText('Saved.').waitFor();
      await page.getByRole('button', { name: 'More actions' }).click();
    },
  },
  {
    name: 'contact-new',
    async reach(tab) {
      await signUpWithContacts(tab);
      await tab.open('/web/contacts/new');
      await tab.page.locator('[name="email"]').fill(WORK_FIELDS.email);
      await tab.page.locator('[name="birthday"]').fill('tomorrow');
      await tab.page.getByText('same e-mail address').waitFor();
      await tab.page.getByRole('button', { name: 'Add contact' }).click();
      await tab.page.getByText('1 field needs a correction.').waitFor();
    },
  },
  {
    name: 'trash',
    async reach(tab) {
      const id = await signUpWithContacts(tab);
      const { page } = tab;
      await tab.open(`/web/contacts/${id}`);
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('button', { name: 'Delete' }).click();
      await page.getByText('1 contact moved to the trash.').waitFor();
      await tab.open('/web/contacts/trash');
      await page.getByRole('button', { name: /^Actions for/ }).click();
      await page.getByRole('link', { name: 'Delete for good' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'trash-confirm',
    async reach(tab) {
      const id = await signUpWithContacts(tab);
      await tab.open(`/web/contacts/${id}`);
      await tab.page.getByRole('button', { name: 'More actions' }).click();
      await tab.page.getByRole('button', { name: 'Delete' }).click();
      await tab.page.getByText('1 contact moved to the trash.').waitFor();
      await tab.open(`/web/contacts/trash/erase?ids=${id}`);
    },
  },
  {
    name: 'keyboard',
    async reach(tab) {
      await signUpWithToken(tab.page, 'shortcuts@example.com');
      await tab.open('/web/keyboard');
      await tab.page.keyboard.press('?');
      await tab.page.getByRole('dialog').waitFor();
    },
  },
];
