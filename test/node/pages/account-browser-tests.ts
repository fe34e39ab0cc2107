/** Actions on the account pages and the reading pages: with the mouse, with the keyboard alone, and without script. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ensurePassages } from './account-states.ts';
import { type ActionTest, type BrowserTab, PASSWORD, signUp, submitForm } from './browser-tab.ts';

export const ACCOUNT_TESTS: ActionTest[] = [
  {
    name: 'with a script, the account is deleted only with the current password',
    hasScript: true,
    run: (tab) => deleteAccount(tab, 'dialog@example.com', true),
  },
  {
    name: 'without a script, the account is deleted only with the current password',
    hasScript: false,
    run: (tab) => deleteAccount(tab, 'scriptless@example.com', false),
  },
  {
    name: 'the keyboard alone is enough to end all other sessions, and Escape closes the dialog',
    hasScript: true,
    async run({ page, open }) {
      const email = 'keyboard-devices@example.com';
      await signUp(page, email);
      await page.request.post('/api/v1/auth/login', { data: { email, password: PASSWORD } });
      await open('/web/account/devices');
      await tabTo(page, 'End all others');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.keyboard.press('Enter');
      await tabTo(page, 'End sessions');
      await page.keyboard.press('Enter');
      await page.getByText('All other sessions have ended.').waitFor();
      expect(await page.getByRole('button', { name: /^End session/ }).count()).toBe(0);
    },
  },
  {
    name: 'the keyboard alone is enough to answer the questions of a passage',
    hasScript: true,
    async run(tab) {
      const { page, open } = tab;
      await ensurePassages(tab);
      await signUp(page, 'keyboard-quiz@example.com');
      await open('/web/reading');
      await tabTo(page, 'The Bee That Dances');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'The Bee That Dances' }).waitFor();
      await tabTo(page, 'They dance');
      await page.keyboard.press('Space');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await tabTo(page, 'Check answers');
      await page.keyboard.press('Enter');
      await page.getByText('100%, 2 of 2 right').waitFor();
    },
  },
  {
    name: 'shortcuts with single keys have no effect after they were turned off',
    hasScript: true,
    async run({ page, open }) {
      await signUp(page, 'keys@example.com');
      await open('/web/account');
      expect(await hasWorkingShortcuts(page)).toBe(true);
      await page.getByRole('checkbox', { name: 'Use single keys as shortcuts' }).uncheck();
      await submitForm(page, {}, 'Save the setting');
      await page.getByText('Saved.').waitFor();
      expect(await hasWorkingShortcuts(page)).toBe(false);
    },
  },
];

/** Signs up, and deletes the account after an attempt with a wrong password. With a script, the form is in a dialog. */
async function deleteAccount({ page, open }: BrowserTab, email: string, hasScript: boolean): Promise<void> {
  await signUp(page, email);
  await open('/web/account');
  await page.getByRole('link', { name: 'Delete account' }).click();
  await page.locator('[name="current_password"]').last().waitFor();
  expect(await page.getByRole('dialog').count()).toBe(hasScript ? 1 : 0);
  await submitForm(page, { current_password: 'wrong-password-1' }, 'Delete account');
  await page.getByRole('link', { name: 'This is not your current password.' }).waitFor();
  await submitForm(page, { current_password: PASSWORD }, 'Delete account');
  await page.getByText('Your account is deleted.').waitFor();
}

/** Presses the Tab key until the element with this text or label has the focus. Throws an error after 40 presses. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(
      'document.activeElement.closest("label")?.textContent ?? document.activeElement.textContent',
    );
    if (focused === text) return;
  }
  throw new Error(`the Tab key does not reach ${text}`);
}

/** Adds a button with a shortcut to the page and presses the key. Returns whether the key clicked the button. */
async function hasWorkingShortcuts(page: Page): Promise<boolean> {
  await page.evaluate(`{
    const button = document.createElement('button');
    button.setAttribute('aria-keyshortcuts', 'z');
    button.onclick = () => { document.title = 'pressed'; };
    document.querySelector('main').append(button);
    document.activeElement.blur();
  }`);
  await page.keyboard.press('z');
  return (await page.title()) === 'pressed';
}
