/** The rule against import forms that other checks cannot follow. */
import { targetOf } from './imports.ts';
import { placeOf, type Source } from './source.ts';

/**
 * Imports with a computed path, whose target is unknown, and types like `import('./a.ts').A`, which Biome's cycle check
 * ignores.
 */
export function importFormViolations(sources: Source[]): string[] {
  return sources.flatMap((source) =>
    source.imports.flatMap((each) => {
      const place = placeOf(source, each.offset);
      if (each.specifier === null) return [`${place} computes the path of an import`];
      const isFile = targetOf(source.path, each) !== null;
      return each.isInlineType && isFile ? [`${place} imports ${each.specifier} inside a type`] : [];
    }),
  );
}
