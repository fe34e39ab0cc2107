/** Sessions in D1, and the access check of requests with an access token. */
import { and, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { SessionEndReason } from '../../rules/app-error.ts';
import type { SessionBeginning } from '../../rules/sessions/account-change.ts';
import type { AccountRow } from '../accounts/accounts.ts';
import type { Database } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { sessions } from '../database/schema.ts';
import { stopBatch } from '../database/stopped-batch.ts';
import { USER } from '../database/table-sql.ts';

export type SessionRow = typeof sessions.$inferSelect;

/** The account of a session that has not ended, and when and how the session began. */
export interface AccessRow {
  account: AccountRow;
  begunAtMs: number;
  begunBy: SessionBeginning;
}

/** Why `accessStatement` stopped its batch. */
export interface RefusedAccess {
  /** `unknown` if the session does not exist or belongs to another account. */
  refusal: 'unknown' | 'deleted' | SessionEndReason;
  /** Whether the account is active: 1 or 0, because SQLite has no booleans. Null for the refusal `unknown`. */
  isActive: number | null;
}

/**
 * The maximum number of rows that `accessStatement` reads. It is counted as the cost of a batch that was stopped,
 * because D1 reports no number of rows for such a batch.
 */
export const MAX_ACCESS_ROWS = 2;

/**
 * Reads the account of a session. This statement is the first one of every batch that checks an access token. If the
 * session has ended or its account may not be used, the statement stops the batch with a `RefusedAccess`, so that no
 * later statement runs. The expiry of the session is not checked, because an access token expires no later than its
 * session. The aliases make the column names unique.
 */
export function accessStatement(sessionId: number, accountId: string, nowMs: number) {
  const refusal = sql`CASE
      WHEN users.number IS NULL THEN 'unknown'
      WHEN users.deleted_at IS NOT NULL THEN 'deleted'
      WHEN sessions.ended_at IS NOT NULL THEN coalesce(sessions.ended_reason, 'revoked')
      WHEN NOT users.is_active THEN 'deactivated'
      WHEN users.expires_at <= ${nowMs} THEN 'expired' END`;
  const report = sql`json_object('refusal', ${refusal}, 'isActive', users.is_active)`;
  // The left joins also return one row for an unknown session. Without a row, the batch would not be stopped.
  return plainStatement(
    sql`SELECT sessions.created_at AS begun_at, sessions.begun_by AS begun_by,
        CASE WHEN (${refusal}) IS NOT NULL THEN ${stopBatch(report)} END AS refused, ${USER.columns}
      FROM (SELECT ${sessionId} AS id) AS named
      LEFT JOIN sessions ON sessions.id = named.id
      LEFT JOIN users ON users.number = sessions.owner AND users.id = ${accountId}`,
    ([begunAtMs, begunBy, _refused, ...account]): AccessRow => ({
      account: USER.toRow(account),
      begunAtMs: begunAtMs as number,
      begunBy: begunBy as SessionBeginning,
    }),
  );
}

/** The position of a session in a list that is sorted by the time of the sign-in. */
export interface SessionKey {
  createdAtMs: number;
  id: number;
}

/**
 * One page of the live sessions of an owner, newest first. If `endedSinceMs` is not null, the sessions that ended or
 * expired after this time are included. One additional session shows whether there is a next page.
 */
export function ownSessionsStatement(
  database: Database,
  owner: number,
  { nowMs, endedSinceMs }: { nowMs: number; endedSinceMs: number | null },
  { limit, after }: { limit: number; after: SessionKey | undefined },
) {
  const isLive = and(isNull(sessions.endedAtMs), gt(sessions.expiresAtMs, nowMs));
  const isRecent =
    endedSinceMs === null
      ? undefined
      : or(
          gt(sessions.endedAtMs, endedSinceMs),
          and(isNull(sessions.endedAtMs), gt(sessions.expiresAtMs, endedSinceMs)),
        );
  const beyond =
    after && sql`(${sessions.createdAtMs}, ${sessions.id}) < (${after.createdAtMs}, ${after.id})`;
  return database
    .select()
    .from(sessions)
    .where(and(eq(sessions.owner, owner), isRecent ?? isLive, beyond))
    .orderBy(desc(sessions.createdAtMs), desc(sessions.id))
    .limit(limit + 1);
}

/** One session, if it belongs to this owner. */
export function ownSessionStatement(database: Database, owner: number, id: number) {
  return database
    .select()
    .from(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.owner, owner)));
}
