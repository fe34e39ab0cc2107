/**
 * Applies account changes to D1. A change may be delivered more than once, and a change that D1 rejected may be
 * delivered after later changes. Therefore a change that is applied again has no effect, and an older change does not
 * overwrite a newer change. One exception: an e-mail that was already sent and removed from the mail queue is queued
 * again.
 */
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { AccountChange } from '../../rules/sessions/account-change.ts';
import { removeUnconfirmedPlexStatement } from '../accounts/plex-accounts.ts';
import type { Database, Statement } from '../database/database.ts';
import { sessions, users } from '../database/schema.ts';
import { insertQueuedEmailStatement } from '../notifications/mail-queue.ts';
import { insertEventsStatement } from '../security-log/security-events.ts';
import { replaceLinkStatements } from '../telegram/links.ts';

/**
 * Writes the changes in their order, in one transaction and one round trip. Security events are written after all other
 * changes.
 * @throws AppError `UNAVAILABLE`
 */
export async function applyAccountChanges(database: Database, changes: AccountChange[]): Promise<void> {
  const events = changes.flatMap((change) => (change.type === 'event' ? [change.event] : []));
  await database.batch([
    ...changes.flatMap((change) => changeStatements(database, change)),
    ...(events.length > 0 ? [insertEventsStatement(events)] : []),
  ]);
}

function changeStatements(database: Database, change: AccountChange): Statement[] {
  switch (change.type) {
    case 'session_began':
      return beginSessionStatements(database, change);
    case 'session_active':
      return [updateActivityStatement(database, change)];
    case 'sessions_ended':
      return [endSessionsStatement(database, change)];
    case 'password_rehashed':
      return [rehashPasswordStatement(database, change)];
    case 'password_replaced':
      return [
        // This statement must run before the password is replaced. Both statements require an earlier epoch in the row,
        // and the replacement stores the new epoch.
        ...(change.isReset ? [removeUnconfirmedPlexStatement(database, change)] : []),
        replacePasswordStatement(database, change),
      ];
    case 'closing_confirmed':
      return [confirmClosingStatement(database, change)];
    case 'event':
      return [];
    case 'email_queued':
      return [insertQueuedEmailStatement(database, change.email)];
  }
}

function beginSessionStatements(
  database: Database,
  { session }: Extract<AccountChange, { type: 'session_began' }>,
): Statement[] {
  const { owner, createdAtMs } = session;
  const row = { ...session, lastActivityAtMs: createdAtMs };
  const insert = database.insert(sessions).values(row).onConflictDoNothing();
  // A Telegram link is not a sign-in, so it does not change the time of the last sign-in.
  if (session.kind === 'telegram_link') return [insert, ...replaceLinkStatements(session)];
  return [
    insert,
    database
      .update(users)
      .set({ lastLoginAtMs: createdAtMs })
      .where(
        and(eq(users.number, owner), or(isNull(users.lastLoginAtMs), lt(users.lastLoginAtMs, createdAtMs))),
      ),
  ];
}

function updateActivityStatement(
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

function rehashPasswordStatement(
  database: Database,
  { owner, passwordHash, epoch }: Extract<AccountChange, { type: 'password_rehashed' }>,
) {
  const isSamePassword = eq(users.passwordEpoch, epoch);
  return database
    .update(users)
    .set({ passwordHash })
    .where(and(eq(users.number, owner), isSamePassword));
}

function replacePasswordStatement(
  database: Database,
  { owner, passwordHash, epoch, atMs }: Extract<AccountChange, { type: 'password_replaced' }>,
) {
  return database
    .update(users)
    .set({ passwordHash, passwordEpoch: epoch, updatedAtMs: atMs })
    .where(and(eq(users.number, owner), lt(users.passwordEpoch, epoch)));
}

function confirmClosingStatement(
  database: Database,
  { owner, atMs }: Extract<AccountChange, { type: 'closing_confirmed' }>,
) {
  return database
    .update(users)
    .set({ closingUnconfirmedAtMs: null })
    .where(and(eq(users.number, owner), eq(users.closingUnconfirmedAtMs, atMs)));
}
