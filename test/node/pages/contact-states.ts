/** The states of the pages of contacts. */
import { createContact, signUpWithToken } from './contacts.ts';
import type { Visitor } from './visitor.ts';

interface ContactState {
  name: string;
  reach(visitor: Visitor): Promise<void>;
}

/** A long text that tries to inject HTML and to reverse the text direction. */
const HOSTILE = `<script>alert(1)</script>\u202e"'>${'W'.repeat(24)}`;
const HOSTILE_CONTACT = {
  ...{
    first_name: HOSTILE,
    last_name: 'ליאורה',
    company: HOSTILE,
    job_title: HOSTILE,
    notes: HOSTILE.repeat(9),
  },
  ...{
    email: `${'long-address-'.repeat(4)}@example.com`,
    primary_number: '+1 415 555 0142',
    met_where: HOSTILE,
  },
  ...{ tags: [HOSTILE.slice(0, 50), 'vip', '東京2026'], network_type: HOSTILE, priority: 'urgent' },
  custom_data: { [HOSTILE]: HOSTILE, object: { [HOSTILE]: [1, 2, 3] } },
};
const WORK = { company: 'Navy', job_title: 'Admiral', email: 'grace@example.com' };

let accounts = 0;
/** Signs up a new person with a hostile contact and a usual one. Returns the id of the hostile contact. */
async function withContacts(visitor: Visitor): Promise<string> {
  accounts += 1;
  const token = await signUpWithToken(visitor.page, `contacts${accounts}@example.com`);
  await createContact(visitor.page, token, { first_name: 'Grace', last_name: 'Hopper', ...WORK });
  return createContact(visitor.page, token, HOSTILE_CONTACT);
}

export const CONTACT_STATES: ContactState[] = [
  {
    name: 'contacts-empty',
    async reach(visitor) {
      await signUpWithToken(visitor.page, 'no-contacts@example.com');
      await visitor.open('/web/contacts');
    },
  },
  {
    name: 'overview-contacts',
    async reach(visitor) {
      await withContacts(visitor);
      await visitor.open('/web');
    },
  },
  {
    name: 'contacts-search',
    async reach(visitor) {
      await withContacts(visitor);
      await visitor.open('/web/contacts?q=alert&priority=urgent&select=page');
      await visitor.page.getByRole('button', { name: /^Actions for/ }).click();
      await visitor.page.getByRole('button', { name: 'Delete' }).first().waitFor();
    },
  },
  {
    name: 'contacts-none',
    async reach(visitor) {
      await withContacts(visitor);
      await visitor.open(`/web/contacts?q=${encodeURIComponent(HOSTILE)}zyx`);
    },
  },
  {
    name: 'contact-edited',
    async reach(visitor) {
      const id = await withContacts(visitor);
      const { page } = visitor;
      await visitor.open(`/web/contacts/${id}`);
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
    async reach(visitor) {
      await withContacts(visitor);
      await visitor.open('/web/contacts/new');
      await visitor.page.locator('[name="email"]').fill(WORK.email);
      await visitor.page.locator('[name="birthday"]').fill('tomorrow');
      await visitor.page.getByText('same e-mail address').waitFor();
      await visitor.page.getByRole('button', { name: 'Add contact' }).click();
      await visitor.page.getByText('1 field needs a correction.').waitFor();
    },
  },
  {
    name: 'trash',
    async reach(visitor) {
      const id = await withContacts(visitor);
      const { page } = visitor;
      await visitor.open(`/web/contacts/${id}`);
      await page.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('button', { name: 'Delete' }).click();
      await page.getByText('1 contact moved to the trash.').waitFor();
      await visitor.open('/web/contacts/trash');
      await page.getByRole('button', { name: /^Actions for/ }).click();
      await page.getByRole('link', { name: 'Delete for good' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'trash-confirm',
    async reach(visitor) {
      const id = await withContacts(visitor);
      await visitor.open(`/web/contacts/${id}`);
      await visitor.page.getByRole('button', { name: 'More actions' }).click();
      await visitor.page.getByRole('button', { name: 'Delete' }).click();
      await visitor.page.getByText('1 contact moved to the trash.').waitFor();
      await visitor.open(`/web/contacts/trash/erase?ids=${id}`);
    },
  },
  {
    name: 'keyboard',
    async reach(visitor) {
      await signUpWithToken(visitor.page, 'shortcuts@example.com');
      await visitor.open('/web/keyboard');
      await visitor.page.keyboard.press('?');
      await visitor.page.getByRole('dialog').waitFor();
    },
  },
];
