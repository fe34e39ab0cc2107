/** The rule that each exported function of `DOCUMENTED_LAYERS` has a docstring. */
import type { Directive, Statement } from 'oxc-parser';
import { hasDocstring } from './comments.ts';
import { positionOf, type Source } from './source.ts';

interface NamedFunction {
  name: string;
  /** The offset of the statement that declares the function, including `export`. */
  start: number;
  /** Whether the declaration itself has `export`. An export list can also export the function. */
  isExported: boolean;
}

const DOCUMENTED_LAYERS = /^src\/(core|http|store|objects|rules|crypto)\//;

/** Exported functions of `DOCUMENTED_LAYERS` without a docstring. */
export function docstringViolations(sources: Source[]): string[] {
  return sources.filter(({ path }) => DOCUMENTED_LAYERS.test(path)).flatMap(undocumentedFunctions);
}

/** One docstring is enough for all overloads of a function. */
function undocumentedFunctions(source: Source): string[] {
  const functions = source.program.body.flatMap(functionsIn);
  const documented = new Set(
    functions.filter(({ start }) => hasDocstring(source, start)).map(({ name }) => name),
  );
  const exported = namesInExportLists(source);
  return functions
    .filter(({ name, isExported }) => (isExported || exported.has(name)) && !documented.has(name))
    .map(({ name, start }) => `${positionOf(source, start)} exports ${name} without a docstring`);
}

/** The functions that a statement at the top level of a module declares. */
function functionsIn(statement: Statement | Directive): NamedFunction[] {
  const isExport =
    statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration';
  const declaration = isExport ? statement.declaration : statement;
  return functionNames(declaration).map((name) => ({ name, start: statement.start, isExported: isExport }));
}

function functionNames(node: { type: string } | null): string[] {
  const declaration = node as Statement | null;
  if (declaration?.type === 'FunctionDeclaration' || declaration?.type === 'TSDeclareFunction') {
    return [declaration.id?.name ?? 'default'];
  }
  if (declaration?.type !== 'VariableDeclaration') return [];
  return declaration.declarations
    .filter(({ init }) => init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression')
    .map(({ id }) => (id.type === 'Identifier' ? id.name : ''));
}

/** The local names in `export { a, b }`. */
function namesInExportLists({ program }: Source): Set<string> {
  const names = program.body.flatMap((statement) =>
    statement.type === 'ExportNamedDeclaration' && !statement.source
      ? statement.specifiers.map(({ local }) => ('name' in local ? local.name : local.value))
      : [],
  );
  return new Set(names);
}
