/** The list of shortcuts, the key Escape on a page with a form, and dialogs in a browser without `command`. */
import { expect } from 'vitest';
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
  {
    name: 'Escape cancels a form, but not if the key closes a menu or a dialog or ends a composition',
    hasScript: true,
    async run({ page, open }) {
      const email = 'escape@example.com';
      await signUp(page, email);
      await open('/web/contacts/new');
      const requestedPaths: string[] = [];
      page.on('request', (request) => {
        if (request.isNavigationRequest()) requestedPaths.push(new URL(request.url()).pathname);
      });
      const field = page.locator('[name="last_name"]');
      const shortcutsLink = page.getByRole('link', { name: 'Keyboard shortcuts' });
      await field.fill('Lovelace');
      await page.getByRole('button', { name: email }).click();
      await shortcutsLink.waitFor();
      await page.keyboard.press('Escape');
      await shortcutsLink.waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: email }).click();
      await shortcutsLink.click();
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await field.dispatchEvent('keydown', { key: 'Escape', isComposing: true });
      expect(await field.inputValue()).toBe('Lovelace');
      expect(requestedPaths).toEqual([]);
      await field.press('Escape');
      await page.getByRole('heading', { name: 'Contacts' }).waitFor();
      expect(requestedPaths).toEqual(['/web/contacts']);
    },
  },
  {
    name: 'in a browser whose buttons cannot close a dialog, a link leads to a page instead of opening a dialog',
    hasScript: true,
    async run({ page, open }) {
      await page.addInitScript('delete window.CommandEvent; delete HTMLButtonElement.prototype.command;');
      await signUp(page, 'no-command@example.com');
      await open('/web/account');
      await page.locator('[data-dialog="#delete-account"]').click();
      await page.waitForURL('/web/account/delete');
      expect(await page.getByRole('dialog').count()).toBe(0);
      await page.getByRole('link', { name: 'Keep account' }).waitFor();
    },
  },
];
