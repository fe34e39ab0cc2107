/**
 * The static files, from packages and from `src/`, and the file `_headers`. Cloudflare serves the static files without
 * running the worker.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPasswordFilter } from '../../../rules/passwords/password-filter.ts';
import { COMMON_PASSWORDS_PATH } from '../../../store/passwords/common-passwords.ts';
import { ROOT } from '../tools.ts';
import { buildPageAssets } from './page-assets.ts';

const SWAGGER = 'node_modules/swagger-ui-dist';
const REDOC = 'node_modules/redoc';
const CLIENT = 'src/contracts/documentation/client';
/** Lower-case passwords from public data breaches, the most frequent first. */
const PASSWORDS = 'node_modules/@zxcvbn-ts/language-common/src/passwords.json';

/** Files that are copied unchanged: the name under `/assets/docs/`, and the path of the source. */
const COPIES = {
  'page.css': `${CLIENT}/page.css`,
  'start-swagger-ui.js': `${CLIENT}/start-swagger-ui.js`,
  'swagger-ui-bundle.js': `${SWAGGER}/swagger-ui-bundle.js`,
  'swagger-ui-bundle.js.LICENSE.txt': `${SWAGGER}/swagger-ui-bundle.js.LICENSE.txt`,
  'swagger-ui.LICENSE.txt': `${SWAGGER}/LICENSE`,
  'swagger-ui.NOTICE.txt': `${SWAGGER}/NOTICE`,
  'redoc.LICENSE.txt': `${REDOC}/LICENSE`,
  'redoc.standalone.js.LICENSE.txt': `${REDOC}/bundles/redoc.standalone.js.LICENSE.txt`,
};

/**
 * The file `_headers` of Cloudflare. These headers are sent in addition to the headers of the platform, which are
 * `ETag` and `Cache-Control: public, max-age=0, must-revalidate`. For the files of the pages, the `Cache-Control` below
 * replaces that of the platform.
 */
const HEADERS = `/assets/*
  X-Content-Type-Options: nosniff
  Strict-Transport-Security: max-age=31536000; includeSubDomains
  Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
  Referrer-Policy: no-referrer
  Cross-Origin-Resource-Policy: same-origin
/assets/pages/*
  Cache-Control: public, max-age=31536000, immutable
`;

/**
 * The content of every file by its path under the public folder.
 * @throws Error when a text that must be replaced does not occur exactly once
 */
export function buildPublicFiles(): Map<string, string | Uint8Array> {
  const copies = Object.entries(COPIES).map(
    ([name, source]) => [`assets/docs/${name}`, read(source)] as const,
  );
  return new Map<string, string | Uint8Array>([
    ...copies,
    ['assets/docs/swagger-ui.css', swaggerStyle()],
    ['assets/docs/redoc.standalone.js', redocScript()],
    [COMMON_PASSWORDS_PATH, buildPasswordFilter(JSON.parse(read(PASSWORDS)) as string[])],
    ...buildPageAssets().files,
    ['_headers', HEADERS],
  ]);
}

/**
 * Replaces a text that must occur exactly once.
 * @param name the name of the file, for the error message
 * @throws Error if the text does not occur exactly once. This can happen after an update of the package. The file must
 *   then be checked manually.
 */
export function replaceOnce(name: string, text: string, [old, replacement]: [string, string]): string {
  const parts = text.split(old);
  if (parts.length === 2) return parts.join(replacement);
  throw new Error(`${name} should contain "${old}" once, not ${parts.length - 1} times: see ${THIS_FILE}.`);
}

const THIS_FILE = 'src/tools/cli/build/public-files.ts';

function swaggerStyle(): string {
  const name = `${SWAGGER}/swagger-ui.css`;
  return replaceOnce(name, read(name), ['/*# sourceMappingURL=swagger-ui.css.map*/', '']);
}

/**
 * The script of Redoc without its logo and without the link to its source map. Redoc always loads the logo from another
 * origin. The source map is not served.
 */
function redocScript(): string {
  const name = `${REDOC}/bundles/redoc.standalone.js`;
  const script = replaceOnce(name, read(name), ['https://cdn.redoc.ly/redoc/logo-mini.svg', 'data:,']);
  return replaceOnce(name, script, ['//# sourceMappingURL=redoc.standalone.js.map', '']);
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
