/** The pages of a list of changesets of one kind: the imports or the merges of an account, newest first. */
import { readCursor, writeCursor } from '../../../rules/page-cursor.ts';
import { REVISION_RETENTION_MS } from '../../../rules/plugs/history/revision-number.ts';
import type { ChangesetRange } from '../../../store/plugs/changesets.ts';

export interface ChangesetPageInput {
  limit: number;
  cursor?: string | undefined;
}

/**
 * The range of changesets of the last 90 days that contains a page and the first changeset of the next page.
 * @throws AppError `INVALID_INPUT` for an invalid cursor
 */
export function changesetRange(nowMs: number, { limit, cursor }: ChangesetPageInput): ChangesetRange {
  const after = cursor === undefined ? null : readCursor(cursor, positionOf);
  return { sinceMs: nowMs - REVISION_RETENTION_MS, after, limit: limit + 1 };
}

/**
 * Returns the changesets of a page, and the cursor of the next page; null for the last page.
 * @param rows the changesets that were read for the range of `changesetRange`
 */
export function pageOfChangesets<Changeset extends { id: string; createdAtMs: number }>(
  rows: Changeset[],
  { limit }: ChangesetPageInput,
): [page: Changeset[], nextCursor: string | null] {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return [page, hasMore ? writeCursor([last.createdAtMs, last.id]) : null];
}

function positionOf([createdAtMs, id]: unknown[]): [number, string] | null {
  return Number.isSafeInteger(createdAtMs) && typeof id === 'string' ? [createdAtMs as number, id] : null;
}
