/** The asset files of the pages: names, caching, the size of `keyboard.js`, icons and style sheets. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { expect, it } from 'vitest';
import { buildPageAssets, NAMES_MODULE } from '../../../src/tools/cli/build/page-assets.ts';
import { buildPublicFiles } from '../../../src/tools/cli/build/public-files.ts';

const PAGES_FOLDER = join(import.meta.dirname, '../../../src/contracts/pages');
const read = (path: string) => readFileSync(join(PAGES_FOLDER, path), 'utf8');

it('the generated module with the names of the asset files is up to date', () => {
  expect(readFileSync(NAMES_MODULE, 'utf8')).toBe(buildPageAssets().namesModule);
});

it('the header file lets browsers store the asset files for a year', () => {
  // A year is safe, because the name of a file changes with its content.
  expect(buildPublicFiles().get('_headers')).toContain(
    '/assets/pages/*\n  Cache-Control: public, max-age=31536000, immutable',
  );
});

it('the minified module keyboard.js has at most 1 KiB', () => {
  const { code } = transformSync(read('client/keyboard.js'), { minify: true });
  expect(Buffer.byteLength(code)).toBeLessThanOrEqual(1024);
});

it('every icon name is a symbol of the sprite, and every symbol has an icon name', () => {
  const symbols = [...read('client/icons.svg').matchAll(/<symbol id="([^"]+)"/g)].map(([, id]) => id);
  const names = [...read('components/icon.tsx').matchAll(/\| '([^']+)'/g)].map(([, name]) => name);
  expect(names.sort()).toEqual(symbols.sort());
});

it('entry.css imports every other style sheet', () => {
  const entry = read('style/entry.css');
  const files = readdirSync(join(PAGES_FOLDER, 'style'), { recursive: true }).map(String);
  const notImported = files.filter(
    (file) => file.endsWith('.css') && file !== 'entry.css' && !entry.includes(`./${file}"`),
  );
  expect(notImported).toEqual([]);
});
