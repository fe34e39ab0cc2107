import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-pool-workers';
import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;

/** Fixed, so that failures repeat; a test is no place for a real secret. */
const bindings = {
  ENVIRONMENT: 'test',
  JWT_KEYS: JSON.stringify([{ kid: 'test', secret: 'only-for-tests-only-for-tests-only-for-tests' }]),
  MAIL_TRANSPORT: 'outbox',
};

export default defineConfig(async () => ({
  test: {
    root,
    projects: [
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: `${root}wrangler.toml` },
            miniflare: {
              bindings: { ...bindings, TEST_MIGRATIONS: await readD1Migrations(`${root}migrations`) },
            },
          }),
        ],
        test: {
          name: 'worker',
          root,
          include: ['test/worker/**/*.test.ts'],
          setupFiles: ['test/worker/apply-migrations.ts'],
        },
      },
      {
        test: { name: 'node', root, environment: 'node', include: ['test/*.test.ts', 'test/node/**/*.test.ts'] },
      },
    ],
  },
}));
