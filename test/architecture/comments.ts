/** Rules for comments: a source file begins with a header, and no comment postpones work. Also finds docstrings. */
import type { Comment } from 'oxc-parser';
import { positionOf, type Source } from './source.ts';

/** Source files that do not begin with a `/**` block. */
export function headerViolations(sources: Source[]): string[] {
  return sources
    .filter(({ text }) => !text.startsWith('/**'))
    .map(({ path }) => `${path} does not begin with a header`);
}

/** Comments with `TODO` or `FIXME`. Open work is tracked in the issue tracker. */
export function postponedWorkViolations(sources: Source[]): string[] {
  return sources.flatMap((source) =>
    source.comments
      .filter(({ value }) => /\b(TODO|FIXME)\b/.test(value))
      .map(({ start }) => `${positionOf(source, start)} postpones work`),
  );
}

/**
 * Whether a `/** *\/` block is directly above `offset`. A block at the start of the file does not count, because it is
 * the header of the file.
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
