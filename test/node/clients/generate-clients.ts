/** Generates clients from the OpenAPI document with published generators, and type-checks programs that use them. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../../..');
const PACKAGES = join(ROOT, 'node_modules');
const PROGRAMS = join(import.meta.dirname, 'programs');
/** The options for a client that is compiled with every strict check. The types of its packages are checked too. */
const COMPILER_OPTIONS = [
  ...['--strict', '--noEmit', '--target', 'es2024', '--lib', 'es2024,dom,dom.iterable', '--types', ''],
  ...['--module', 'esnext', '--moduleResolution', 'bundler', '--allowImportingTsExtensions'],
];

export interface GeneratedClients extends Disposable {
  /** The folder that contains `plugs-api.d.ts`, `schemas/zod.gen.ts` and the program. */
  folder: string;
}

/** Writes the types of openapi-typescript and the schemas of openapi-ts into the folder of the copied program. */
export async function generateClients(document: object, program: string): Promise<GeneratedClients> {
  const folder = mkdtempSync(join(tmpdir(), 'plugs-clients-'));
  symlinkSync(PACKAGES, join(folder, 'node_modules'));
  copyFileSync(join(PROGRAMS, program), join(folder, program));
  // TypeScript 7 has no programming interface. The generators use the interface of TypeScript 5.
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier === 'typescript' ? 'typescript-5' : specifier, context),
  });
  try {
    writeFileSync(join(folder, 'plugs-api.d.ts'), await typesOf(document));
    await writeSchemas(document, folder);
  } finally {
    hooks.deregister();
  }
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

async function typesOf(document: object): Promise<string> {
  const { default: openapiTS, astToString } = await import('openapi-typescript');
  return astToString(await openapiTS(structuredClone(document) as Parameters<typeof openapiTS>[0]));
}

async function writeSchemas(document: object, folder: string): Promise<void> {
  const { createClient } = await import('@hey-api/openapi-ts');
  await createClient({
    input: structuredClone(document) as Record<string, unknown>,
    output: { path: join(folder, 'schemas'), entryFile: false },
    plugins: ['zod'],
    logs: { level: 'silent', file: false },
  });
}

/** The messages of the compiler for a program and everything that it imports, or an empty text. */
export async function typeErrorsOf(folder: string, program: string): Promise<string> {
  const compiler = join(PACKAGES, 'typescript/bin/tsc');
  const { stdout } = await promisify(execFile)(process.execPath, [compiler, ...COMPILER_OPTIONS, program], {
    cwd: folder,
  }).catch((failed: { stdout: string; stderr: string }) => ({ stdout: failed.stdout + failed.stderr }));
  return stdout;
}
