/** Sessions as D1 shows them, and the one question every authenticated request asks. */
import { and, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { SessionEndReason } from '../../rules/app-error.ts';
import type { AccountRow } from '../accounts/accounts.ts';
import { cachedStatement } from '../database/cached-statement.ts';
import type { Database } from '../database/database.ts';
import { sessions, users } from '../database/schema.ts';

export type SessionRow = typeof sessions.$inferSelect;

export interface AccessRow {
  sessionEndedReason: SessionEndReason | null;
  sessionEndedAtMs: number | null;
  account: AccountRow;
}

const accessColumns = {
  sessionEndedReason: sql<SessionEndReason | null>`${sessions.endedReason}`.as('session_ended_reason'),
  sessionEndedAtMs: sql<number | null>`${sessions.endedAtMs}`.as('session_ended_at'),
};

/** The session with its account: first statement of every batch that serves a bearer. Two rows read. */
export function accessStatement(database: Database, sessionId: number, accountId: string) {
  return cachedStatement(database, 'access', { sessionId, accountId }, (blueprint, held) =>
    blueprint
      .select({ ...accessColumns, account: users })
      .from(sessions)
      .innerJoin(users, eq(users.number, sessions.owner))
      .where(and(eq(sessions.id, held.sessionId), eq(users.id, held.accountId))),
  );
}

/** An owner's live sessions, newest first, and those that ended since a moment when one is given. */
export function ownSessionsStatement(
  database: Database,
  owner: number,
  { nowMs, endedSinceMs }: { nowMs: number; endedSinceMs: number | null },
) {
  const live = and(isNull(sessions.endedAtMs), gt(sessions.expiresAtMs, nowMs));
  const recent =
    endedSinceMs === null
      ? undefined
      : or(
          gt(sessions.endedAtMs, endedSinceMs),
          and(isNull(sessions.endedAtMs), gt(sessions.expiresAtMs, endedSinceMs)),
        );
  return database
    .select()
    .from(sessions)
    .where(and(eq(sessions.owner, owner), recent ?? live))
    .orderBy(desc(sessions.createdAtMs), desc(sessions.id));
}

export function ownSessionStatement(database: Database, owner: number, id: number) {
  return database
    .select()
    .from(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.owner, owner)));
}
