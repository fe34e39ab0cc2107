/** What each account change does to D1. Applying one twice changes nothing: outboxes deliver at least once. */
import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import type { AccountChange, SecurityEvent } from '../../rules/sessions/account-change.ts';
import type { Database, Statement } from '../database/database.ts';
import { securityEvents, sessions, users } from '../database/schema.ts';

/** Writes the changes in their order, in one transaction and one round trip. */
export async function applyAccountChanges(database: Database, changes: AccountChange[]): Promise<void> {
  await database.batch(changes.flatMap((change) => statementsFor(database, change)));
}

/** Inserts an event into the security log. A second insert of the same event changes nothing. */
export function eventInsert(database: Database, event: SecurityEvent) {
  return database.insert(securityEvents).values(event).onConflictDoNothing();
}

function statementsFor(database: Database, change: AccountChange): Statement[] {
  switch (change.type) {
    case 'session_began':
      return sessionBegan(database, change);
    case 'session_active':
      return [sessionActive(database, change)];
    case 'sessions_ended':
      return [sessionsEnded(database, change)];
    case 'password_rehashed':
      return [passwordUpdate(database, change.owner, { passwordHash: change.passwordHash })];
    case 'password_replaced':
      return [
        passwordUpdate(database, change.owner, {
          passwordHash: change.passwordHash,
          passwordEpoch: change.epoch,
          updatedAtMs: change.atMs,
        }),
        ...(change.isReset ? [unverifiedPlexUnlink(database, change.owner)] : []),
      ];
    case 'event':
      return [eventInsert(database, change.event)];
  }
}

function sessionBegan(database: Database, { session }: Extract<AccountChange, { type: 'session_began' }>) {
  const { owner, createdAtMs } = session;
  const row = { ...session, lastActivityAtMs: createdAtMs };
  return [
    database.insert(sessions).values(row).onConflictDoNothing(),
    database.update(users).set({ lastLoginAtMs: createdAtMs }).where(eq(users.number, owner)),
  ];
}

function sessionActive(database: Database, change: Extract<AccountChange, { type: 'session_active' }>) {
  return database
    .update(sessions)
    .set({ lastActivityAtMs: change.atMs, expiresAtMs: change.expiresAtMs })
    .where(and(eq(sessions.id, change.sessionId), lt(sessions.lastActivityAtMs, change.atMs)));
}

function sessionsEnded(database: Database, change: Extract<AccountChange, { type: 'sessions_ended' }>) {
  const ids = JSON.stringify(change.sessionIds);
  return database
    .update(sessions)
    .set({ endedAtMs: change.atMs, endedReason: change.reason })
    .where(and(sql`id IN (SELECT value FROM json_each(${ids}))`, isNull(sessions.endedAtMs)));
}

function passwordUpdate(
  database: Database,
  owner: number,
  values: { passwordHash: string; passwordEpoch?: number; updatedAtMs?: number },
) {
  return database.update(users).set(values).where(eq(users.number, owner));
}

/** Whoever linked a Plex id to an address they never proved may not keep that way in. */
function unverifiedPlexUnlink(database: Database, owner: number) {
  return database
    .update(users)
    .set({ plexId: null })
    .where(and(eq(users.number, owner), eq(users.isVerified, false)));
}
