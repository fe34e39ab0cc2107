/** The size of the worker in the build of `wrangler deploy`. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const MAX_KIB = 480;
const ROOT = join(import.meta.dirname, '../../..');

it('the worker is under 480 KiB gzipped', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plugs-bundle-'));
  const wrangler = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');
  const environment = {
    ...process.env,
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_HIDE_BANNER: 'true',
    CI: '1',
  };
  await promisify(execFile)(process.execPath, [wrangler, 'deploy', '--dry-run', '--outdir', folder], {
    cwd: ROOT,
    env: environment,
  });
  const modules = readdirSync(folder).filter((name) => !name.endsWith('.map') && !name.endsWith('.md'));
  const sizes = modules.map((name) => gzipSync(readFileSync(join(folder, name))).byteLength);
  rmSync(folder, { recursive: true });
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(50 * 1024);
  expect(total).toBeLessThan(MAX_KIB * 1024);
});
