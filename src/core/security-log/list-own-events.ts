/** Lists the security events of the caller's account. */
import { readCursor, writeCursor } from '../../rules/page-cursor.ts';
import {
  type EventKey,
  ownEventsStatement,
  type SecurityEventRow,
} from '../../store/security-log/security-events.ts';
import { type CallerAccount, readWithAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';

/**
 * Returns the caller's account and one page of the security events of the account, newest first.
 * @throws AppError `INVALID_INPUT` for an invalid cursor, and the codes of `readWithAccess`
 */
export async function listOwnEvents(
  ctx: Ctx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ account: CallerAccount; events: SecurityEventRow[]; nextCursor: string | null }> {
  const after = cursor === undefined ? undefined : readCursor(cursor, positionOf);
  const { accountNumber } = userOf(ctx);
  const { account, results } = await readWithAccess(ctx, [
    ownEventsStatement(ctx.database, accountNumber, { limit, after }),
  ]);
  const [rows] = results;
  const events = rows.slice(0, limit);
  const last = rows.length > limit ? events.at(-1) : undefined;
  return { account, events, nextCursor: last ? writeCursor([last.createdAtMs, last.id]) : null };
}

function positionOf([createdAtMs, id]: unknown[]): EventKey | null {
  const isKey = Number.isSafeInteger(createdAtMs) && typeof id === 'string';
  return isKey ? { createdAtMs: Number(createdAtMs), id } : null;
}
