/** Applies account changes to D1. Applying one twice has no effect, because they are delivered at least once. */
import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import type { AccountChange } from '../../rules/sessions/account-change.ts';
import type { Database, Statement } from '../database/database.ts';
import { sessions, users } from '../database/schema.ts';
import { insertQueuedEmailStatement } from '../notifications/mail-queue.ts';
import { insertEventStatement } from '../security-log/security-events.ts';

/** Writes the changes in their order, in one transaction and one round trip. */
export async function applyAccountChanges(database: Database, changes: AccountChange[]): Promise<void> {
  await database.batch(changes.flatMap((change) => changeStatements(database, change)));
}

function changeStatements(database: Database, change: AccountChange): Statement[] {
  switch (change.type) {
    case 'session_began':
      return beginSessionStatements(database, change);
    case 'session_active':
      return [touchSessionStatement(database, change)];
    case 'sessions_ended':
      return [endSessionsStatement(database, change)];
    case 'password_rehashed':
      return [updatePasswordStatement(database, change.owner, { passwordHash: change.passwordHash })];
    case 'password_replaced':
      return [
        updatePasswordStatement(database, change.owner, {
          passwordHash: change.passwordHash,
          passwordEpoch: change.epoch,
          updatedAtMs: change.atMs,
        }),
        ...(change.isReset ? [unlinkUnverifiedPlexStatement(database, change.owner)] : []),
      ];
    case 'event':
      return [insertEventStatement(database, change.event)];
    case 'email_queued':
      return [insertQueuedEmailStatement(database, change.email)];
  }
}

function beginSessionStatements(
  database: Database,
  { session }: Extract<AccountChange, { type: 'session_began' }>,
) {
  const { owner, createdAtMs } = session;
  const row = { ...session, lastActivityAtMs: createdAtMs };
  return [
    database.insert(sessions).values(row).onConflictDoNothing(),
    database.update(users).set({ lastLoginAtMs: createdAtMs }).where(eq(users.number, owner)),
  ];
}

function touchSessionStatement(
  database: Database,
  change: Extract<AccountChange, { type: 'session_active' }>,
) {
  return database
    .update(sessions)
    .set({ lastActivityAtMs: change.atMs, expiresAtMs: change.expiresAtMs })
    .where(and(eq(sessions.id, change.sessionId), lt(sessions.lastActivityAtMs, change.atMs)));
}

function endSessionsStatement(
  database: Database,
  change: Extract<AccountChange, { type: 'sessions_ended' }>,
) {
  const ids = JSON.stringify(change.sessionIds);
  return database
    .update(sessions)
    .set({ endedAtMs: change.atMs, endedReason: change.reason })
    .where(and(sql`id IN (SELECT value FROM json_each(${ids}))`, isNull(sessions.endedAtMs)));
}

function updatePasswordStatement(
  database: Database,
  owner: number,
  values: { passwordHash: string; passwordEpoch?: number; updatedAtMs?: number },
) {
  return database.update(users).set(values).where(eq(users.number, owner));
}

/** Removes a Plex id that was linked before the e-mail address was verified: it could belong to an attacker. */
function unlinkUnverifiedPlexStatement(database: Database, owner: number) {
  return database
    .update(users)
    .set({ plexId: null })
    .where(and(eq(users.number, owner), eq(users.isVerified, false)));
}
