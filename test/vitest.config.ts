/** Defines two test projects. The tests of `worker` run inside workerd, and the tests of `node` run in Node. */
import { execFileSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { resolve } from 'node:path';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-pool-workers';
import { defineConfig } from 'vitest/config';
import { writeTestConfig } from './wrangler-config.ts';

const root = `${resolve(import.meta.dirname, '..')}/`;

/** The folder of Linux whose files are in memory. */
const MEMORY_FOLDER = '/dev/shm';
/** The tests write less than 2 GB. Containers often have only 64 MB of such memory. */
const MIN_FREE_BYTES = 8 * 1024 ** 3;

// The databases of the tests are temporary files. In memory, the tests that write need a sixth less time.
if (freeMemoryBytes() >= MIN_FREE_BYTES) process.env.TMPDIR ??= MEMORY_FOLDER;

// Wrangler and Miniflare must send no requests of their own, because the tests run offline. `npm test` sets the same
// variables.
process.env.CLOUDFLARE_CF_FETCH_ENABLED ??= 'false';
process.env.WRANGLER_SEND_METRICS ??= 'false';

// The worker under test serves static files. `wrangler dev` would build them, but the tests do not run `wrangler dev`.
execFileSync(process.execPath, [`${root}src/tools/cli/build-assets.ts`]);

/** The values are fixed, so that a failure can be repeated. None of them is a real secret. */
const bindings = {
  ENVIRONMENT: 'test',
  JWT_KEYS: JSON.stringify([{ kid: 'test', secret: 'only-for-tests-only-for-tests-only-for-tests' }]),
  MAIL_TRANSPORT: 'outbox',
  TELEGRAM_BOT_TOKEN: '1000000001:AA-token-for-tests-only-0000',
  TELEGRAM_WEBHOOK_SECRET: 'secret-for-tests-only',
  TELEGRAM_BOT_INFO: JSON.stringify({
    id: 1_000_000_001,
    is_bot: true,
    first_name: 'Plugs',
    username: 'plugs_test_bot',
  }),
  TELEGRAM_API_URL: 'https://telegram.test',
};

/** Tests that compute many password hashes need this much time on a busy machine. */
const TEST_TIMEOUT_MS = 20_000;
/** Hooks that build and start a worker need this much time on a busy machine. */
const HOOK_TIMEOUT_MS = 60_000;

export default defineConfig(async () => ({
  test: {
    root,
    maxWorkers: 2,
    reporters: ['default', `${root}test/summary-reporter.ts`],
    projects: [
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: writeTestConfig() },
            miniflare: {
              bindings: { ...bindings, TEST_MIGRATIONS: await readD1Migrations(`${root}migrations`) },
            },
          }),
        ],
        test: {
          name: 'worker',
          root,
          include: ['test/worker/**/*.test.ts', 'test/contracts/**/*.test.ts'],
          // Without this option, each file would load the 600 modules of the worker again, which costs 1.5 s of CPU
          // time.
          isolate: false,
          setupFiles: ['test/worker/support/reset-storage.ts'],
          testTimeout: TEST_TIMEOUT_MS,
        },
      },
      {
        test: {
          name: 'node',
          root,
          environment: 'node',
          include: ['test/*.test.ts', 'test/node/**/*.test.ts'],
          testTimeout: TEST_TIMEOUT_MS,
          hookTimeout: HOOK_TIMEOUT_MS,
        },
      },
    ],
  },
}));

/** The free bytes of the folder in memory; 0 if the system has no such folder. */
function freeMemoryBytes(): number {
  try {
    const { bavail, bsize } = statfsSync(MEMORY_FOLDER);
    return bavail * bsize;
  } catch {
    return 0;
  }
}
