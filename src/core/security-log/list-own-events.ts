/** What has happened to the caller's account. */
import { AppError } from '../../rules/app-error.ts';
import {
  type EventKey,
  ownEventsStatement,
  type SecurityEventRow,
} from '../../store/security-log/security-events.ts';
import { readWithAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';

/**
 * A page of the caller's security events, newest first.
 * @throws AppError `INVALID_INPUT` for a cursor that is not ours, and as `readWithAccess` does
 */
export async function listOwnEvents(
  ctx: Ctx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ events: SecurityEventRow[]; nextCursor: string | null }> {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const { accountNumber } = userOf(ctx);
  const { results } = await readWithAccess(ctx, [
    ownEventsStatement(ctx.database, accountNumber, { limit, after }),
  ]);
  const [rows] = results;
  const events = rows.slice(0, limit);
  const last = rows.length > limit ? events.at(-1) : undefined;
  return { events, nextCursor: last ? `${last.createdAtMs}.${last.id}` : null };
}

function readCursor(text: string): EventKey {
  const [, createdAtMs, id] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(text) ?? [];
  if (createdAtMs && id) return { createdAtMs: Number(createdAtMs), id };
  throw new AppError('INVALID_INPUT', { problems: [{ field: 'cursor', message: 'Invalid cursor' }] });
}
