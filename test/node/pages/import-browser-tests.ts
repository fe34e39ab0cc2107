/** Actions on the import pages: with and without JavaScript, with a dropped or large file, and with the keyboard. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type ActionTest, type BrowserTab, submitForm } from './browser-tab.ts';
import { signUpWithToken } from './contacts.ts';
import { uploadFile } from './import-states.ts';

const CSV_TEXT = 'Wer,Firma,Mail\nAda Lovelace,Navy,ada@example.com\nGrace Hopper,Army,grace@example.com\n';

/** Chooses the field of a column, imports the file with a double click, and undoes the import. */
async function importAndUndo(tab: BrowserTab, hasScript: boolean): Promise<void> {
  const { page, open } = tab;
  await signUpWithToken(page, `import-${hasScript}@example.com`);
  await open('/web');
  await page.getByRole('link', { name: 'Import contacts' }).click();
  await uploadFile(tab, CSV_TEXT);
  await page.getByRole('combobox', { name: 'Wer becomes' }).selectOption('Full name');
  if (!hasScript) await submitForm(page, {}, 'Check again');
  await page.getByRole('rowheader', { name: 'Ada Lovelace' }).waitFor();
  await page.getByRole('button', { name: 'Import 2 contacts' }).dblclick();
  await page.getByText('2 contacts imported').first().waitFor();
  await page.getByRole('link', { name: 'Show contacts' }).click();
  await page.getByRole('link', { name: 'Grace Hopper' }).waitFor();
  await open('/web/import');
  await page.getByRole('button', { name: 'Undo the import of contacts.csv' }).click();
  await page.getByText('Undone.', { exact: true }).waitFor();
  await open('/web/contacts');
  await page.getByText('Add your first contact').waitFor();
}

export const IMPORT_TESTS: ActionTest[] = [
  ...[true, false].map((hasScript) => ({
    name: `a person imports a file and undoes the import; script: ${hasScript}`,
    hasScript,
    run: (tab: BrowserTab) => importAndUndo(tab, hasScript),
  })),
  {
    name: 'without JavaScript, a person drops a file on the form and sends it',
    hasScript: false,
    async run({ page, open }) {
      await signUpWithToken(page, 'import-drop@example.com');
      await open('/web/import');
      const folder = mkdtempSync(join(tmpdir(), 'plugs-drop-'));
      const path = join(folder, 'dropped.csv');
      writeFileSync(path, CSV_TEXT);
      const box = await page.locator('.drop-zone').boundingBox();
      const session = await page.context().newCDPSession(page);
      const point = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 20 };
      const data = { items: [], files: [path], dragOperationsMask: 1 };
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        await session.send('Input.dispatchDragEvent', { type, ...point, data });
      }
      await submitForm(page, {}, 'Check the file');
      await page.getByText('dropped.csv').waitFor();
      rmSync(folder, { recursive: true });
    },
  },
  {
    name: 'the import page rejects a file of more than 5 MiB and shows the form again',
    hasScript: false,
    async run(tab) {
      await signUpWithToken(tab.page, 'import-large@example.com');
      await uploadFile(tab, 'a'.repeat(6 * 1024 * 1024));
      await tab.page.getByText('This file has more than 5 MiB').waitFor();
      await tab.page.getByText('Choose a file, or drop it here').waitFor();
    },
  },
  {
    name: 'a person chooses the field of a column and imports a file with the keyboard',
    hasScript: true,
    async run(tab) {
      const { page } = tab;
      await signUpWithToken(page, 'import-keys@example.com');
      await uploadFile(tab, CSV_TEXT);
      const select = page.getByRole('combobox', { name: 'Wer becomes' });
      await select.focus();
      await page.keyboard.type('Full');
      await page.keyboard.press('Tab');
      await page.getByRole('rowheader', { name: 'Ada Lovelace' }).waitFor();
      // The choice has replaced the rows of the preview. The focus is still in the form, on the next column.
      expect(await page.evaluate('document.activeElement?.ariaLabel')).toBe('Firma becomes');
      await page.getByRole('button', { name: 'Import 2 contacts' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText('2 contacts imported').first().waitFor();
    },
  },
];
