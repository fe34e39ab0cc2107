/** The list of shortcuts in the browser. */
import { type ActionTest, signUp } from './browser-tab.ts';

export const KEYBOARD_TESTS: ActionTest[] = [
  {
    name: 'the list of shortcuts can be opened and closed again and again',
    hasScript: true,
    async run({ page, open }) {
      await signUp(page, 'shortcut-list@example.com');
      await open('/web');
      for (const key of ['?', '?', '?']) {
        await page.keyboard.press(key);
        await page.getByRole('button', { name: 'Close', exact: true }).click();
        await page.getByRole('dialog').waitFor({ state: 'hidden' });
      }
    },
  },
];
