/**
 * The rule against re-exports. Biome's noBarrelFile reports neither re-exports of types nor exports of names that the
 * module has imported, so this rule reports them.
 */
import type { Directive, ExportNamedDeclaration, Statement } from 'oxc-parser';
import { positionOf, type Source } from './source.ts';

/** The platform requires the Durable Object classes as exports of the entry point. */
const ENTRY_POINT = 'src/index.ts';

/** Exports of names that another module declares. `export *` is reported by Biome only. */
export function reExportViolations(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => path !== ENTRY_POINT)
    .flatMap((source) => {
      const imported = importedNames(source.program.body);
      return source.program.body
        .filter((statement) => statement.type === 'ExportNamedDeclaration')
        .filter(
          (statement) =>
            statement.source !== null || localNames(statement).some((name) => imported.has(name)),
        )
        .map(({ start }) => `${positionOf(source, start)} exports what another module declares`);
    });
}

function importedNames(body: (Statement | Directive)[]): Set<string> {
  const imports = body.filter((statement) => statement.type === 'ImportDeclaration');
  return new Set(imports.flatMap(({ specifiers }) => specifiers.map(({ local }) => local.name)));
}

function localNames({ specifiers }: ExportNamedDeclaration): string[] {
  return specifiers.map(({ local }) => ('name' in local ? local.name : local.value));
}
