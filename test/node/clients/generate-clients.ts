/** Generates clients from the OpenAPI document with published generators, and type-checks programs that use them. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../../..');
const PACKAGE_FOLDER = join(ROOT, 'node_modules');
const PROGRAM_FOLDER = join(import.meta.dirname, 'programs');
/** The options of the compiler, with every check of `--strict`. The types of the packages are also checked. */
const COMPILER_OPTIONS = [
  ...['--strict', '--noEmit', '--target', 'es2024', '--lib', 'es2024,dom,dom.iterable', '--types', ''],
  ...['--module', 'esnext', '--moduleResolution', 'bundler', '--allowImportingTsExtensions'],
];

export interface GeneratedClients extends Disposable {
  /** A temporary folder with `plugs-api.d.ts`, `schemas/zod.gen.ts` and the program. Disposal deletes the folder. */
  folder: string;
}

/**
 * Copies the program to a temporary folder. Generates types with openapi-typescript and schemas with openapi-ts in this
 * folder.
 */
export async function generateClients(document: object, program: string): Promise<GeneratedClients> {
  const folder = mkdtempSync(join(tmpdir(), 'plugs-clients-'));
  symlinkSync(PACKAGE_FOLDER, join(folder, 'node_modules'));
  copyFileSync(join(PROGRAM_FOLDER, program), join(folder, program));
  // The generators need the programming interface of TypeScript 5, because TypeScript 7 has none.
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier === 'typescript' ? 'typescript-5' : specifier, context),
  });
  try {
    writeFileSync(join(folder, 'plugs-api.d.ts'), await generateTypes(document));
    await generateSchemas(document, folder);
  } finally {
    hooks.deregister();
  }
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

async function generateTypes(document: object): Promise<string> {
  const { default: openapiTS, astToString } = await import('openapi-typescript');
  return astToString(await openapiTS(structuredClone(document) as Parameters<typeof openapiTS>[0]));
}

async function generateSchemas(document: object, folder: string): Promise<void> {
  const { createClient } = await import('@hey-api/openapi-ts');
  await createClient({
    input: structuredClone(document) as Record<string, unknown>,
    output: { path: join(folder, 'schemas'), entryFile: false },
    plugins: ['zod'],
    logs: { level: 'silent', file: false },
  });
}

/**
 * The messages of the compiler for a program and for everything that the program imports. Empty if there are no errors.
 */
export async function findTypeErrors(folder: string, program: string): Promise<string> {
  const compiler = join(PACKAGE_FOLDER, 'typescript/bin/tsc');
  const { stdout } = await promisify(execFile)(process.execPath, [compiler, ...COMPILER_OPTIONS, program], {
    cwd: folder,
  }).catch((failed: { stdout: string; stderr: string }) => ({ stdout: failed.stdout + failed.stderr }));
  return stdout;
}
