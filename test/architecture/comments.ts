/** The comments that a source file must have, and the comments that it must not have. */
import type { Comment } from 'oxc-parser';
import { placeOf, type Source } from './source.ts';

/** Source files that do not begin with a header that states their purpose. */
export function headerOffenders(sources: Source[]): string[] {
  return sources
    .filter(({ text }) => !text.startsWith('/**'))
    .map(({ path }) => `${path} does not begin with a header`);
}

/** Comments that postpone work. Open work is tracked in the issue tracker. */
export function postponedWorkOffenders(sources: Source[]): string[] {
  return sources.flatMap((source) =>
    source.comments
      .filter(({ value }) => /\b(TODO|FIXME)\b/.test(value))
      .map(({ start }) => `${placeOf(source, start)} postpones work`),
  );
}

/**
 * Whether a `/** *\/` block is directly above `offset`. The header of the file describes the file and does not count.
 */
export function hasDocstring({ text, comments }: Source, offset: number): boolean {
  const isDirectlyAbove = ({ end }: Comment) =>
    end <= offset && /^[ \t]*\n?[ \t]*$/.test(text.slice(end, offset));
  return comments.some(
    (comment) =>
      comment.type === 'Block' &&
      comment.value.startsWith('*') &&
      comment.start > 0 &&
      isDirectlyAbove(comment),
  );
}
