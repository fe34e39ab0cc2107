/** Starts Debian's Chromium with pages that record violations of a strict content security policy. */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

const isMissing = !existsSync(CHROMIUM);
const ADVICE = `there is no ${CHROMIUM}: install Debian's package chromium, or set CHROMIUM to another path`;

/** The reason why the tests in a browser are skipped, or null. If CI is set, a missing browser makes the tests fail. */
export const SKIP_REASON = isMissing && !process.env.CI ? ADVICE : null;

export interface WatchedPage {
  page: Page;
  /** Policy violations, failed requests, and errors and warnings of the console. */
  faults: string[];
  /** Requests to origins other than the origin of the page. */
  foreign: string[];
}

/** Starts Chromium. */
export async function openBrowser(): Promise<Browser> {
  if (isMissing) throw new Error(`The tests in a browser cannot run: ${ADVICE}.`);
  // The sandbox of Chromium does not work for root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: CHROMIUM, args });
}

/** Opens a page in a new profile and records everything from its first request. */
export async function watchPage(browser: Browser, origin: string): Promise<WatchedPage> {
  const page = await browser.newPage();
  const faults: string[] = [];
  const foreign: string[] = [];
  page.on('console', (message) => {
    if (/error|warning/.test(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', ({ message }) => faults.push(`thrown: ${message}`));
  page.on('requestfailed', (request) => faults.push(`failed: ${request.url()}`));
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const { protocol, origin: requestOrigin } = new URL(request.url());
    if (protocol !== 'data:' && requestOrigin !== origin) foreign.push(request.url());
  });
  await page.exposeFunction('recordViolation', (what: string) => faults.push(`policy: ${what}`));
  await page.addInitScript(
    `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      recordViolation(violatedDirective + ' ' + blockedURI))`,
  );
  return { page, faults, foreign };
}
