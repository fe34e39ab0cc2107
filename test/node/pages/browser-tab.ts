/** A tab of a real browser that shows the pages of a running worker and records errors. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** If `SCREENSHOTS` is set, the screenshots of every page are written to this folder. */
const SCREENSHOTS = join(import.meta.dirname, '../../../.screenshots');

/** The windows of a phone and of a desktop computer. */
export const SIZES = [
  { width: 360, height: 740 },
  { width: 1440, height: 900 },
];

export const PASSWORD = 'Tr0ub4dor&3-battery';
export const NEW_PASSWORD = 'N3w-Passw0rd!x';

export interface BrowserTab extends AsyncDisposable {
  page: Page;
  /** Opens a path and waits until it is loaded. */
  open(path: string): Promise<void>;
  /** Console errors, policy violations, dialogs, and requests to other origins. */
  faults: string[];
}

/** Opens a page in a separate browser profile. */
export async function openTab(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<BrowserTab> {
  const context = await browser.newContext({ baseURL: origin, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    const isStatus = message.text().startsWith('Failed to load resource');
    if (/error|warning/.test(message.type()) && !isStatus) faults.push(message.text());
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

/** Fills the fields of a form by their names and sends it. */
export async function send(page: Page, fields: Record<string, string>, button: string): Promise<void> {
  for (const [name, value] of Object.entries(fields))
    await page.locator(`[name="${name}"]:visible`).fill(value);
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.waitForLoadState();
}

export async function signUp(page: Page, email: string): Promise<void> {
  await page.goto('/web/sign-up');
  await send(page, { email, password: PASSWORD }, 'Create account');
}

/** The code in the newest e-mail to an address with this subject. */
export function mailedCode(page: Page, email: string, subject: RegExp): Promise<string> {
  return mailed(page, { email, subject, part: /^\d{6}$/m });
}

/** The part of an e-mail that matches `part`. Waits for the e-mail, because it is sent after the response. */
export async function mailed(
  page: Page,
  { email, subject, part }: { email: string; subject: RegExp; part: RegExp },
): Promise<string> {
  const headers = { Accept: 'application/json' };
  for (let reads = 0; reads < 50; reads += 1) {
    const response = await page.request.get('/dev/mail', { headers });
    const emails: { to: string; subject: string; text: string }[] = await response.json();
    const wanted = emails.filter((each) => each.to === email && subject.test(each.subject));
    const found = wanted.map(({ text }) => part.exec(text)?.[0]).find(Boolean);
    if (found) return found;
    await page.waitForTimeout(100);
  }
  throw new Error(`no e-mail to ${email} contains ${part}`);
}

/** The rules of axe-core that the page violates, with the first element that violates each rule. */
export async function violationsOf(page: Page): Promise<string[]> {
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(AXE);
  const run = `axe.run({ runOnly: ${JSON.stringify(STANDARDS)} })`;
  const { violations } = (await page.evaluate(run)) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** The number of pixels by which the page is wider than the window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - innerWidth');
}

/** The number of bytes that a first visit of the page transfers, compressed, with its style sheet, script and icons. */
export function transferredBytes(page: Page): Promise<number> {
  return page.evaluate(
    `performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`,
  );
}

/** The highest accepted layout shift. A slow browser may paint a centred card before the whole document has arrived. */
export const MAX_LAYOUT_SHIFT = 0.005;

/** The layout shift during loading, without the shifts that follow an input. */
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

export async function screenshot(page: Page, name: string): Promise<void> {
  if (!process.env.SCREENSHOTS) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

/** Moves to a field with the Tab key and types. */
export async function typeInto(page: Page, name: string, text: string): Promise<void> {
  for (let stops = 0; stops < 20; stops += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate('document.activeElement?.name')) === name) return page.keyboard.type(text);
  }
  throw new Error(`the Tab key does not reach ${name}`);
}

/** A page on another origin whose button sends a form to `target`. */
export async function attackingPage(target: string): Promise<AsyncDisposable & { url: string }> {
  const form = `<form method="post" action="${target}"><input name="first_name" value="Attacked"><input name="last_name"><input name="time_zone" value="UTC"><button>Win</button></form>`;
  const server: Server = createServer((_, response) => response.end(`<!doctype html>${form}`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: async () => void server.close(),
  };
}
