/**
 * Re-exports that Biome's noBarrelFile does not report: re-exports of types, and exports of names that the module has
 * imported.
 */
import type { Directive, ExportNamedDeclaration, Statement } from 'oxc-parser';
import { placeOf, type Source } from './source.ts';

/** The platform requires the Durable Object classes as exports of the entry point. */
const ENTRY_POINT = 'src/index.ts';

/** Exports of names that another module declares. */
export function reExportOffenders(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => path !== ENTRY_POINT)
    .flatMap((source) => {
      const imported = importedNames(source.program.body);
      return source.program.body
        .filter((part) => part.type === 'ExportNamedDeclaration')
        .filter((part) => part.source !== null || localNames(part).some((name) => imported.has(name)))
        .map(({ start }) => `${placeOf(source, start)} exports what another module declares`);
    });
}

function importedNames(body: (Statement | Directive)[]): Set<string> {
  const imports = body.filter((part) => part.type === 'ImportDeclaration');
  return new Set(imports.flatMap(({ specifiers }) => specifiers.map(({ local }) => local.name)));
}

function localNames({ specifiers }: ExportNamedDeclaration): string[] {
  return specifiers.map(({ local }) => ('name' in local ? local.name : local.value));
}
