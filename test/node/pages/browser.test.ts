/** The pages in a real browser: every path with and without JavaScript, accessibility, layout, and hostile input. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_IDENTIFIER, type PlexServer, startPlex } from '../../../src/tools/plex-fake/plex-server.ts';
import { openBrowser, SKIP_REASON } from '../documentation/browser.ts';
import { type Site, startSite } from '../documentation/site.ts';
import { EDITOR } from './account-states.ts';
import { ACTION_TESTS } from './action-tests.ts';
import { ADMINISTRATOR, INSERT_FIGURES } from './administration-states.ts';
import {
  attackingPage,
  layoutShiftOf,
  MAX_LAYOUT_SHIFT,
  mailedCode,
  NEW_PASSWORD,
  openTab,
  overflowOf,
  PASSWORD,
  SIZES,
  screenshot,
  send,
  signUp,
  transferredBytes,
  typeInto,
  violationsOf,
} from './browser-tab.ts';
import { addContactTests } from './contact-browser-tests.ts';
import { addContactListTests } from './contact-list-browser-tests.ts';
import { PAGE_STATES } from './page-states.ts';

const MAX_PAGE_BYTES = 60 * 1024;
const PLEX_TOKEN = 'token-of-a-plex-user';
const PLEX_USER = { id: 7, username: 'anna', email: 'anna@example.com', confirmed: true };
/** Limits that are high enough for all tests. */
const LIMITS = JSON.stringify(
  Object.fromEntries(
    ['login', 'register', 'send_otp', 'verify_otp', 'change_password'].map((name) => [name, [1000, 60]]),
  ),
);

describe.skipIf(SKIP_REASON)('in a browser', { timeout: 60_000 }, () => {
  let site: Site;
  let plex: PlexServer;
  let browser: Browser;
  beforeAll(async () => {
    plex = await startPlex({ users: { [PLEX_TOKEN]: PLEX_USER } });
    browser = await openBrowser();
    site = await startSite({
      LIMITS,
      ADMIN_EMAILS: [EDITOR, ADMINISTRATOR].join(','),
      PLEX_API_URL: plex.url,
      PLEX_CLIENT_IDENTIFIER: CLIENT_IDENTIFIER,
    });
    await site.execute(INSERT_FIGURES);
    await using tab = await openTab(browser, site.origin);
    await signUp(tab.page, 'demo@plugs.test');
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await site?.[Symbol.asyncDispose]();
    await plex?.stop();
  });

  it.each([true, false])(
    'a person signs up, changes the name, signs out, resets the password and signs in; script: %s',
    async (script) => {
      await using tab = await openTab(browser, site.origin, { javaScriptEnabled: script });
      const { page, open, faults } = tab;
      const email = `person-${script}@example.com`;
      await open('/');
      await page.getByRole('link', { name: 'Create an account' }).click();
      await send(page, { email, password: PASSWORD }, 'Create account');
      await page.getByText('Your account is ready.').waitFor();
      await page.getByRole('link', { name: 'Account' }).first().click();
      await send(page, { first_name: 'Ada', last_name: 'Lovelace' }, 'Save');
      await page.getByText('Saved.').waitFor();
      await page.getByRole('button', { name: /Ada Lovelace/ }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByText('You are signed out.').waitFor();
      await page.getByRole('link', { name: 'Forgot it?' }).click();
      await send(page, { email }, 'Send the code');
      await page.getByText(email).waitFor();
      const otp_code = await mailedCode(page, email, /reset/);
      await send(page, { otp_code }, 'Continue');
      await send(page, { new_password: NEW_PASSWORD }, 'Change the password');
      await page.getByText('The password is changed.').waitFor();
      await send(page, { email, password: NEW_PASSWORD }, 'Sign in');
      await page.getByRole('heading', { name: 'Overview' }).waitFor();
      expect(faults).toEqual([]);
    },
  );

  it.each(PAGE_STATES)('$name is accessible, small and fits every width', async ({ name, reach }) => {
    await using tab = await openTab(browser, site.origin);
    const { page, faults } = tab;
    await reach(tab);
    expect(await transferredBytes(page)).toBeLessThan(MAX_PAGE_BYTES);
    expect(await layoutShiftOf(page)).toBeLessThan(MAX_LAYOUT_SHIFT);
    expect(await page.locator('[style], style, script:not([src])').count()).toBe(0);
    for (const width of [320, 360, 768, 1440, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      expect([width, await overflowOf(page)]).toEqual([width, 0]);
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await screenshot(page, `${name}-${size.width}-${colorScheme}`);
        if (colorScheme === 'light' || size.width === 1440) expect(await violationsOf(page)).toEqual([]);
      }
    }
    expect(faults).toEqual([]);
  });

  it('menus, the drawer and dialogs are accessible when they are open', async () => {
    await using tab = await openTab(browser, site.origin);
    const { page, open } = tab;
    await open('/dev/components');
    await page.getByRole('button', { name: 'Open menu' }).click();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Open dialog' }).click();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await page.getByRole('button', { name: /Mirela/ }).click();
    expect(await violationsOf(page)).toEqual([]);
    await screenshot(page, 'drawer-360-light');
  });

  it('sign-up, sign-in and password reset work with the keyboard alone', async () => {
    await using tab = await openTab(browser, site.origin);
    const { page, open } = tab;
    const email = 'keyboard@example.com';
    await open('/web/sign-up');
    await typeInto(page, 'email', email);
    await typeInto(page, 'password', PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('Your account is ready.').waitFor();
    await page.context().clearCookies();
    await open('/web/sign-in');
    await typeInto(page, 'email', email);
    await typeInto(page, 'password', PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await open('/web/reset');
    await typeInto(page, 'email', email);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Enter the code' }).waitFor();
    await typeInto(page, 'otp_code', await mailedCode(page, email, /reset/));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
    await typeInto(page, 'new_password', NEW_PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('The password is changed.').waitFor();
  });

  it.each(ACTION_TESTS)('$name', async ({ hasScript, run }) => {
    await using tab = await openTab(browser, site.origin, { javaScriptEnabled: hasScript });
    await run(tab);
    expect(tab.faults).toEqual([]);
  });

  it('a person signs in with Plex', async () => {
    await using tab = await openTab(browser, site.origin);
    const { page, open } = tab;
    await open('/web/sign-in?next=%2Fweb%2Faccount');
    await send(page, {}, 'Sign in with Plex');
    const link = await page.getByRole('link', { name: 'Open Plex' }).getAttribute('href');
    const code = new URLSearchParams(new URL(link ?? '').hash.slice(2)).get('code');
    plex.authorise(code ?? '', PLEX_TOKEN);
    await send(page, {}, 'Continue');
    await page.getByRole('heading', { name: 'Account' }).waitFor();
  });

  it('a page of another origin cannot send a form with the session of a person', async () => {
    await using tab = await openTab(browser, site.origin);
    const { page } = tab;
    await signUp(page, 'victim@example.com');
    await using attacker = await attackingPage(`${site.origin}/web/account`);
    await page.goto(attacker.url);
    await page.getByRole('button').click();
    await page.getByRole('heading', { name: 'No access' }).waitFor();
    await page.goto(`${site.origin}/web/account`);
    expect(await page.locator('[name="first_name"]').inputValue()).toBe('');
  });

  it('a double click sends one form', async () => {
    await using tab = await openTab(browser, site.origin);
    const { page, open } = tab;
    let sent = 0;
    page.on('request', (request) => {
      if (request.method() === 'POST') sent += 1;
    });
    await open('/web/sign-up');
    await page.locator('[name="email"]').fill('double@example.com');
    await page.locator('[name="password"]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Create account' }).dblclick();
    await page.getByText('Your account is ready.').waitFor();
    expect(sent).toBe(1);
  });

  it('the typed values stay when a form is sent twice without a script', async () => {
    await using tab = await openTab(browser, site.origin, { javaScriptEnabled: false });
    const { page, open } = tab;
    const email = 'twice@example.com';
    await open('/web/sign-up');
    await page.locator('[name="email"]').fill(email);
    await page.locator('[name="password"]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Create account' }).dblclick();
    const ready = page.getByText('Your account is ready.');
    const taken = page.getByRole('link', { name: /This address already has an account/ });
    await ready.or(taken).waitFor();
    if (await taken.isVisible()) expect(await page.locator('[name="email"]').inputValue()).toBe(email);
  });

  it('the back button returns to the form with the typed values', async () => {
    await using tab = await openTab(browser, site.origin);
    const { page, open } = tab;
    await signUp(page, 'back@example.com');
    await open('/web/account');
    await page.locator('[name="first_name"]').fill('Typed before leaving');
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.goBack();
    expect(await page.locator('[name="first_name"]').inputValue()).toBe('Typed before leaving');
  });

  it('the typed values stay when the session ends while a form is open', async () => {
    await using tab = await openTab(browser, site.origin);
    const { page, open } = tab;
    await signUp(page, 'ended@example.com');
    await open('/web/account');
    await page.context().clearCookies();
    await send(page, { first_name: 'Grace', last_name: 'Hopper' }, 'Save');
    await page.getByRole('heading', { name: 'Session ended' }).waitFor();
    const [signInPage] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Sign in in a new tab' }).click(),
    ]);
    await send(signInPage as Page, { email: 'ended@example.com', password: PASSWORD }, 'Sign in');
    await send(page, {}, 'Send again');
    await page.getByText('Saved.').waitFor();
    expect(await page.locator('[name="first_name"]').inputValue()).toBe('Grace');
  });

  addContactTests(() => ({ browser, site }));
  addContactListTests(() => ({ browser, site }));
});
