/**
 * The rule that only one module of the worker writes to the table of plugs. That module also creates the revision of
 * each write.
 */
import type { Files } from './source.ts';

const WRITER = 'src/store/plugs/write.ts';
/** Node programs may write plugs, because they load data into databases while no worker writes. */
const PROGRAM_FOLDER = 'src/tools/';
const SQL_WRITE =
  /\b(?:INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE(?: OR \w+)?|DELETE FROM)\s+(?:["`]?plugs\b|\$\{plugs\})/i;
/** Matches writes that are built with drizzle or with `PLUG` of src/store/database/table-sql.ts. */
const BUILT_WRITE = /\.(?:insert|update|delete)\(plugs\)|\bPLUG\.(?:insert|assignments)\(/;

/** Lines of other modules of `src/` that write to the table of plugs, except in `PROGRAM_FOLDER`. */
export function plugWriteViolations(files: Files): string[] {
  return [...files].flatMap(([path, text]) => {
    if (!path.startsWith('src/') || path === WRITER || path.startsWith(PROGRAM_FOLDER)) return [];
    return text
      .split('\n')
      .flatMap((line, at) =>
        SQL_WRITE.test(line) || BUILT_WRITE.test(line) ? [`${path}:${at + 1} writes plugs`] : [],
      );
  });
}
