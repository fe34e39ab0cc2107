/** The states of the import pages. */
import { type BrowserTab, type PageState, submitForm } from './browser-tab.ts';
import { createContact, signUpWithToken } from './contacts.ts';

/** Text that tries to inject HTML, to reverse the text direction and to overflow the layout. */
const HOSTILE_TEXT = `<script>alert(1)</script>\u202e'>${'W'.repeat(60)}`;
const HOSTILE_CSV = `First Name,Last Name,E-mail,Phone,Firm,"${HOSTILE_TEXT}"
Ada,Lovelace,ada@example.com,+1 415 555 0142,Navy,1
Grace,Hopper,grace@example.com,,Navy,
"${HOSTILE_TEXT}",ליאורה,${'long-address-'.repeat(4)}@example.com,12,"${HOSTILE_TEXT}","${HOSTILE_TEXT}"
,,,,,"${HOSTILE_TEXT}"
Ada,Lovelace,ADA@example.com,,,
`;

/**
 * The text of a CSV file with this number of contacts. The names differ, because a page with equal names would be
 * compressed more than a real page. Every tenth e-mail address is invalid.
 */
function csvWithContacts(count: number): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const [name, company] = [index * 7919, index * 104_729].map((seed) => (seed % 1_000_003).toString(36));
    const email = index % 10 === 0 ? 'none' : `${name}.${index}@example.com`;
    return `${name} Test${index},${email},${company} Ltd`;
  });
  return `Name,Email,Company\n${rows.join('\n')}\n`;
}

/** Opens the import page, chooses a file with this text and name in the form, and sends the form. */
export async function uploadFile(
  { page, open }: BrowserTab,
  text: string,
  name = 'contacts.csv',
): Promise<void> {
  await open('/web/import');
  await page.locator('#file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await submitForm(page, {}, 'Check the file');
}

let accountCount = 0;

/** Signs up a new user and returns an access token. */
async function signUpNewUser(tab: BrowserTab): Promise<string> {
  accountCount += 1;
  return signUpWithToken(tab.page, `imports${accountCount}@example.com`);
}

export const IMPORT_STATES: PageState[] = [
  {
    name: 'import-start',
    async reach(tab) {
      await signUpNewUser(tab);
      await tab.open('/web/import');
    },
  },
  {
    name: 'import-refused',
    async reach(tab) {
      await signUpNewUser(tab);
      await uploadFile(tab, csvWithContacts(5001));
      await tab.page.getByText('This file has more than 5,000 contacts').waitFor();
    },
  },
  {
    name: 'import-preview',
    async reach(tab) {
      const token = await signUpNewUser(tab);
      await createContact(tab.page, token, {
        first_name: 'Grace',
        last_name: 'H',
        email: 'grace@example.com',
      });
      await uploadFile(tab, HOSTILE_CSV, `${HOSTILE_TEXT}.csv`);
      await tab.page.getByRole('button', { name: 'Import 2 contacts' }).waitFor();
    },
  },
  {
    name: 'import-unknown-columns',
    async reach(tab) {
      await signUpNewUser(tab);
      await uploadFile(tab, 'Wer,Wo\nAda,Acme\n');
      await submitForm(tab.page, { tags: 'x'.repeat(51) }, 'Check again');
      await tab.page.getByText('1 field needs a correction.').waitFor();
    },
  },
  {
    name: 'import-large',
    async reach(tab) {
      await signUpNewUser(tab);
      await uploadFile(tab, csvWithContacts(5000));
      await tab.page.getByText('take up to a minute').waitFor();
    },
  },
  {
    name: 'import-result',
    async reach(tab) {
      await signUpNewUser(tab);
      await uploadFile(tab, HOSTILE_CSV, `${HOSTILE_TEXT}.csv`);
      await tab.page.getByRole('button', { name: 'Import 3 contacts' }).click();
      await tab.page.getByText('3 contacts imported.').waitFor();
    },
  },
  {
    name: 'import-list',
    async reach(tab) {
      await signUpNewUser(tab);
      const { page } = tab;
      for (const [index, name] of ['first.csv', `${HOSTILE_TEXT}.csv`].entries()) {
        await uploadFile(tab, `Name\nAda ${index}\n`, name);
        await page.getByRole('button', { name: 'Import 1 contact' }).click();
        await page.getByText('1 contact imported.').waitFor();
      }
      await page.getByRole('button', { name: 'Undo import' }).click();
      await page.getByText('Undone.', { exact: true }).waitFor();
      await uploadFile(tab, 'Name\nAda\n', `${HOSTILE_TEXT}.csv`);
      await tab.open('/web/import');
      await page.getByText('is not imported yet').waitFor();
    },
  },
];
