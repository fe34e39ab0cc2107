/** A browser tab that shows the pages of a running worker and records errors, and helpers for the tests in a browser. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** The script of axe-core, which checks the accessibility of a page. */
const AXE_SCRIPT = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** The tags of the rules that axe-core checks. */
const AXE_RULE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Screenshots are written to this folder if the environment variable `SCREENSHOTS` is set. */
const SCREENSHOT_FOLDER = join(import.meta.dirname, '../../../.screenshots');

/** The window sizes of a phone and of a desktop computer, in pixels. */
export const WINDOW_SIZES = [
  { width: 360, height: 740 },
  { width: 1440, height: 900 },
];

/**
 * The views in which a page is checked, each with the rules of axe-core. The dark colour scheme differs from the light one
 * in colours only.
 */
export const VIEWS = WINDOW_SIZES.flatMap((size) => [
  { size, colorScheme: 'light' as const, rules: AXE_RULE_TAGS },
  { size, colorScheme: 'dark' as const, rules: ['color-contrast'] },
]);

export const PASSWORD = 'Tr0ub4dor&3-battery';
export const NEW_PASSWORD = 'N3w-Passw0rd!x';

export interface BrowserTab extends AsyncDisposable {
  page: Page;
  /** Opens a path and waits until the page is loaded. */
  open(path: string): Promise<void>;
  /**
   * Errors and warnings of the console, which include policy violations; thrown errors; dialogs of the browser; and
   * requests to other origins. A failed load, such as a response with a status of 400 or more, is not a fault.
   */
  faults: string[];
}

/** A page with certain content. `browser.test.ts` checks the accessibility, the size and the layout of each state. */
export interface PageState {
  /** The beginning of the test title and of the file names of the screenshots. */
  name: string;
  /** Opens the page in a new tab and performs the actions that lead to this state. */
  reach(tab: BrowserTab): Promise<void>;
}

/** Actions of a person on the pages. `browser.test.ts` runs them as one test in a new tab. */
export interface ActionTest {
  /** The test title. */
  name: string;
  /** True if JavaScript is enabled. */
  hasScript: boolean;
  run(tab: BrowserTab): Promise<void>;
}

/** Opens an empty tab in a new browser context, so that the tab has no cookies. */
export async function openTab(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<BrowserTab> {
  const context = await browser.newContext({ baseURL: origin, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    const isFailedLoad = message.text().startsWith('Failed to load resource');
    if (/error|warning/.test(message.type()) && !isFailedLoad) faults.push(message.text());
  });
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('dialog', async (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) faults.push(`foreign: ${request.url()}`);
  });
  return {
    page,
    faults,
    open: async (path) => void (await page.goto(path)),
    [Symbol.asyncDispose]: () => context.close(),
  };
}

/**
 * Fills the visible fields by their names and clicks the button with this text. Waits for a document that the click
 * loads, but not for a response that replaces a part of the page.
 */
export async function submitForm(page: Page, fields: Record<string, string>, button: string): Promise<void> {
  for (const [name, value] of Object.entries(fields))
    await page.locator(`[name="${name}"]:visible`).fill(value);
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.waitForLoadState();
}

/**
 * Creates an account with `PASSWORD` by a request to the sign-up page, which sets the cookie of the tab. The tab shows no
 * other page afterwards. Throws an error if the account is not created.
 */
export async function signUp(page: Page, email: string): Promise<void> {
  const form = { email, password: PASSWORD };
  const headers = { 'Sec-Fetch-Site': 'same-origin' };
  const response = await page.request.post('/web/sign-up', { form, headers, maxRedirects: 0 });
  if (response.status() !== 303) throw new Error(`sign-up: ${response.status()} ${await response.text()}`);
}

/** Waits like `mailedPart`, and returns the code of six digits in the newest e-mail that contains a code. */
export function mailedCode(page: Page, email: string, subject: RegExp): Promise<string> {
  return mailedPart(page, { email, subject, part: /^\d{6}$/m });
}

/**
 * Reads the e-mails to this address with this subject up to 50 times, because an e-mail is sent after the response.
 * Returns the text that matches `part` in the newest of these e-mails that contains a match. Throws an error if there
 * is no match.
 */
export async function mailedPart(
  page: Page,
  { email, subject, part }: { email: string; subject: RegExp; part: RegExp },
): Promise<string> {
  const headers = { Accept: 'application/json' };
  for (let reads = 0; reads < 50; reads += 1) {
    const response = await page.request.get('/dev/mail', { headers });
    const emails: { to: string; subject: string; text: string }[] = await response.json();
    const matchingEmails = emails.filter((each) => each.to === email && subject.test(each.subject));
    const match = matchingEmails.map(({ text }) => part.exec(text)?.[0]).find(Boolean);
    if (match) return match;
    await page.waitForTimeout(100);
  }
  throw new Error(`no e-mail to ${email} contains ${part}`);
}

/**
 * The rules of axe-core that the page violates, each with the HTML of the first element that violates the rule. Without
 * `rules`, all rules with `AXE_RULE_TAGS` are checked.
 */
export async function violationsOf(page: Page, rules = AXE_RULE_TAGS): Promise<string[]> {
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(AXE_SCRIPT);
  const runScript = `axe.run({ runOnly: ${JSON.stringify(rules)} })`;
  const { violations } = (await page.evaluate(runScript)) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** The number of pixels by which the page is wider than the window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - innerWidth');
}

/** The compressed size, in bytes, of the document and of all files that the page has loaded. */
export function transferredBytes(page: Page): Promise<number> {
  return page.evaluate(
    `performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`,
  );
}

/** The sum of the scores of all layout shifts since the page was opened, without the shifts that follow an input. */
export function layoutShiftOf(page: Page): Promise<number> {
  return page.evaluate(
    `new Promise((resolve) => {
      let shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
      requestAnimationFrame(() => setTimeout(() => resolve(shift)));
    })`,
  );
}

/** Writes a screenshot of the whole page, if the environment variable `SCREENSHOTS` is set. */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  if (!process.env.SCREENSHOTS) return;
  mkdirSync(SCREENSHOT_FOLDER, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOT_FOLDER, `${name}.png`), fullPage: true });
}

/**
 * Presses the Tab key until the field with this name has the focus, and types the text. Throws an error after 20
 * presses.
 */
export async function typeInto(page: Page, name: string, text: string): Promise<void> {
  for (let presses = 0; presses < 20; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate('document.activeElement?.name')) === name) return page.keyboard.type(text);
  }
  throw new Error(`the Tab key does not reach ${name}`);
}

/** Starts a server with a page whose button sends a form to the URL `target`, which has another origin. */
export async function startAttackingSite(target: string): Promise<AsyncDisposable & { url: string }> {
  const form = `<form method="post" action="${target}"><input name="first_name" value="Attacked"><input name="last_name"><input name="time_zone" value="UTC"><button>Win</button></form>`;
  const server: Server = createServer((_, response) => response.end(`<!doctype html>${form}`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: async () => void server.close(),
  };
}
