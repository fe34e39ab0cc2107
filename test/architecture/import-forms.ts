/** The rule against import forms that other checks cannot follow. */
import { targetOf } from './imports.ts';
import { positionOf, type Source } from './source.ts';

/**
 * Imports with a computed path, whose target is unknown, and types like `import('./a.ts').A`, which Biome's cycle check
 * ignores.
 */
export function importFormViolations(sources: Source[]): string[] {
  return sources.flatMap((source) =>
    source.imports.flatMap((each) => {
      const position = positionOf(source, each.offset);
      if (each.specifier === null) return [`${position} computes the path of an import`];
      const isFile = targetOf(source.path, each) !== null;
      return each.isInlineType && isFile ? [`${position} imports ${each.specifier} inside a type`] : [];
    }),
  );
}
