/** Lists the revisions of one plug. */
import { AppError } from '../../../rules/app-error.ts';
import { readCursor, writeCursor } from '../../../rules/page-cursor.ts';
import { type HistoryEntry, historyOf } from '../../../rules/plugs/history/plug-history.ts';
import { oldestSeq } from '../../../rules/plugs/history/revision-number.ts';
import { stateOf } from '../../../rules/plugs/revision.ts';
import { anyPlugStatement, type PlugRow } from '../../../store/plugs/plugs.ts';
import { chainStatement } from '../../../store/plugs/revisions.ts';
import { readWithAccess, userOf } from '../../request/access.ts';
import type { Ctx } from '../../request/context.ts';

export interface ListHistoryInput {
  id: string;
  limit: number;
  cursor?: string | undefined;
}

export interface PlugHistory {
  plug: PlugRow;
  entries: HistoryEntry[];
  nextCursor: string | null;
}

/**
 * Reads one page of the revisions of a plug, newest first, also of a plug in the trash. It takes one round trip.
 * Revisions are kept for 90 days.
 * @throws AppError `NOT_FOUND`, `INVALID_INPUT` for an invalid cursor, and the codes of `readWithAccess`
 */
export async function listHistory(ctx: Ctx, { id, limit, cursor }: ListHistoryInput): Promise<PlugHistory> {
  const { accountNumber } = userOf(ctx);
  const below = cursor === undefined ? Number.MAX_SAFE_INTEGER : readCursor(cursor, numberOf);
  const { results } = await readWithAccess(ctx, [
    anyPlugStatement(accountNumber, id),
    chainStatement(accountNumber, id, { below, limit, oldest: oldestSeq(ctx.nowMs) }),
  ]);
  const [[plug], revisions] = results;
  if (!plug) throw new AppError('NOT_FOUND');
  const page = historyOf(stateOf(plug), revisions).filter(({ seq }) => seq < below);
  const entries = page.slice(0, limit);
  const last = entries.at(-1);
  return { plug, entries, nextCursor: last && page.length > limit ? writeCursor([last.seq]) : null };
}

function numberOf([seq]: unknown[]): number | null {
  return Number.isSafeInteger(seq) && Number(seq) > 0 ? Number(seq) : null;
}
