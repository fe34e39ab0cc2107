/** The pages in a real browser: actions with and without JavaScript, accessibility, layout, and hostile input. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_IDENTIFIER, type PlexServer, startPlex } from '../../../src/tools/plex-fake/plex-server.ts';
import { openBrowser, SKIP_REASON } from '../documentation/browser.ts';
import { type Site, startSite } from '../documentation/site.ts';
import { EDITOR_EMAIL } from './account-states.ts';
import { ACTION_TESTS } from './action-tests.ts';
import { ADMINISTRATOR_EMAIL, INSERT_FIGURES_SQL } from './administration-states.ts';
import {
  layoutShiftOf,
  mailedCode,
  NEW_PASSWORD,
  openTab,
  overflowOf,
  PASSWORD,
  signUp,
  startAttackingSite,
  submitForm,
  takeScreenshot,
  transferredBytes,
  typeInto,
  VIEWS,
  violationsOf,
} from './browser-tab.ts';
import { addContactTests } from './contact-browser-tests.ts';
import { addContactListTests } from './contact-list-browser-tests.ts';
import { addLayoutTests } from './layout-browser-tests.ts';
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
      ADMIN_EMAILS: [EDITOR_EMAIL, ADMINISTRATOR_EMAIL].join(','),
      PLEX_API_URL: plex.url,
      PLEX_CLIENT_IDENTIFIER: CLIENT_IDENTIFIER,
    });
    await site.execute(INSERT_FIGURES_SQL);
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
    async (hasScript) => {
      await using tab = await openTab(browser, site.origin, { javaScriptEnabled: hasScript });
      const { page, open, faults } = tab;
      const email = `person-${hasScript}@example.com`;
      await open('/');
      await page.getByRole('link', { name: 'Create an account' }).click();
      await submitForm(page, { email, password: PASSWORD }, 'Create account');
      await page.getByText('Your account is ready.').waitFor();
      await page.getByRole('link', { name: 'Account' }).first().click();
      await submitForm(page, { first_name: 'Ada', last_name: 'Lovelace' }, 'Save');
      await page.getByText('Saved.').waitFor();
      await page.getByRole('button', { name: /Ada Lovelace/ }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByText('You are signed out.').waitFor();
      await page.getByRole('link', { name: 'Forgot it?' }).click();
      await submitForm(page, { email }, 'Send the code');
      await page.getByText(email).waitFor();
      const otp_code = await mailedCode(page, email, /reset/);
      await submitForm(page, { otp_code }, 'Continue');
      await submitForm(page, { new_password: NEW_PASSWORD }, 'Change the password');
      await page.getByText('The password is changed.').waitFor();
      await submitForm(page, { email, password: NEW_PASSWORD }, 'Sign in');
      await page.getByRole('heading', { name: 'Overview' }).waitFor();
      expect(faults).toEqual([]);
    },
  );

  it.each(PAGE_STATES)('$name is accessible, small, stable and fits five widths', async ({ name, reach }) => {
    await using tab = await openTab(browser, site.origin);
    const { page, faults } = tab;
    await reach(tab);
    expect(await transferredBytes(page)).toBeLessThan(MAX_PAGE_BYTES);
    expect(await layoutShiftOf(page)).toBe(0);
    expect(await page.locator('[style], style, script:not([src])').count()).toBe(0);
    for (const width of [320, 360, 768, 1440, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      expect([width, await overflowOf(page)]).toEqual([width, 0]);
    }
    for (const { size, colorScheme, rules } of VIEWS) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme });
      await takeScreenshot(page, `${name}-${size.width}-${colorScheme}`);
      expect(await violationsOf(page, rules)).toEqual([]);
    }
    expect(faults).toEqual([]);
  });

  it('a menu, a dialog and the drawer are accessible when they are open', async () => {
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
    await takeScreenshot(page, 'drawer-360-light');
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
    await submitForm(page, {}, 'Sign in with Plex');
    const link = await page.getByRole('link', { name: 'Open Plex' }).getAttribute('href');
    const code = new URLSearchParams(new URL(link ?? '').hash.slice(2)).get('code');
    plex.authorise(code ?? '', PLEX_TOKEN);
    await submitForm(page, {}, 'Continue');
    await page.getByRole('heading', { name: 'Account' }).waitFor();
  });

  it('a form of another origin is rejected and does not change the first name, although the person is signed in', async () => {
    await using tab = await openTab(browser, site.origin);
    const { page } = tab;
    await signUp(page, 'victim@example.com');
    await using attacker = await startAttackingSite(`${site.origin}/web/account`);
    await page.goto(attacker.url);
    await page.getByRole('button').click();
    await page.getByRole('heading', { name: 'No access' }).waitFor();
    await page.goto(`${site.origin}/web/account`);
    expect(await page.locator('[name="first_name"]').inputValue()).toBe('');
  });

  it('with a script, a double click sends the form once', async () => {
    await using tab = await openTab(browser, site.origin);
    const { page, open } = tab;
    let postCount = 0;
    page.on('request', (request) => {
      if (request.method() === 'POST') postCount += 1;
    });
    await open('/web/sign-up');
    await page.locator('[name="email"]').fill('double@example.com');
    await page.locator('[name="password"]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Create account' }).dblclick();
    await page.getByText('Your account is ready.').waitFor();
    expect(postCount).toBe(1);
  });

  it('without a script, the typed e-mail address stays if a double click sends the form twice', async () => {
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

  it('the back button returns to the form with the typed value', async () => {
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

  it('after a new sign-in, a form of an ended session can be sent again with the typed values', async () => {
    await using tab = await openTab(browser, site.origin);
    const { page, open } = tab;
    await signUp(page, 'ended@example.com');
    await open('/web/account');
    await page.context().clearCookies();
    await submitForm(page, { first_name: 'Grace', last_name: 'Hopper' }, 'Save');
    await page.getByRole('heading', { name: 'Session ended' }).waitFor();
    const [signInPage] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Sign in in a new tab' }).click(),
    ]);
    await submitForm(signInPage as Page, { email: 'ended@example.com', password: PASSWORD }, 'Sign in');
    await submitForm(page, {}, 'Send again');
    await page.getByText('Saved.').waitFor();
    expect(await page.locator('[name="first_name"]').inputValue()).toBe('Grace');
  });

  addContactTests(() => ({ browser, site }));
  addContactListTests(() => ({ browser, site }));
  addLayoutTests(() => ({ browser, site }));
});
