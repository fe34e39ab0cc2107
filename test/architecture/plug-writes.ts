/** Statements that write to the table of plugs, outside the one module that may do this and that creates the revisions. */
import type { Files } from './source.ts';

const WRITER = 'src/store/plugs/write.ts';
/** Node programs load data into databases that have no other writer. */
const PROGRAMS = 'src/tools/';
const SQL_WRITE =
  /\b(?:INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE(?: OR \w+)?|DELETE FROM)\s+(?:["`]?plugs\b|\$\{plugs\})/i;
const BUILT_WRITE = /\.(?:insert|update|delete)\(plugs\)|\bPLUG\.(?:insert|assignments)\(/;

/** The format of each violation is `file:line writes plugs`. */
export function plugWriteOffenders(files: Files): string[] {
  return [...files].flatMap(([path, text]) => {
    if (!path.startsWith('src/') || path === WRITER || path.startsWith(PROGRAMS)) return [];
    return text
      .split('\n')
      .flatMap((line, at) =>
        SQL_WRITE.test(line) || BUILT_WRITE.test(line) ? [`${path}:${at + 1} writes plugs`] : [],
      );
  });
}
