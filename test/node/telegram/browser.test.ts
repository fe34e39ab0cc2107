/**
 * The bot in a real browser, on the chat page of the simulated Telegram. The first test links the chat of Anna to an
 * account. The second and the third test use this link.
 */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAKE_BOT, FAKE_TOKEN } from '../../../src/tools/cli/telegram/fake-values.ts';
import {
  ANNA,
  BERT,
  startTelegram,
  type TelegramServer,
} from '../../../src/tools/telegram-fake/telegram-server.ts';
import { openBrowser, SKIP_REASON } from '../documentation/browser.ts';
import { type Site, startSite } from '../documentation/site.ts';
import { openTab, overflowOf, violationsOf } from '../pages/browser-tab.ts';

const SECRET = 'secret-of-the-webhook';
const VIEWPORTS = [
  { width: 360, height: 740 },
  { width: 1440, height: 900 },
];

describe.skipIf(SKIP_REASON)('the bot in a browser', { timeout: 60_000 }, () => {
  let site: Site;
  let telegram: TelegramServer;
  let browser: Browser;
  let token: string;
  beforeAll(async () => {
    telegram = await startTelegram();
    browser = await openBrowser();
    site = await startSite({
      TELEGRAM_API_URL: telegram.url,
      TELEGRAM_BOT_TOKEN: FAKE_TOKEN,
      TELEGRAM_WEBHOOK_SECRET: SECRET,
      TELEGRAM_BOT_INFO: JSON.stringify(FAKE_BOT),
    });
    telegram.simulation.delivery.webhook = {
      url: new URL('/telegram/webhook', site.origin).href,
      secret: SECRET,
      allowedUpdates: [],
    };
    token = await site.registerAccount();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await telegram?.stop();
    await site?.[Symbol.asyncDispose]();
  });

  it('the chat is linked after a confirmation, and the bot saves, updates, finds, converts, deletes and restores a contact', async () => {
    await using tab = await openTab(browser, telegram.url, { javaScriptEnabled: false });
    const { page, faults } = tab;
    await page.goto(await createDeepLink());
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expectReply(page, /^Link this chat to r\S+@example\.com\?/);
    await press(page, 'Yes, link');
    await expectReply(page, /^Linked to r\S+@example\.com/);

    await sendMessage(page, 'Maya Okonjo, Brightwell Robotics, maya@example.com #fair !high');
    await expectReply(page, /^Saved as target:\s*Maya Okonjo/);
    await sendMessage(page, 'Maya Okonjo, Brightwell Robotics, Product Manager');
    await expectReply(page, /^Reply to: Maya Okonjo.*\nAlready there:/);
    await press(page, 'Update');
    await expectReply(page, /Product Manager/);
    await sendMessage(page, '/find okonjo');
    await expectReply(page, /Maya Okonjo/);
    await press(page, 'Convert');
    await expectReply(page, /Maya Okonjo\s*·\s*contact/);
    expect(await listPlugs()).toMatchObject([
      {
        full_name: 'Maya Okonjo',
        plug_type: 'contact',
        job_title: 'Product Manager',
        priority: 'high',
        tags: ['fair'],
      },
    ]);

    await press(page, 'Delete');
    await expectReply(page, /^Moved to the trash:/);
    expect(await listPlugs()).toEqual([]);
    await press(page, 'Undo');
    await expectReply(page, /^Restored:/);
    expect(await listPlugs()).toMatchObject([{ full_name: 'Maya Okonjo' }]);
    expect([faults, rejectedCalls()]).toEqual([[], []]);
  });

  it('the bot saves a shared contact and a vCard file, exports contacts as CSV, and shows no contact to another user or in a group', async () => {
    await using tab = await openTab(browser, telegram.url, { javaScriptEnabled: false });
    const { page } = tab;
    await page.goto('/');
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await expectReply(page, /^Saved as target:\s*Lena Forsgren/);
    await page.locator('input[type=file]').setInputFiles({
      name: 'card.vcf',
      mimeType: 'text/vcard',
      buffer: Buffer.from(
        'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Lucia Marchetti\r\nTEL:+39 333 555 0117\r\nEND:VCARD\r\n',
      ),
    });
    await page.getByRole('button', { name: 'Send file' }).click();
    await expectReply(page, /^Saved as target:\s*Lucia Marchetti/);
    await sendMessage(page, '/export');
    // The bot sends the file after its response to the update, so the file may not be on the page yet.
    const file = page.getByRole('link', { name: /^plugs-contacts-.*\.csv$/ });
    while (!(await file.isVisible())) await page.getByRole('link', { name: 'Refresh' }).click();
    const downloading = page.waitForEvent('download');
    await file.click();
    const text = readFileSync(await (await downloading).path(), 'utf8');
    expect(text).toMatch(/^\ufeffplug_type,.*Lucia,Marchetti/s);
    await page.getByRole('link', { name: 'Fair team, as Anna' }).click();
    await sendMessage(page, '/find lena');
    await expectReply(page, /^I work only in a private chat/);
    await page.getByRole('link', { name: 'Bert', exact: true }).click();
    await sendMessage(page, '/find lena');
    await expectReply(page, /not linked/);
    expect(telegram.simulatedUser(BERT).replies.join()).not.toContain('Lena');
  });

  it('the link of a user ends when the user blocks the bot', async () => {
    await using tab = await openTab(browser, telegram.url, { javaScriptEnabled: false });
    const { page } = tab;
    await page.goto('/');
    await page.getByRole('button', { name: 'Block the bot' }).click();
    await page.getByRole('button', { name: 'Unblock the bot' }).click();
    await sendMessage(page, '/recent');
    await expectReply(page, /not linked/);
  });

  it.each(VIEWPORTS)('the chat page is accessible and fits a width of $width pixels', async (viewport) => {
    await using tab = await openTab(browser, telegram.url, { viewport });
    const { page, faults } = tab;
    for (const path of ['/', `/?chat=-1001000000001&as=${ANNA.id}`]) {
      await page.goto(path);
      expect([path, await violationsOf(page), await overflowOf(page)]).toEqual([path, [], 0]);
    }
    expect(faults).toEqual([]);
  });

  it('the start page links to the bot', async () => {
    const text = await (await site.get('/')).text();
    expect(text).toContain(`href="${telegram.url}"`);
  });

  /** Requests a link to the bot for the account, with a new code. */
  async function createDeepLink(): Promise<string> {
    const { deep_link } = (await fetchJson('/api/v1/telegram/link', { method: 'POST' })) as {
      deep_link: string;
    };
    expect(deep_link.startsWith(`${telegram.url}/${FAKE_BOT.username}?start=`)).toBe(true);
    return deep_link;
  }

  async function listPlugs(): Promise<object[]> {
    return ((await fetchJson('/api/v1/plugs/')) as { items: object[] }).items;
  }

  /** Sends a request with the access token of the account. */
  async function fetchJson(path: string, init: RequestInit = {}): Promise<unknown> {
    const headers = { Authorization: `Bearer ${token}` };
    return (await fetch(new URL(path, site.origin), { ...init, headers })).json();
  }

  /** The calls of the bot that the simulated Telegram has rejected. */
  function rejectedCalls(): unknown[] {
    return telegram.simulation.calls.filter(({ error }) => error !== undefined);
  }
});

async function sendMessage(page: Page, text: string): Promise<void> {
  await page.getByLabel('Message', { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

/** Presses the newest button with this text. */
async function press(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: text, exact: true }).last().click();
}

/** Expects that the newest message of the bot on the page matches the pattern. Does not wait or load the page again. */
async function expectReply(page: Page, pattern: RegExp): Promise<void> {
  const bubble = page.locator('.from-bot .bubble').last();
  expect((await bubble.textContent())?.trim()).toMatch(pattern);
}
