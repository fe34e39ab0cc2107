/** What a file may not contain, and the comments that it must: its header, and a verb's docstring. */
import type { Comment } from 'oxc-parser';
import { Visitor } from 'oxc-parser';
import { placeOf, type Source } from './source.ts';

export function anyOffenders(sources: Source[]): string[] {
  return sources.flatMap((source) => {
    const offenders: string[] = [];
    const add = ({ start }: { start: number }) => void offenders.push(`${placeOf(source, start)} says any`);
    new Visitor({ TSAnyKeyword: add }).visit(source.program);
    return offenders;
  });
}

export function enumOffenders(sources: Source[]): string[] {
  return sources.flatMap((source) => {
    const offenders: string[] = [];
    const add = ({ start }: { start: number }) => void offenders.push(`${placeOf(source, start)} is an enum`);
    new Visitor({ TSEnumDeclaration: add }).visit(source.program);
    return offenders;
  });
}

export function reminderOffenders(sources: Source[]): string[] {
  return sources.flatMap((source) =>
    source.comments
      .filter(({ value }) => /\b(TODO|FIXME)\b/.test(value))
      .map(({ start }) => `${placeOf(source, start)} leaves a reminder`),
  );
}

export function headerOffenders(sources: Source[]): string[] {
  return sources
    .filter(({ text }) => !text.startsWith('/**'))
    .map(({ path }) => `${path} begins without a header`);
}

/** A block right above `offset`, the file's header apart: that one speaks of the file. */
export function hasDocstring({ text, comments }: Source, offset: number): boolean {
  const isRightAbove = ({ end }: Comment) =>
    end <= offset && /^[ \t]*\n?[ \t]*$/.test(text.slice(end, offset));
  return comments.some(
    (comment) =>
      comment.type === 'Block' && comment.value.startsWith('*') && comment.start > 0 && isRightAbove(comment),
  );
}
