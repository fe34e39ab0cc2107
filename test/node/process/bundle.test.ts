/** The size and the contents of the worker in the build of `wrangler deploy`. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';

const MAX_GZIPPED_SIZE_KIB = 480;
/**
 * The maximum size of the minified script, which is parsed at start-up. The test counts bytes, because the start-up time
 * depends on the load of the machine. `npm run bench` measures the start-up time.
 */
const MAX_SCRIPT_SIZE_KIB = 1_500;
const META_FILE = 'bundle-meta.json';
const ROOT = join(import.meta.dirname, '../../..');

interface Build {
  /** The bytes of each uploaded module. */
  modules: Map<string, Buffer>;
  /** The bytes that each source file contributes to the script. */
  sources: Map<string, number>;
}

let build: Build;

beforeAll(async () => {
  build = await buildWorker();
}, 60_000);

it('the worker is at most 480 KiB gzipped', () => {
  const sizes = [...build.modules.values()].map((module) => gzipSync(module).byteLength);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(50 * 1024);
  expect(total).toBeLessThanOrEqual(MAX_GZIPPED_SIZE_KIB * 1024);
});

it('the script that is parsed at start-up is at most 1,500 KiB', () => {
  const script = build.modules.get('index.js')?.byteLength ?? 0;
  expect(script).toBeGreaterThan(100 * 1024);
  expect(script).toBeLessThanOrEqual(MAX_SCRIPT_SIZE_KIB * 1024);
});

it('the worker contains no JSON Schema converter and no compiler of Zod', () => {
  const unusedModules = ['classic/from-json-schema.js', 'core/compile.js', 'core/json-schema-generator.js'];
  const zodModules = [...build.sources].flatMap(([path, bytes]) =>
    bytes > 0 ? (/zod\/v4\/(.+)$/.exec(path)?.[1] ?? []) : [],
  );
  expect(zodModules).toContain('classic/schemas.js');
  expect(zodModules.filter((module) => unusedModules.includes(module))).toEqual([]);
});

it('the worker contains no locale of Zod except English', () => {
  const locales = [...build.sources].flatMap(([path, bytes]) =>
    bytes > 0 ? (/zod\/v4\/locales\/(.+)$/.exec(path)?.[1] ?? []) : [],
  );
  expect(locales).toEqual(['en.js']);
});

/** Builds the worker without deploying it. Sends nothing to Cloudflare. */
async function buildWorker(): Promise<Build> {
  const folder = mkdtempSync(join(tmpdir(), 'plugs-bundle-'));
  const wrangler = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');
  const environment = {
    ...process.env,
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_HIDE_BANNER: 'true',
    CI: '1',
    // Vitest sets this variable to `test`.
    NODE_ENV: 'production',
  };
  const options = ['deploy', '--dry-run', '--outdir', folder, '--metafile', join(folder, META_FILE)];
  await promisify(execFile)(process.execPath, [wrangler, ...options], { cwd: ROOT, env: environment });
  const names = readdirSync(folder).filter((name) => !/\.(?:map|md)$/.test(name) && name !== META_FILE);
  const modules = new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
  const sources = sourcesIn(readFileSync(join(folder, META_FILE), 'utf8'));
  rmSync(folder, { recursive: true });
  return { modules, sources };
}

/** Reads the source files from a meta file of esbuild, each with the bytes that it contributes to the script. */
function sourcesIn(metaFile: string): Map<string, number> {
  const { outputs } = JSON.parse(metaFile) as {
    outputs: Record<string, { inputs?: Record<string, { bytesInOutput: number }> }>;
  };
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs ?? {}));
  return new Map(inputs.map(([path, { bytesInOutput }]) => [path, bytesInOutput]));
}
