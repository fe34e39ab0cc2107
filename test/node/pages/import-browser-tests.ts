/** The import pages in a browser, with and without JavaScript, by dropping a file and with the keyboard. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type BrowserTab, send } from './browser-tab.ts';
import { signUpWithToken } from './contacts.ts';
import { upload } from './import-states.ts';

interface ImportTest {
  name: string;
  hasScript: boolean;
  run(tab: BrowserTab): Promise<void>;
}

const FILE = 'Wer,Firma,Mail\nAda Lovelace,Navy,ada@example.com\nGrace Hopper,Army,grace@example.com\n';

/** Imports a file after a change of a column, undoes the import, and undoes the undo. */
async function importAndUndo(tab: BrowserTab, hasScript: boolean): Promise<void> {
  const { page, open } = tab;
  await signUpWithToken(page, `import-${hasScript}@example.com`);
  await open('/web');
  await page.getByRole('link', { name: 'Import contacts' }).click();
  await upload(tab, FILE);
  await page.getByRole('combobox', { name: 'Wer becomes' }).selectOption('Full name');
  if (!hasScript) await send(page, {}, 'Check again');
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

export const IMPORT_TESTS: ImportTest[] = [
  ...[true, false].map((hasScript) => ({
    name: `a person imports a file and undoes the import; script: ${hasScript}`,
    hasScript,
    run: (tab: BrowserTab) => importAndUndo(tab, hasScript),
  })),
  {
    name: 'a file is dropped on the form without JavaScript',
    hasScript: false,
    async run({ page, open }) {
      await signUpWithToken(page, 'import-drop@example.com');
      await open('/web/import');
      const folder = mkdtempSync(join(tmpdir(), 'plugs-drop-'));
      const path = join(folder, 'dropped.csv');
      writeFileSync(path, FILE);
      const box = await page.locator('.drop-zone').boundingBox();
      const session = await page.context().newCDPSession(page);
      const at = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 20 };
      const data = { items: [], files: [path], dragOperationsMask: 1 };
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        await session.send('Input.dispatchDragEvent', { type, ...at, data });
      }
      await send(page, {}, 'Check the file');
      await page.getByText('dropped.csv').waitFor();
      rmSync(folder, { recursive: true });
    },
  },
  {
    name: 'a file of an import that is too large is refused on the page',
    hasScript: false,
    async run(tab) {
      await signUpWithToken(tab.page, 'import-large@example.com');
      await upload(tab, 'a'.repeat(6 * 1024 * 1024));
      await tab.page.getByText('This file has more than 5 MiB').waitFor();
      await tab.page.getByText('Choose a file, or drop it here').waitFor();
    },
  },
  {
    name: 'the choices of an import are changed with the keyboard alone',
    hasScript: true,
    async run(tab) {
      const { page } = tab;
      await signUpWithToken(page, 'import-keys@example.com');
      await upload(tab, FILE);
      const select = page.getByRole('combobox', { name: 'Wer becomes' });
      await select.focus();
      await page.keyboard.type('Full');
      await page.keyboard.press('Tab');
      await page.getByRole('rowheader', { name: 'Ada Lovelace' }).waitFor();
      // The rows are replaced, and the focus stays in the form.
      const label = 'document.activeElement?.ariaLabel';
      expect(await page.evaluate(label)).toBe('Firma becomes');
      await page.getByRole('button', { name: 'Import 2 contacts' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText('2 contacts imported').first().waitFor();
    },
  },
];
