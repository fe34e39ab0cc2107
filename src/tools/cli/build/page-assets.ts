/**
 * The files of the pages: one style sheet, one script, the icons and the favicon. The name of a file contains a hash of
 * its text, so that browsers can cache the file for a year. The worker reads the names from
 * src/contracts/pages/asset-names.ts.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync, transformSync } from 'esbuild';
import { ROOT } from '../tools.ts';

const PAGES = join(ROOT, 'src/contracts/pages');
const HTMX = join(ROOT, 'node_modules/htmx.org/dist/htmx.min.js');
/** The path of the files under the public folder. */
const FOLDER = 'assets/pages';
const HASH_LENGTH = 10;

const MODULE_HEADER = `/** The paths of the files that browsers load for a page. Written by src/tools/cli/build-assets.ts. */

export const ASSETS = {
`;

export interface PageAssets {
  /** The text of every file by its path under the public folder. */
  files: Map<string, string>;
  /** The text of src/contracts/pages/asset-names.ts. */
  namesModule: string;
}

/** The path of the generated module that contains the names of the files. */
export const NAMES_MODULE = join(PAGES, 'asset-names.ts');

/** Bundles and minifies the style sheet and the script. The icons and the favicon are not changed. */
export function buildPageAssets(): PageAssets {
  const built = {
    style: hashedFile('style', 'css', buildStyleSheet()),
    script: hashedFile('script', 'js', buildPageScript()),
    icons: hashedFile('icons', 'svg', readFileSync(join(PAGES, 'client/icons.svg'), 'utf8')),
    favicon: hashedFile('favicon', 'svg', readFileSync(join(PAGES, 'client/favicon.svg'), 'utf8')),
  };
  const lines = Object.entries(built).map(([name, { path }]) => `  ${name}: '/${path}',\n`);
  return {
    files: new Map(Object.values(built).map(({ path, text }) => [path, text])),
    namesModule: `${MODULE_HEADER}${lines.join('')}} as const;\n`,
  };
}

function hashedFile(name: string, extension: string, text: string) {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
  return { path: `${FOLDER}/${name}-${hash}.${extension}`, text };
}

function buildStyleSheet(): string {
  const result = buildSync({
    entryPoints: [join(PAGES, 'style/entry.css')],
    bundle: true,
    minify: true,
    write: false,
    logLevel: 'warning',
  });
  return result.outputFiles[0]?.text ?? '';
}

/** The text of htmx, followed by the scripts of the pages. Each of these scripts has a separate scope. */
function buildPageScript(): string {
  const own = ['client/keyboard.js', 'client/start.js'].map((path) => {
    const text = readFileSync(join(PAGES, path), 'utf8');
    return transformSync(text, { minify: true, format: 'iife' }).code;
  });
  return [readFileSync(HTMX, 'utf8').trimEnd(), ...own].join('\n');
}
