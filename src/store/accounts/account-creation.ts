/** Inserts the account that an administrator creates for another person, with an invitation. */
import { sql } from 'drizzle-orm';
import type { EmailToQueue, SecurityEvent } from '../../rules/sessions/account-change.ts';
import type { Database } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { users } from '../database/schema.ts';
import { insertQueuedEmailStatement } from '../notifications/mail-queue.ts';
import { replaceInvitationStatements } from './administrators.ts';

export interface CreatedAccount {
  id: string;
  email: string;
  username: string;
  firstName: string;
  lastName: string;
  role: 'user' | 'admin';
  createdAtMs: number;
}

interface InvitedAccount {
  account: CreatedAccount;
  /** The event is recorded for the new account. Only its id, type, detail, actor and time are stored. */
  event: SecurityEvent;
  /** The hash of the token of the invitation. */
  tokenHash: string;
  expiresAtMs: number;
  email: EmailToQueue;
}

/**
 * Inserts the account, its invitation, the event and the e-mail in one transaction, and returns the account number.
 * @throws AppError `UNAVAILABLE`
 * @throws UniqueViolation on `users.email` or the index `users_username`
 */
export async function createInvitedAccount(database: Database, invited: InvitedAccount): Promise<number> {
  const { account, event, tokenHash, expiresAtMs, email } = invited;
  const [rows] = await database.batch([
    database
      .insert(users)
      .values({ ...account, updatedAtMs: account.createdAtMs })
      .returning({ number: users.number }),
    ...replaceInvitationStatements(account.id, tokenHash, expiresAtMs, account.email),
    plainStatement(
      sql`INSERT INTO security_events (id, owner, type, detail, actor, created_at)
        SELECT ${event.id}, number, ${event.type}, ${event.detail}, ${event.actor ?? null}, ${event.createdAtMs}
        FROM users WHERE id = ${account.id}`,
    ),
    insertQueuedEmailStatement(database, email),
  ]);
  return rows[0]?.number ?? Number.NaN;
}
