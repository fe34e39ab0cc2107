/** Sessions in D1, and the access check of every authenticated request. */
import { and, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { SessionEndReason } from '../../rules/app-error.ts';
import type { SessionBeginning } from '../../rules/sessions/account-change.ts';
import type { AccountRow } from '../accounts/accounts.ts';
import type { Database } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { sessions } from '../database/schema.ts';
import { USER } from '../database/table-sql.ts';

export type SessionRow = typeof sessions.$inferSelect;

export interface AccessRow {
  sessionEndedReason: SessionEndReason | null;
  sessionEndedAtMs: number | null;
  sessionCreatedAtMs: number;
  sessionBegunBy: SessionBeginning;
  account: AccountRow;
}

/**
 * The session with its account: the first statement of every batch that serves a bearer token. It reads two rows. The
 * aliases keep the column names unique.
 */
export function accessStatement(sessionId: number, accountId: string) {
  return plainStatement(
    sql`SELECT sessions.ended_reason AS session_ended_reason, sessions.ended_at AS session_ended_at,
        sessions.created_at AS session_created_at, sessions.begun_by AS session_begun_by, ${USER.columns}
      FROM sessions INNER JOIN users ON users.number = sessions.owner
      WHERE sessions.id = ${sessionId} AND users.id = ${accountId}`,
    ([endedReason, endedAtMs, createdAtMs, begunBy, ...account]): AccessRow => ({
      sessionEndedReason: endedReason as SessionEndReason | null,
      sessionEndedAtMs: endedAtMs as number | null,
      sessionCreatedAtMs: createdAtMs as number,
      sessionBegunBy: begunBy as SessionBeginning,
      account: USER.toRow(account),
    }),
  );
}

/** The live sessions of an owner, newest first, and those that ended after `endedSinceMs` unless it is null. */
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

/** One session, if it belongs to this owner. */
export function ownSessionStatement(database: Database, owner: number, id: number) {
  return database
    .select()
    .from(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.owner, owner)));
}
