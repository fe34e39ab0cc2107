/** Actions on contacts: selection, export, QR code, vCard and tags. Most tests run with and without script. */
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Site } from '../documentation/site.ts';
import { openTab, overflowOf, violationsOf, WINDOW_SIZES } from './browser-tab.ts';
import { createContact, importContacts, signUpWithToken } from './contacts.ts';

/** A number of contacts that one page of the list cannot show. */
const CONTACT_COUNT = 60;
const [PHONE_SIZE] = WINDOW_SIZES;

/** A script that returns the width of the QR code in pixels, or 0 before the QR code is loaded. */
const QR_CODE_WIDTH_SCRIPT = "document.querySelector('img.qr').naturalWidth";

/**
 * Adds the tests of the contact list. Each test calls `getEnvironment` for the browser and the worker, which
 * `browser.test.ts` starts before the first test.
 */
export function addContactListTests(getEnvironment: () => { browser: Browser; site: Site }): void {
  it.each([true, false])(
    'a person selects all matching contacts, confirms their changed count, deletes and undoes; script: %s',
    async (hasScript) => {
      const { browser, site } = getEnvironment();
      const options = {
        javaScriptEnabled: hasScript,
        colorScheme: 'dark' as const,
        ...(PHONE_SIZE && { viewport: PHONE_SIZE }),
      };
      await using tab = await openTab(browser, site.origin, options);
      const { page, open, faults } = tab;
      const token = await signUpWithToken(page, `select-all-${hasScript}@example.com`);
      await importContacts(
        page,
        token,
        Array.from({ length: CONTACT_COUNT }, (_, index) => ({ last_name: `L${index}`, tags: ['fair'] })),
      );
      await open('/web/contacts?tag=fair');
      await page.getByRole('checkbox').first().check();
      await page.getByRole('link', { name: 'Select all 60 that match' }).click();
      await page.getByText('60 selected').waitFor();
      expect(await page.getByRole('checkbox').first().isDisabled()).toBe(true);
      expect(await overflowOf(page)).toBeLessThanOrEqual(0);
      await createContact(page, token, { first_name: 'New', last_name: 'One', tags: ['fair'] });
      await page.getByRole('button', { name: 'Delete', exact: true }).last().click();
      await page.getByText('61 instead of 60 contacts match now.').waitFor();
      expect(faults).toEqual([]);
      if (hasScript) expect(await violationsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Delete 61 contacts' }).click();
      await page.getByText('61 contacts moved to the trash.').waitFor();
      await page.getByRole('button', { name: 'Undo', exact: true }).click();
      await page.getByText('61 contacts with these filters.').waitFor();
    },
  );

  it.each([true, false])(
    'a person downloads the contacts of a search as a file; script: %s',
    async (hasScript) => {
      const { browser, site } = getEnvironment();
      const options = { javaScriptEnabled: hasScript, ...(PHONE_SIZE && { viewport: PHONE_SIZE }) };
      await using tab = await openTab(browser, site.origin, options);
      const { page, open, faults } = tab;
      const token = await signUpWithToken(page, `export-${hasScript}@example.com`);
      for (const first_name of ['Ada', 'Grace'])
        await createContact(page, token, { first_name, last_name: 'King' });
      await open('/web/contacts');
      await page.locator('#q').fill('grace');
      if (!hasScript) await page.getByRole('button', { name: 'Search' }).click();
      await page.getByText('1 match for “grace”.').waitFor();
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByText('1 contact, as in the list').waitFor();
      expect(faults).toEqual([]);
      if (hasScript) expect(await violationsOf(page)).toEqual([]);
      expect(await overflowOf(page)).toBeLessThanOrEqual(0);
      const downloadPromise = page.waitForEvent('download');
      await page.getByRole('link', { name: 'JSON' }).click();
      const file = readFileSync(await (await downloadPromise).path(), 'utf8');
      expect(JSON.parse(file)).toMatchObject({ plugs: [{ first_name: 'Grace' }] });
    },
  );

  it.each([true, false])(
    'a person downloads the vCard of a contact and opens its QR code; script: %s',
    async (hasScript) => {
      const { browser, site } = getEnvironment();
      const options = {
        javaScriptEnabled: hasScript,
        colorScheme: 'dark' as const,
        ...(PHONE_SIZE && { viewport: PHONE_SIZE }),
      };
      await using tab = await openTab(browser, site.origin, options);
      const { page, open, faults } = tab;
      const token = await signUpWithToken(page, `card-${hasScript}@example.com`);
      const id = await createContact(page, token, { first_name: 'Ada', last_name: 'King' });
      await open(`/web/contacts/${id}`);
      const qrCode = page.getByRole('img', { name: 'QR code with the contact card of Ada King' });
      await qrCode.scrollIntoViewIfNeeded();
      // `waitForFunction` polls with `eval`, which the content security policy forbids.
      if (hasScript) await expect.poll(() => page.evaluate(QR_CODE_WIDTH_SCRIPT)).toBeGreaterThan(0);
      await page.getByRole('button', { name: 'More actions' }).click();
      const downloadPromise = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Download vCard' }).click();
      const file = await downloadPromise;
      expect(file.suggestedFilename()).toBe('ada-king.vcf');
      expect(readFileSync(await file.path(), 'utf8')).toContain('N:King;Ada;;;');
      await page.keyboard.press('Escape');
      await qrCode.click();
      await page.waitForURL(/qr\.svg/);
      expect(faults).toEqual([]);
    },
  );

  it('Enter in the tag field adds the tag to the selected contact only', async () => {
    const { browser, site } = getEnvironment();
    await using tab = await openTab(browser, site.origin);
    const { page, open } = tab;
    const token = await signUpWithToken(page, 'select-enter@example.com');
    for (const first_name of ['Ada', 'Grace'])
      await createContact(page, token, { first_name, last_name: 'King' });
    await open('/web/contacts');
    await page.getByRole('checkbox', { name: 'Select Grace King' }).check();
    await page.getByRole('button', { name: 'Tag', exact: true }).click();
    await page.locator('#bulk-tag-name').fill('vip');
    await page.keyboard.press('Enter');
    await page.getByText('1 contact changed.').waitFor();
    // The tag need not be visible, because narrow windows do not show the column of the tags.
    await page
      .locator('tr', { hasText: 'Grace' })
      .locator('.tag', { hasText: 'vip' })
      .waitFor({ state: 'attached' });
    expect(await page.locator('tr .tag').count()).toBe(1);
  });
}
