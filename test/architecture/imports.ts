/**
 * Collects every form of import in a module, including type imports. This module does not check which imports are
 * allowed.
 */
import { posix } from 'node:path';
import { type Program, Visitor } from 'oxc-parser';

export interface Import {
  /** Null for a computed specifier, which cannot be checked. */
  specifier: string | null;
  /**
   * True for `import type`, `export type … from` and inline import types. False for `import { type A }`, because the
   * imported module is still loaded.
   */
  isTypeOnly: boolean;
  /** True for `import('./a.ts').A` as a type. Biome's noImportCycles does not follow this form. */
  isInlineType: boolean;
  /** The offset of the import in the text of the module. */
  offset: number;
}

/** `jsxImportSource` in tsconfig.json adds this import to each .tsx file. */
const JSX_RUNTIME = 'hono/jsx/jsx-runtime';

/** All imports of a module. The import of the JSX runtime is the first import of a .tsx file. */
export function collectImports(path: string, program: Program): Import[] {
  const imports: Import[] = [];
  const add = (source: object | null | undefined, offset: number, isTypeOnly = false, isInlineType = false) =>
    imports.push({ specifier: literalOf(source), isTypeOnly, isInlineType, offset });
  if (path.endsWith('.tsx')) {
    imports.push({ specifier: JSX_RUNTIME, isTypeOnly: false, isInlineType: false, offset: 0 });
  }
  new Visitor({
    ImportDeclaration: ({ source, start, importKind }) => add(source, start, importKind === 'type'),
    ExportAllDeclaration: ({ source, start, exportKind }) => add(source, start, exportKind === 'type'),
    ExportNamedDeclaration: ({ source, start, exportKind }) => {
      if (source) add(source, start, exportKind === 'type');
    },
    ImportExpression: ({ source, start }) => add(source, start),
    TSImportType: ({ source, start }) => add(source, start, true, true),
    TSExternalModuleReference: ({ expression, start }) => add(expression, start),
    CallExpression: ({ callee, arguments: given, start }) => {
      if (callee.type === 'Identifier' && callee.name === 'require') add(given[0], start);
    },
  }).visit(program);
  return imports;
}

/** The path from the project's root to the file that a relative specifier names. Null for any other specifier. */
export function targetOf(path: string, { specifier }: Import): string | null {
  if (!specifier?.startsWith('.')) return null;
  return posix.join(posix.dirname(path), specifier);
}

/**
 * The package of a specifier: `@hono/zod-validator` for `@hono/zod-validator/x`, and `hono` for `hono/jsx`. Null for
 * files, for built-in modules and for computed specifiers.
 */
export function packageOf({ specifier }: Import): string | null {
  if (specifier === null || /^(\.|node:|cloudflare:)/.test(specifier)) return null;
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

/** The text of a string literal. Null for any other expression. */
function literalOf(node: object | null | undefined): string | null {
  return node && 'value' in node && typeof node.value === 'string' ? node.value : null;
}
