/** Lists and ends the sessions of the caller. */
import { AppError, type SessionEndReason } from '../../rules/app-error.ts';
import { DAY_MS } from '../../rules/durations.ts';
import { readCursor, writeCursor } from '../../rules/page-cursor.ts';
import {
  ownSessionStatement,
  ownSessionsStatement,
  type SessionKey,
  type SessionRow,
} from '../../store/sessions/sessions.ts';
import { readWithAccess, requireAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { endSessions } from './end-sessions.ts';

/** The time for which a session is listed after it has ended. */
const ENDED_SESSION_LISTED_MS = 30 * DAY_MS;
const SESSIONS_PER_PAGE = 200;

/**
 * Returns one page of at most 200 live sessions of the caller, newest first. With `includesEnded`, the page also
 * contains the sessions that ended or expired in the last 30 days.
 * @throws AppError `INVALID_INPUT` for an invalid cursor, and the codes of `readWithAccess`
 */
export async function listSessions(
  ctx: Ctx,
  { includesEnded, cursor }: { includesEnded: boolean; cursor?: string | undefined },
): Promise<{ sessions: SessionRow[]; nextCursor: string | null }> {
  const after = cursor === undefined ? undefined : readCursor(cursor, positionOf);
  const { nowMs } = ctx;
  const endedSinceMs = includesEnded ? nowMs - ENDED_SESSION_LISTED_MS : null;
  const { accountNumber } = userOf(ctx);
  const { results } = await readWithAccess(ctx, [
    ownSessionsStatement(
      ctx.database,
      accountNumber,
      { nowMs, endedSinceMs },
      { limit: SESSIONS_PER_PAGE, after },
    ),
  ]);
  const [rows] = results;
  const sessions = rows.slice(0, SESSIONS_PER_PAGE);
  const last = rows.length > SESSIONS_PER_PAGE ? sessions.at(-1) : undefined;
  return { sessions, nextCursor: last ? writeCursor([last.createdAtMs, last.id]) : null };
}

/**
 * Returns one session of the caller, also if the session has ended. A session of another owner is not found.
 * @throws AppError `NOT_FOUND`, and the codes of `readWithAccess`
 */
export async function readSession(ctx: Ctx, { id }: { id: number }): Promise<SessionRow> {
  const { accountNumber } = userOf(ctx);
  const { results } = await readWithAccess(ctx, [ownSessionStatement(ctx.database, accountNumber, id)]);
  const session = results[0][0];
  if (!session) throw new AppError('NOT_FOUND');
  return session;
}

/**
 * Ends one session of the caller. Returns the number of ended sessions, which is 0 if the session had already ended.
 * @throws AppError `NOT_FOUND`, `UNAVAILABLE`, and the codes of `readWithAccess`
 */
export async function revokeSession(ctx: Ctx, { id }: { id: number }): Promise<number> {
  const session = await readSession(ctx, { id });
  const { accountId, accountNumber } = userOf(ctx);
  return endSessions(ctx, { accountId, accountNumber, sessions: { only: session.id }, reason: 'revoked' });
}

/**
 * Ends all sessions of the caller. With `keepsCurrent`, the current session does not end. Returns the number of ended
 * sessions.
 * @throws AppError `UNAVAILABLE`, and the codes of `requireAccess`
 */
export async function endOwnSessions(
  ctx: Ctx,
  { keepsCurrent, reason }: { keepsCurrent: boolean; reason: SessionEndReason },
): Promise<number> {
  await requireAccess(ctx);
  const { accountId, accountNumber, sessionId } = userOf(ctx);
  const sessions = keepsCurrent ? { except: sessionId } : 'all';
  return endSessions(ctx, { accountId, accountNumber, sessions, reason });
}

function positionOf([createdAtMs, id]: unknown[]): SessionKey | null {
  const isKey = Number.isSafeInteger(createdAtMs) && Number.isSafeInteger(id);
  return isKey ? { createdAtMs: Number(createdAtMs), id: Number(id) } : null;
}
