/** Actions on the account pages and the reading pages, with the keyboard alone and without script. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ensurePassages } from './account-states.ts';
import { type BrowserTab, PASSWORD, send, signUp } from './browser-tab.ts';

interface AccountTest {
  name: string;
  /** Whether JavaScript is enabled. */
  hasScript: boolean;
  run(tab: BrowserTab): Promise<void>;
}

export const ACCOUNT_TESTS: AccountTest[] = [
  {
    name: 'a dialog asks for the password before the account is deleted',
    hasScript: true,
    run: (tab) => deleteAccount(tab, 'dialog@example.com'),
  },
  {
    name: 'without a script, a page asks for the password before the account is deleted',
    hasScript: false,
    run: (tab) => deleteAccount(tab, 'scriptless@example.com'),
  },
  {
    name: 'the keyboard alone ends all other sessions, and Escape closes the dialog',
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
    name: 'the keyboard alone answers the questions of a passage',
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
    name: 'single keys have no effect after they were turned off',
    hasScript: true,
    async run({ page, open }) {
      await signUp(page, 'keys@example.com');
      expect(await pressedKeyWorks(page)).toBe(true);
      await open('/web/account');
      await page.getByRole('checkbox', { name: 'Use single keys as shortcuts' }).uncheck();
      await send(page, {}, 'Save the setting');
      await page.getByText('Saved.').waitFor();
      expect(await pressedKeyWorks(page)).toBe(false);
    },
  },
];

async function deleteAccount({ page, open }: BrowserTab, email: string): Promise<void> {
  await signUp(page, email);
  await open('/web/account');
  await page.getByRole('link', { name: 'Delete account' }).click();
  await send(page, { current_password: 'wrong-password-1' }, 'Delete account');
  await page.getByRole('link', { name: 'This is not your current password.' }).waitFor();
  await send(page, { current_password: PASSWORD }, 'Delete account');
  await page.getByText('Your account is deleted.').waitFor();
}

/** Presses the Tab key until the element with this text or label has the focus. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let stops = 0; stops < 40; stops += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(
      'document.activeElement.closest("label")?.textContent ?? document.activeElement.textContent',
    );
    if (focused === text) return;
  }
  throw new Error(`the Tab key does not reach ${text}`);
}

/** Adds an element with a shortcut, presses its key, and returns whether the element was clicked. */
async function pressedKeyWorks(page: Page): Promise<boolean> {
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
