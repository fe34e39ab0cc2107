/** Sessions as D1 shows them, and the one question every authenticated request asks. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { SessionEndReason } from '../rules/app-error.ts';
import type { Database } from './database.ts';
import { sessions, users } from './schema.ts';
import type { AccountRow } from './users.ts';

export interface AccessRow {
  sessionEndedReason: SessionEndReason | null;
  sessionEndedAtMs: number | null;
  sessionExpiresAtMs: number;
  account: AccountRow;
}

const accessColumns = {
  sessionEndedReason: sql<SessionEndReason | null>`${sessions.endedReason}`.as('session_ended_reason'),
  sessionEndedAtMs: sql<number | null>`${sessions.endedAtMs}`.as('session_ended_at'),
  sessionExpiresAtMs: sql<number>`${sessions.expiresAtMs}`.as('session_expires_at'),
};

/** The session with its account: first statement of every batch that serves a bearer. Two rows read. */
export function accessStatement(database: Database, sessionId: number, accountId: string) {
  return database
    .select({ ...accessColumns, account: users })
    .from(sessions)
    .innerJoin(users, eq(users.number, sessions.owner))
    .where(and(eq(sessions.id, sessionId), eq(users.id, accountId), isNull(users.deletedAtMs)));
}
