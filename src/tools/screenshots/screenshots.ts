/**
 * `npm run screenshots`: takes the screenshots for the README. The program serves the demo data from a temporary
 * folder, so that the data of `npm start` is neither shown nor changed.
 */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../rules/accounts/demo-accounts.ts';
import { prepareState } from '../cli/prepare-state.ts';
import { writeMissingSecrets } from '../cli/secrets-file.ts';
import { serve } from '../cli/serve.ts';
import { exitWithError, prepareProcess, ROOT } from '../cli/tools.ts';

const PORT = 8127;
const MAX_SCREENSHOT_BYTES = 150_000;
const VIEWPORT_SIZE = { width: 1440, height: 700 };
const CHROMIUM_PATH = process.env.CHROMIUM ?? '/usr/bin/chromium';

prepareProcess();
if (!existsSync(CHROMIUM_PATH)) {
  exitWithError(`${CHROMIUM_PATH} does not exist. Install Chromium, or set CHROMIUM to its path.`);
}
const stateFolder = mkdtempSync(join(tmpdir(), 'plugs-screenshots-'));
process.on('exit', () => rmSync(stateFolder, { recursive: true, force: true }));
writeMissingSecrets();
await prepareState(stateFolder, true);
let failure: unknown = 'wrangler ended before the worker was ready.';
await serve(['--port', String(PORT), '--persist-to', stateFolder], () => {
  takeScreenshots()
    .then(
      () => {
        failure = null;
      },
      (error: unknown) => {
        failure = error;
      },
    )
    // `serve` stops the worker and returns when this program receives SIGTERM.
    .finally(() => process.kill(process.pid, 'SIGTERM'));
});
if (failure) exitWithError(String(failure));

async function takeScreenshots(): Promise<void> {
  // The sandbox of Chromium does not work for root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args });
  try {
    const options = {
      baseURL: `http://localhost:${PORT}`,
      viewport: VIEWPORT_SIZE,
      reducedMotion: 'reduce',
    } as const;
    const page = await (await browser.newContext(options)).newPage();
    await page.goto('/web/sign-in?as=demo');
    await page.locator('[name="password"]').fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.goto('/web/contacts?q=derm');
    await takeScreenshot(page, 'contacts.png');
    await page.goto('/web/contacts?type=contact&sort=-updated_at');
    await page.locator('.row-link').first().click();
    await page.getByRole('heading', { name: 'Details' }).waitFor();
    await takeScreenshot(page, 'contact.png');
  } finally {
    await browser.close();
  }
}

async function takeScreenshot(page: Page, name: string): Promise<void> {
  const path = join(ROOT, 'docs', name);
  await page.screenshot({ path });
  const bytes = statSync(path).size;
  if (bytes > MAX_SCREENSHOT_BYTES)
    throw new Error(`docs/${name} has ${bytes} bytes, more than ${MAX_SCREENSHOT_BYTES}.`);
  console.log(`docs/${name}: ${bytes} bytes`);
}
