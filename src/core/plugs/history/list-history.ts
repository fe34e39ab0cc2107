/** Lists the revisions of one plug, alone or together with another read or write of the plug. */
import { AppError } from '../../../rules/app-error.ts';
import { readCursor, writeCursor } from '../../../rules/page-cursor.ts';
import { type HistoryEntry, historyOf } from '../../../rules/plugs/history/plug-history.ts';
import { oldestSeq } from '../../../rules/plugs/history/revision-number.ts';
import { stateOf } from '../../../rules/plugs/revision.ts';
import { winnerIdStatement } from '../../../store/plugs/merges/aliases.ts';
import { anyPlugStatement, type PlugRow, plugStatement } from '../../../store/plugs/plugs.ts';
import { chainStatement, type PlugRevision } from '../../../store/plugs/revisions.ts';
import { type CallerAccount, readWithAccess, userOf } from '../../request/access.ts';
import type { Ctx } from '../../request/context.ts';
import {
  duplicatesOfPlug,
  duplicatesOfPlugStatements,
  type PossibleDuplicate,
} from '../duplicates/duplicates-of-plug.ts';
import { type PlugStatistics, statisticsFrom, statisticsStatements } from '../read-statistics.ts';
import { type UpdatePlugInput, updatePlug } from '../update-plug.ts';
import type { WrittenPlug } from '../write-plug.ts';

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
 * Reads one page of the revisions of a plug, newest first, in one round trip. The plug can be in the trash. Revisions
 * that are older than 90 days are not listed.
 * @throws AppError `NOT_FOUND`, `INVALID_INPUT` for an invalid cursor, and the codes of `readWithAccess`
 */
export async function listHistory(ctx: Ctx, input: ListHistoryInput): Promise<PlugHistory> {
  const { accountNumber } = userOf(ctx);
  const { statement, toHistory } = historyReading(ctx, input);
  const { results } = await readWithAccess(ctx, [anyPlugStatement(accountNumber, input.id), statement]);
  const [[plug], pairs] = results;
  if (!plug) throw new AppError('NOT_FOUND');
  return toHistory(plug, pairs);
}

/** The data of the page of one plug. */
export interface PlugDetails extends PlugHistory {
  account: CallerAccount;
  statistics: PlugStatistics;
  duplicates: PossibleDuplicate[];
}

/**
 * Reads a live plug with one page of its history, its possible duplicates, the account and the statistics of the account,
 * in one round trip.
 * @throws AppError `MERGED` for a plug that was merged into another plug, and the codes of `listHistory`
 */
export async function readPlugWithHistory(ctx: Ctx, input: ListHistoryInput): Promise<PlugDetails> {
  const { accountNumber } = userOf(ctx);
  const { statement, toHistory } = historyReading(ctx, input);
  const { account, results } = await readWithAccess(ctx, [
    ...statisticsStatements(ctx.database, accountNumber),
    plugStatement(accountNumber, input.id),
    statement,
    ...duplicatesOfPlugStatements(accountNumber, input.id),
  ]);
  const [totals, tops, [plug], pairs, ...candidates] = results;
  if (!plug) throw await missingPlugError(ctx, input.id);
  const statistics = statisticsFrom(totals[0], tops, ctx.nowMs);
  return {
    ...toHistory(plug, pairs),
    account,
    statistics,
    duplicates: duplicatesOfPlug(plug, ...candidates),
  };
}

/**
 * Changes fields of a plug like `updatePlug`, and reads the first page of the history in the batch of the write. If no
 * value changes, nothing is written and `history` is null.
 * @throws AppError with the codes of `updatePlug`
 */
export async function updatePlugWithHistory(
  ctx: Ctx,
  { limit, ...input }: UpdatePlugInput & { limit: number },
): Promise<WrittenPlug & { history: (PlugHistory & { timeZone: string }) | null }> {
  const { statement, toHistory } = historyReading(ctx, { id: input.id, limit });
  const written = await updatePlug(ctx, { ...input, revisionsAfter: statement });
  const { plug, isWritten, after } = written;
  if (!isWritten || !after) return { ...written, history: null };
  return { ...written, history: { ...toHistory(plug, after.revisions), timeZone: after.timeZone } };
}

/** Returns the error for an id without a live plug. One further round trip reads whether the plug was merged. */
async function missingPlugError(ctx: Ctx, id: string): Promise<AppError> {
  const [[mergedInto]] = await ctx.database.batch([winnerIdStatement(userOf(ctx).accountNumber, id)]);
  return mergedInto === undefined ? new AppError('NOT_FOUND') : new AppError('MERGED', { mergedInto });
}

/**
 * Returns the statement that reads the revisions of a page, and the function that builds the page from the result rows.
 * Each row contains up to two revisions.
 */
function historyReading(ctx: Ctx, { id, limit, cursor }: ListHistoryInput) {
  const belowSeq = cursor === undefined ? Number.MAX_SAFE_INTEGER : readCursor(cursor, seqInCursor);
  const range = { belowSeq, limit, oldestSeq: oldestSeq(ctx.nowMs) };
  const statement = chainStatement(userOf(ctx).accountNumber, id, range);
  const toHistory = (plug: PlugRow, pairs: PlugRevision[][]): PlugHistory => {
    const page = historyOf(stateOf(plug), pairs.flat()).filter(({ seq }) => seq < belowSeq);
    const entries = page.slice(0, limit);
    const last = entries.at(-1);
    return { plug, entries, nextCursor: last && page.length > limit ? writeCursor([last.seq]) : null };
  };
  return { statement, toHistory };
}

function seqInCursor([seq]: unknown[]): number | null {
  return Number.isSafeInteger(seq) && Number(seq) > 0 ? Number(seq) : null;
}
