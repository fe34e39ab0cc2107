/** A person's own sessions: seen, and ended. */
import { AppError, type SessionEndReason } from '../../rules/app-error.ts';
import { DAY_MS } from '../../rules/durations.ts';
import { ownSessionStatement, ownSessionsStatement, type SessionRow } from '../../store/sessions/sessions.ts';
import { readWithAccess, requireAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { endSessions } from './end-sessions.ts';

const ENDED_SHOWN_MS = 30 * DAY_MS;

/**
 * The caller's live sessions, newest first; with `all` also those that ended in the last 30 days.
 * @throws AppError as `readWithAccess` does
 */
export async function listSessions(ctx: Ctx, { all }: { all: boolean }): Promise<SessionRow[]> {
  const { nowMs } = ctx;
  const endedSinceMs = all ? nowMs - ENDED_SHOWN_MS : null;
  const { accountNumber } = userOf(ctx);
  const { results } = await readWithAccess(ctx, [
    ownSessionsStatement(ctx.database, accountNumber, { nowMs, endedSinceMs }),
  ]);
  return results[0];
}

/**
 * One of the caller's sessions; another owner's is not found.
 * @throws AppError `NOT_FOUND`, and as `readWithAccess` does
 */
export async function readSession(ctx: Ctx, { id }: { id: number }): Promise<SessionRow> {
  const { accountNumber } = userOf(ctx);
  const { results } = await readWithAccess(ctx, [ownSessionStatement(ctx.database, accountNumber, id)]);
  const session = results[0][0];
  if (!session) throw new AppError('NOT_FOUND');
  return session;
}

/**
 * Ends one of the caller's sessions; one that has ended stays ended.
 * @throws AppError `NOT_FOUND`, `UNAVAILABLE`, and as `readWithAccess` does
 */
export async function revokeSession(ctx: Ctx, { id }: { id: number }): Promise<number> {
  const session = await readSession(ctx, { id });
  const { accountId, accountNumber } = userOf(ctx);
  return endSessions(ctx, { accountId, accountNumber, sessions: { only: session.id }, reason: 'revoked' });
}

/**
 * Ends all of the caller's sessions, the current one included unless it is kept.
 * @throws AppError `UNAVAILABLE`, and as `requireAccess` does
 */
export async function endOwnSessions(
  ctx: Ctx,
  { keepCurrent, reason }: { keepCurrent: boolean; reason: SessionEndReason },
): Promise<number> {
  await requireAccess(ctx);
  const { accountId, accountNumber, sessionId } = userOf(ctx);
  const sessions = keepCurrent ? { except: sessionId } : 'all';
  return endSessions(ctx, { accountId, accountNumber, sessions, reason });
}
