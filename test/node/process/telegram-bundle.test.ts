/** The size that the Telegram bot adds to the worker. */
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const MAX_BOT_SIZE_KIB = 40;

/**
 * Replaces the routes of the bot by routers without routes. `parseContactLine` stays in the bundle, because the import
 * of files also uses its parsers.
 */
const withoutBot: Plugin = {
  name: 'without-bot',
  setup({ onLoad }) {
    onLoad({ filter: /src\/contracts\/telegram\/app\.ts$/ }, () => ({
      contents: `import { newRouter } from '../../http/router.ts';
        import { parseContactLine } from '../../core/plugs/exchange/parse-contact-line.ts';
        export const telegramContract = () => { const router = newRouter(); router.all(String(parseContactLine)); return router; };`,
      loader: 'ts',
      resolveDir: resolve(ROOT, 'src/contracts/telegram'),
    }));
    onLoad({ filter: /src\/contracts\/v1\/telegram\/routes\.ts$/ }, () => ({
      contents: `import { newRouter } from '../../../http/router.ts'; export const telegramRoutes = newRouter();`,
      loader: 'ts',
      resolveDir: resolve(ROOT, 'src/contracts/v1/telegram'),
    }));
  },
};

it('grammY and the handlers of the bot add less than 40 KiB gzipped', { timeout: 60_000 }, async () => {
  const [sizeWithBot, sizeWithoutBot] = await Promise.all([
    measureGzippedSize([]),
    measureGzippedSize([withoutBot]),
  ]);
  expect(sizeWithBot - sizeWithoutBot).toBeGreaterThan(15 * 1024);
  expect(sizeWithBot - sizeWithoutBot).toBeLessThan(MAX_BOT_SIZE_KIB * 1024);
});

/** Bundles the worker with these plugins. Returns the gzipped size in bytes. */
async function measureGzippedSize(plugins: Plugin[]): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [resolve(ROOT, 'src/index.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*', 'node:*', '*.wasm', '*.txt', '*.bin'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    loader: { '.svg': 'text', '.css': 'text' },
    plugins,
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).byteLength;
}
