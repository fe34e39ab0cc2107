/** How an import is written, and that what it names is declared: a worker has no dev dependencies. */
import { type Import, packageOf } from './imports.ts';
import { placeOf, type Source } from './source.ts';

export interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const RELATIVE = /^\.\.?\/.*\.(ts|tsx|txt|wasm|css)$/;

export function specifierOffenders(sources: Source[], manifest: Manifest): string[] {
  return sources.flatMap((source) =>
    source.imports.flatMap((each) => {
      const complaint = problemOf(each, packagesFor(source.path, manifest));
      return complaint ? [`${placeOf(source, each.offset)} imports ${each.specifier}: ${complaint}`] : [];
    }),
  );
}

function problemOf(each: Import, packages: Record<string, string>): string | null {
  if (each.specifier === null) return 'computed';
  if (each.specifier.startsWith('.')) return RELATIVE.test(each.specifier) ? null : 'no extension';
  const name = packageOf(each);
  return name === null || Object.hasOwn(packages, name) ? null : 'not a declared dependency';
}

function packagesFor(path: string, { dependencies, devDependencies }: Manifest): Record<string, string> {
  return /^src\/tools\//.test(path) ? { ...dependencies, ...devDependencies } : dependencies;
}
