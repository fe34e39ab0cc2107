/**
 * `npm run screenshots`: takes the screenshots for the README. It serves the demo data from a temporary folder, so that
 * the data of `npm start` is neither shown nor changed.
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
const MAX_BYTES = 150_000;
const SIZE = { width: 1440, height: 700 };
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

prepareProcess();
if (!existsSync(CHROMIUM)) {
  exitWithError(`${CHROMIUM} does not exist. Install Chromium, or set CHROMIUM to its path.`);
}
const state = mkdtempSync(join(tmpdir(), 'plugs-screenshots-'));
process.on('exit', () => rmSync(state, { recursive: true, force: true }));
writeMissingSecrets();
await prepareState(state, true);
let failure: unknown = null;
await serve(['--port', String(PORT), '--persist-to', state], () => {
  takePictures()
    .catch((error: unknown) => {
      failure = error;
    })
    // `serve` stops the worker when this program receives the signal.
    .finally(() => process.kill(process.pid, 'SIGTERM'));
});
if (failure) exitWithError(String(failure));

async function takePictures(): Promise<void> {
  // The sandbox of Chromium does not work for root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args });
  try {
    const options = { baseURL: `http://localhost:${PORT}`, viewport: SIZE, reducedMotion: 'reduce' } as const;
    const page = await (await browser.newContext(options)).newPage();
    await page.goto('/web/sign-in?as=demo');
    await page.locator('[name="password"]').fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.goto('/web/contacts?q=derm');
    await takePicture(page, 'contacts.png');
    await page.goto('/web/contacts?type=contact&sort=-updated_at');
    await page.locator('.row-link').first().click();
    await page.getByRole('heading', { name: 'Details' }).waitFor();
    await takePicture(page, 'contact.png');
  } finally {
    await browser.close();
  }
}

async function takePicture(page: Page, name: string): Promise<void> {
  const path = join(ROOT, 'docs', name);
  await page.screenshot({ path });
  const bytes = statSync(path).size;
  if (bytes > MAX_BYTES) throw new Error(`docs/${name} has ${bytes} bytes, over ${MAX_BYTES}.`);
  console.log(`docs/${name}: ${bytes} bytes`);
}
