/** Both documentation pages work in a real browser with their strict policies and without requests to other origins. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, SKIP_REASON, watchPage } from './browser.ts';
import {
  ACCOUNT,
  countByTag,
  type Operation,
  REDOC_PATH,
  type Site,
  SWAGGER_PATH,
  startSite,
} from './site.ts';

if (SKIP_REASON) console.log(`The tests in a browser are skipped: ${SKIP_REASON}.`);

const POLL_OPTIONS = { timeout: 20_000 };

describe.skipIf(SKIP_REASON)('in a browser', { timeout: 60_000 }, () => {
  let site: Site;
  let browser: Browser;
  let operations: Operation[];
  beforeAll(async () => {
    browser = await openBrowser();
    site = await startSite();
    operations = await site.readOperations();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await site?.[Symbol.asyncDispose]();
  });

  it('Swagger UI shows every operation and executes a request with a token that it does not store', async () => {
    const token = await site.registerAccount();
    const { page, faults, foreignRequests } = await watchPage(browser, site.origin);
    await page.goto(`${site.origin}/docs`);
    expect(page.url()).toBe(site.origin + SWAGGER_PATH);
    const expected = countByTag(operations);
    const countShown = () => countShownByTag(page, Object.keys(expected), operationsInSwagger);
    await expect.poll(countShown, POLL_OPTIONS).toEqual(expected);

    await authorize(page, token);
    const me = page.locator('.opblock', { has: page.locator('[data-path="/api/v1/auth/me"]') });
    await me.locator('.opblock-summary-control').click();
    await me.getByRole('button', { name: 'Execute' }).click();
    const response = me.locator('.live-responses-table');
    expect(await response.locator('tbody .response-col_status').textContent()).toContain('200');
    expect(await response.textContent()).toContain(`"email": "${ACCOUNT.email}"`);
    expect(await me.textContent()).toMatch(/Request duration\s*\d+ ms/);

    expect(await page.evaluate('JSON.stringify([localStorage, sessionStorage])')).not.toContain(token);
    expect({ faults, foreignRequests }).toEqual({ faults: [], foreignRequests: [] });
  });

  it('ReDoc shows every operation, and its search finds an operation', async () => {
    const { page, faults, foreignRequests } = await watchPage(browser, site.origin);
    await page.goto(site.origin + REDOC_PATH);
    const expected = countByTag(operations);
    const countShown = () => countShownByTag(page, Object.keys(expected), operationsInRedoc);
    await expect.poll(countShown, POLL_OPTIONS).toEqual(expected);

    const { summary } = operations.findLast(({ tags }) => tags.includes('Service')) as Operation;
    await page.getByPlaceholder('Search...').fill(summary);
    const searchResults = page.locator('[data-role="search:results"]');
    await expect.poll(() => searchResults.textContent(), POLL_OPTIONS).toContain(summary);

    expect({ faults, foreignRequests }).toEqual({ faults: [], foreignRequests: [] });
  });
});

/** Returns a locator of the operations that the page shows under a tag. */
type OperationFinder = (page: Page, tag: string) => ReturnType<Page['locator']>;

/** The number of operations that the page shows under each tag. */
async function countShownByTag(
  page: Page,
  tags: string[],
  find: OperationFinder,
): Promise<Record<string, number>> {
  const counts = tags.map(async (tag) => [tag, await find(page, tag).count()]);
  return Object.fromEntries(await Promise.all(counts));
}

const operationsInSwagger: OperationFinder = (page, tag) =>
  page.locator('.opblock-tag-section', { has: page.locator(`[data-tag="${tag}"]`) }).locator('.opblock');

const operationsInRedoc: OperationFinder = (page, tag) =>
  page.locator(`[data-section-id^="tag/${tag.replaceAll(' ', '-')}/"]`);

/** Enters an access token in the dialog "Authorize" of Swagger UI. */
async function authorize(page: Page, token: string): Promise<void> {
  await page.locator('.auth-wrapper .authorize').click();
  const scheme = page.locator('.auth-container', { has: page.getByText('bearer (http, Bearer)') });
  await scheme.getByRole('textbox').fill(token);
  await scheme.getByRole('button', { name: 'Apply credentials' }).click();
  await page.locator('.modal-ux').getByRole('button', { name: 'Close' }).first().click();
}
