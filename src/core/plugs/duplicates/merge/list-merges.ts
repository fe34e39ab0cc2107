/** Lists the merges of an account, and undoes one. */
import { readCursor, writeCursor } from '../../../../rules/page-cursor.ts';
import { REVISION_RETENTION_MS } from '../../../../rules/plugs/history/revision-number.ts';
import { type ListedMerge, mergesStatement } from '../../../../store/plugs/merges/merges.ts';
import { readWithAccess, userOf } from '../../../request/access.ts';
import type { Ctx } from '../../../request/context.ts';
import { undoChangeset } from '../../history/undo-changeset.ts';
import type { UndoResult } from '../../history/undo-input.ts';

export interface ListMergesInput {
  limit: number;
  cursor?: string | undefined;
}

export interface MergePage {
  merges: ListedMerge[];
  nextCursor: string | null;
}

/**
 * Lists the merges of the last 90 days, newest first, in one round trip.
 * @throws AppError `INVALID_INPUT` for an invalid cursor, and the codes of `readWithAccess`
 */
export async function listMerges(ctx: Ctx, { limit, cursor }: ListMergesInput): Promise<MergePage> {
  const after = cursor === undefined ? null : readCursor(cursor, positionOf);
  const sinceMs = ctx.nowMs - REVISION_RETENTION_MS;
  const statement = mergesStatement(userOf(ctx).accountNumber, { sinceMs, after, limit: limit + 1 });
  const { results } = await readWithAccess(ctx, [statement]);
  const merges = results[0].slice(0, limit);
  const last = merges.at(-1);
  const hasMore = results[0].length > limit && last !== undefined;
  return { merges, nextCursor: hasMore ? writeCursor([last.createdAtMs, last.id]) : null };
}

/**
 * Undoes a merge of the last 90 days: the merged plugs are live again, and the winner has its values from before the
 * merge. A value of the winner that was changed later stays and is in `kept`. Nothing is written if one of the merged
 * plugs cannot be restored.
 * @throws AppError `NOT_FOUND`, `UNDO_CONFLICT` with the fields and plugs that prevent the undo, `UNAVAILABLE`, and the
 *   codes of `readWithAccess`
 */
export function undoMerge(ctx: Ctx, id: string): Promise<UndoResult> {
  return undoChangeset(ctx, id, { id, kind: 'merge', onConflict: 'keep', isDryRun: false });
}

function positionOf([createdAtMs, id]: unknown[]): [number, string] | null {
  return Number.isSafeInteger(createdAtMs) && typeof id === 'string' ? [createdAtMs as number, id] : null;
}
