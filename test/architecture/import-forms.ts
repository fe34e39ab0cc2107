/** Import forms that the other checks cannot follow. */
import { targetOf } from './imports.ts';
import { placeOf, type Source } from './source.ts';

/** Computed imports, whose target is unknown, and inline import types of files, which Biome's cycle check ignores. */
export function importFormOffenders(sources: Source[]): string[] {
  return sources.flatMap((source) =>
    source.imports.flatMap((each) => {
      const place = placeOf(source, each.offset);
      if (each.specifier === null) return [`${place} computes the path of an import`];
      const isFile = targetOf(source.path, each) !== null;
      return each.isInlineType && isFile ? [`${place} imports ${each.specifier} inside a type`] : [];
    }),
  );
}
