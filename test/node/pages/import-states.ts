/** The states of the import pages. */
import { type BrowserTab, send } from './browser-tab.ts';
import { createContact, signUpWithToken } from './contacts.ts';

interface ImportState {
  name: string;
  reach(tab: BrowserTab): Promise<void>;
}

const HOSTILE = `<script>alert(1)</script>\u202e'>${'W'.repeat(60)}`;
const HOSTILE_FILE = `First Name,Last Name,E-mail,Phone,Firm,"${HOSTILE}"
Ada,Lovelace,ada@example.com,+1 415 555 0142,Navy,1
Grace,Hopper,grace@example.com,,Navy,
"${HOSTILE}",ליאורה,${'long-address-'.repeat(4)}@example.com,12,"${HOSTILE}","${HOSTILE}"
,,,,,"${HOSTILE}"
Ada,Lovelace,ADA@example.com,,,
`;

/** Contacts of a large file. The names differ, so that the page cannot be compressed more than a real one. */
function manyContacts(count: number): string {
  const rows = Array.from({ length: count }, (_, at) => {
    const [name, company] = [at * 7919, at * 104_729].map((seed) => (seed % 1_000_003).toString(36));
    const email = at % 10 === 0 ? 'none' : `${name}.${at}@example.com`;
    return `${name} Test${at},${email},${company} Ltd`;
  });
  return `Name,Email,Company\n${rows.join('\n')}\n`;
}

/** Chooses a file in the form and sends it. */
export async function upload({ page, open }: BrowserTab, text: string, name = 'contacts.csv'): Promise<void> {
  await open('/web/import');
  await page.locator('#file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await send(page, {}, 'Check the file');
}

let accounts = 0;
async function signedIn(tab: BrowserTab): Promise<string> {
  accounts += 1;
  return signUpWithToken(tab.page, `imports${accounts}@example.com`);
}

export const IMPORT_STATES: ImportState[] = [
  {
    name: 'import-start',
    async reach(tab) {
      await signedIn(tab);
      await tab.open('/web/import');
    },
  },
  {
    name: 'import-refused',
    async reach(tab) {
      await signedIn(tab);
      await upload(tab, manyContacts(5001));
      await tab.page.getByText('This file has more than 5,000 contacts').waitFor();
    },
  },
  {
    name: 'import-preview',
    async reach(tab) {
      const token = await signedIn(tab);
      await createContact(tab.page, token, {
        first_name: 'Grace',
        last_name: 'H',
        email: 'grace@example.com',
      });
      await upload(tab, HOSTILE_FILE, `${HOSTILE}.csv`);
      await tab.page.getByRole('button', { name: 'Import 2 contacts' }).waitFor();
    },
  },
  {
    name: 'import-unknown-columns',
    async reach(tab) {
      await signedIn(tab);
      await upload(tab, 'Wer,Wo\nAda,Acme\n');
      await send(tab.page, { tags: 'x'.repeat(51) }, 'Check again');
      await tab.page.getByText('1 field needs a correction.').waitFor();
    },
  },
  {
    name: 'import-large',
    async reach(tab) {
      await signedIn(tab);
      await upload(tab, manyContacts(5000));
      await tab.page.getByText('take up to a minute').waitFor();
    },
  },
  {
    name: 'import-result',
    async reach(tab) {
      await signedIn(tab);
      await upload(tab, HOSTILE_FILE, `${HOSTILE}.csv`);
      await tab.page.getByRole('button', { name: 'Import 3 contacts' }).click();
      await tab.page.getByText('3 contacts imported.').waitFor();
    },
  },
  {
    name: 'import-list',
    async reach(tab) {
      await signedIn(tab);
      const { page } = tab;
      for (const [at, name] of ['first.csv', `${HOSTILE}.csv`].entries()) {
        await upload(tab, `Name\nAda ${at}\n`, name);
        await page.getByRole('button', { name: 'Import 1 contact' }).click();
        await page.getByText('1 contact imported.').waitFor();
      }
      await page.getByRole('button', { name: 'Undo import' }).click();
      await page.getByText('Undone.', { exact: true }).waitFor();
      await upload(tab, 'Name\nAda\n', `${HOSTILE}.csv`);
      await tab.open('/web/import');
      await page.getByText('waits to be imported').waitFor();
    },
  },
];
