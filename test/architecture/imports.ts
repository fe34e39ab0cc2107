/** Every way by which one module names another, types included. Knows nothing of what may be named. */
import { posix } from 'node:path';
import { type Program, Visitor } from 'oxc-parser';

export interface Import {
  /** Null where it is computed: nothing can be said of such an import. */
  specifier: string | null;
  /** `import type` as a whole: an import with only inline types is still loaded. */
  isTypeOnly: boolean;
  offset: number;
}

/** What `jsxImportSource` in tsconfig.json adds to each .tsx file. */
const JSX_RUNTIME = 'hono/jsx/jsx-runtime';

export function collectImports(path: string, program: Program): Import[] {
  const imports: Import[] = [];
  const add = (source: object | null | undefined, offset: number, isTypeOnly = false) =>
    imports.push({ specifier: literalOf(source), isTypeOnly, offset });
  if (path.endsWith('.tsx')) imports.push({ specifier: JSX_RUNTIME, isTypeOnly: false, offset: 0 });
  new Visitor({
    ImportDeclaration: ({ source, start, importKind }) => add(source, start, importKind === 'type'),
    ExportAllDeclaration: ({ source, start, exportKind }) => add(source, start, exportKind === 'type'),
    ExportNamedDeclaration: ({ source, start, exportKind }) => {
      if (source) add(source, start, exportKind === 'type');
    },
    ImportExpression: ({ source, start }) => add(source, start),
    TSImportType: ({ source, start }) => add(source, start, true),
    TSExternalModuleReference: ({ expression, start }) => add(expression, start),
    CallExpression: ({ callee, arguments: given, start }) => {
      if (callee.type === 'Identifier' && callee.name === 'require') add(given[0], start);
    },
  }).visit(program);
  return imports;
}

/** The file that a relative specifier names, by its path from the project's root; null for packages. */
export function targetOf(path: string, { specifier }: Import): string | null {
  if (!specifier?.startsWith('.')) return null;
  return posix.join(posix.dirname(path), specifier);
}

/** `@hono/zod-validator` of `@hono/zod-validator/x`, `hono` of `hono/jsx`; null for files and built-in modules. */
export function packageOf({ specifier }: Import): string | null {
  if (specifier === null || /^(\.|node:|cloudflare:)/.test(specifier)) return null;
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

function literalOf(node: object | null | undefined): string | null {
  return node && 'value' in node && typeof node.value === 'string' ? node.value : null;
}
