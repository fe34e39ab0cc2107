/** Starts Chromium, and opens pages that record errors, policy violations and requests to other origins. */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Debian's paths. The tests need a third less time in the first browser, which has no user interface. */
const CHROMIUM_PATHS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const CHROMIUM_PATH = process.env.CHROMIUM ?? CHROMIUM_PATHS.find(existsSync) ?? '/usr/bin/chromium';

const isBrowserMissing = !existsSync(CHROMIUM_PATH);
const MISSING_BROWSER_TEXT = `there is no ${CHROMIUM_PATH}: install Debian's package chromium, or set CHROMIUM to another path`;

/** The reason why the tests in a browser are skipped, or null. If `CI` is set, a missing browser makes the tests fail. */
export const SKIP_REASON = isBrowserMissing && !process.env.CI ? MISSING_BROWSER_TEXT : null;

export interface WatchedPage {
  page: Page;
  /**
   * Policy violations, failed requests, responses with a status of 400 or more, thrown errors, and errors and warnings
   * of the console.
   */
  faults: string[];
  /** The URLs of requests to other origins than the origin of the page. */
  foreignRequests: string[];
}

/** Starts Chromium. Throws an error if Chromium is not installed. */
export async function openBrowser(): Promise<Browser> {
  if (isBrowserMissing) throw new Error(`The tests in a browser cannot run: ${MISSING_BROWSER_TEXT}.`);
  // The sandbox of Chromium does not work for root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: CHROMIUM_PATH, args });
}

/** Opens an empty page in a new browser context. All faults and foreign requests of the page are recorded from now on. */
export async function watchPage(browser: Browser, origin: string): Promise<WatchedPage> {
  const page = await browser.newPage();
  const faults: string[] = [];
  const foreignRequests: string[] = [];
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
    if (protocol !== 'data:' && requestOrigin !== origin) foreignRequests.push(request.url());
  });
  await page.exposeFunction('recordViolation', (violation: string) => faults.push(`policy: ${violation}`));
  await page.addInitScript(
    `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      recordViolation(violatedDirective + ' ' + blockedURI))`,
  );
  return { page, faults, foreignRequests };
}
