/** How modules export: by name, from where a thing lives. No barrels; a default export only at the door. */
import type { Directive, ExportNamedDeclaration, Statement } from 'oxc-parser';
import { placeOf, type Source } from './source.ts';

type Part = Statement | Directive;

const DOOR = 'src/index.ts';

export function barrelOffenders(sources: Source[]): string[] {
  return sources.flatMap((source) => {
    const { body } = source.program;
    const stars = body.filter(({ type }) => type === 'ExportAllDeclaration');
    const offenders = stars.map(
      ({ start }) => `${placeOf(source, start)} exports everything of another file`,
    );
    if (source.path !== DOOR && isBarrel(body)) offenders.push(`${source.path} only passes on exports`);
    return offenders;
  });
}

export function defaultExportOffenders(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => path !== DOOR)
    .flatMap((source) =>
      source.program.body
        .filter(isDefaultExport)
        .map(({ start }) => `${placeOf(source, start)} exports a default`),
    );
}

/** Nothing but imports and exports of what was declared elsewhere. */
function isBarrel(body: Part[]): boolean {
  const passing = body.filter(isPassingExport);
  const imports = body.filter(({ type }) => type === 'ImportDeclaration');
  return passing.length > 0 && passing.length + imports.length === body.length;
}

function isPassingExport(part: Part): boolean {
  return part.type === 'ExportAllDeclaration' || (isNamedExport(part) && part.declaration === null);
}

function isDefaultExport(part: Part): boolean {
  if (isNamedExport(part)) return part.specifiers.some(({ exported }) => nameOf(exported) === 'default');
  return part.type === 'ExportDefaultDeclaration' || part.type === 'TSExportAssignment';
}

function isNamedExport(part: Part): part is ExportNamedDeclaration {
  return part.type === 'ExportNamedDeclaration';
}

function nameOf(node: { name: string } | { value: string }): string {
  return 'name' in node ? node.name : node.value;
}
