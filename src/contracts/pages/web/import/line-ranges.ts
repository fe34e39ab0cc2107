/** The lines of a file that an incomplete import has imported, in words. */
import { formatCount } from '../../components/figures.tsx';

/** The maximum number of ranges in the text. */
const MAX_RANGES = 5;

/**
 * Returns a text such as "lines 2 to 251, line 253", or an empty text if no entry is imported. Imported entries that
 * follow each other in the file are one range. After `MAX_RANGES` ranges, "and more" replaces all further ranges.
 */
export function lineRangesInWords(entries: { line: number; isImported: boolean }[]): string {
  const ranges: [first: number, last: number][] = [];
  let isInRange = false;
  for (const { line, isImported } of entries) {
    const lastRange = ranges.at(-1);
    if (isImported && isInRange && lastRange) lastRange[1] = line;
    else if (isImported) ranges.push([line, line]);
    isInRange = isImported;
  }
  const words = ranges
    .slice(0, MAX_RANGES)
    .map(([first, last]) =>
      first === last ? `line ${formatCount(first)}` : `lines ${formatCount(first)} to ${formatCount(last)}`,
    );
  return words.join(', ') + (ranges.length > MAX_RANGES ? ' and more' : '');
}
