/** Reads one plug of the caller. */
import { AppError } from '../../rules/app-error.ts';
import { liveWinnerStatement } from '../../store/plugs/merges/aliases.ts';
import { type PlugRow, plugStatement } from '../../store/plugs/plugs.ts';
import { readWithAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';

/**
 * Reads a live plug. For the id of a merged plug, returns the live plug into which it was merged, also after several
 * merges. The returned plug has another id. A plug of another owner, a deleted plug and an unknown id give the same
 * error.
 * @throws AppError `NOT_FOUND`, and the codes of `readWithAccess`
 */
export async function readPlug(ctx: Ctx, { id }: { id: string }): Promise<PlugRow> {
  const { accountNumber } = userOf(ctx);
  const { results } = await readWithAccess(ctx, [
    plugStatement(accountNumber, id),
    liveWinnerStatement(accountNumber, id),
  ]);
  const [[live], [winner]] = results;
  const plug = live ?? winner;
  if (!plug) throw new AppError('NOT_FOUND');
  return plug;
}
