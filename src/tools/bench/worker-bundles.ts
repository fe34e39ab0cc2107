/** Builds the product and the floor, including WebAssembly, in the form that `wrangler deploy` would upload. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { ROOT, readToolOutput } from '../cli/tools.ts';

export type BundledModule =
  | { type: 'esm' | 'text'; contents: string }
  | { type: 'wasm'; contents: Uint8Array<ArrayBuffer> };

export interface WorkerBundle {
  mainModule: string;
  modules: Record<string, BundledModule>;
}

const PRODUCT_CONFIG = join(ROOT, 'wrangler.toml');

/** Builds the product in `folder`. */
export function bundleProduct(folder: string): Promise<WorkerBundle> {
  return bundle(PRODUCT_CONFIG, join(folder, 'product'), 'index.js');
}

/**
 * Builds the floor. Its entry point is written to `folder`, because only index.ts may have a default export in `src/`.
 */
export async function bundleFloor(folder: string, compatibilityDate: string): Promise<WorkerBundle> {
  const floorFolder = join(folder, 'floor');
  const source = JSON.stringify(join(import.meta.dirname, 'floor-worker.ts'));
  const config = { name: 'floor', main: 'entry.js', minify: true, compatibility_date: compatibilityDate };
  mkdirSync(floorFolder);
  writeFileSync(join(floorFolder, 'entry.js'), `export { FloorCounter, floor as default } from ${source};\n`);
  writeFileSync(join(floorFolder, 'wrangler.json'), JSON.stringify(config));
  return bundle(join(floorFolder, 'wrangler.json'), join(floorFolder, 'out'), 'entry.js');
}

async function bundle(config: string, output: string, mainModule: string): Promise<WorkerBundle> {
  await readToolOutput('wrangler', ['deploy', '--dry-run', '--config', config, '--outdir', output]);
  const names = readdirSync(output).filter((name) => !/\.(map|md)$/.test(name));
  return {
    mainModule,
    modules: Object.fromEntries(names.map((name) => [name, moduleOf(join(output, name))])),
  };
}

function moduleOf(file: string): BundledModule {
  if (extname(file) === '.wasm') return { type: 'wasm', contents: Uint8Array.from(readFileSync(file)) };
  return { type: extname(file) === '.js' ? 'esm' : 'text', contents: readFileSync(file, 'utf8') };
}
