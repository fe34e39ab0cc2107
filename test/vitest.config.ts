import { resolve } from 'node:path';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-pool-workers';
import { defineConfig } from 'vitest/config';
import { writeTestConfig } from './wrangler-config.ts';

const root = `${resolve(import.meta.dirname, '..')}/`;

// Started offline, a worker asks the network for nothing; `npm test` sets the same.
process.env.CLOUDFLARE_CF_FETCH_ENABLED ??= 'false';
process.env.WRANGLER_SEND_METRICS ??= 'false';

/** Fixed, so that failures repeat; a test is no place for a real secret. */
const bindings = {
  ENVIRONMENT: 'test',
  JWT_KEYS: JSON.stringify([{ kid: 'test', secret: 'only-for-tests-only-for-tests-only-for-tests' }]),
  MAIL_TRANSPORT: 'outbox',
};

export default defineConfig(async () => ({
  test: {
    root,
    // Half of the time goes into starting workers, which two cores do side by side.
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
          setupFiles: ['test/worker/support/apply-migrations.ts'],
        },
      },
      {
        test: {
          name: 'node',
          root,
          environment: 'node',
          include: ['test/*.test.ts', 'test/node/**/*.test.ts'],
        },
      },
    ],
  },
}));
