/** Debian's Chromium, and a page in it that notes everything a strict policy is about. */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** What is missing for tests in a browser; null where nothing is. */
export const MISSING = existsSync(CHROMIUM)
  ? null
  : `no ${CHROMIUM}: install Debian's package chromium, or name another in CHROMIUM`;

export interface WatchedPage {
  page: Page;
  /** Refused by the policy, failed, or written to the console as an error or a warning. */
  complaints: string[];
  /** Origins other than the page's own that were asked for something. */
  foreign: string[];
}

export function openBrowser(): Promise<Browser> {
  // Chromium has no sandbox for root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: CHROMIUM, args });
}

/** A page in a profile of its own, watched from its first request on. */
export async function watchPage(browser: Browser, origin: string): Promise<WatchedPage> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  const foreign: string[] = [];
  page.on('console', (message) => {
    if (/error|warning/.test(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', ({ message }) => complaints.push(`thrown: ${message}`));
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol !== 'data:' && asked !== origin) foreign.push(request.url());
  });
  await page.exposeFunction('noteViolation', (what: string) => complaints.push(`policy: ${what}`));
  await page.addInitScript(
    `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      noteViolation(violatedDirective + ' ' + blockedURI))`,
  );
  return { page, complaints, foreign };
}
