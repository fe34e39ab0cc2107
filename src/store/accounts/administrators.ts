/**
 * Statements that make an account an administrator, record this change or replace an invitation. The statements return
 * no rows, so that the command `npm run admin` can also run them on a remote database through wrangler.
 */
import { sql } from 'drizzle-orm';
import { plainStatement } from '../database/plain-statement.ts';

/** The values of a security event that the system causes. */
export interface SystemEvent {
  id: string;
  userAgent: string | null;
  detail: string;
}

/** Gives an account the role `admin` and marks its e-mail address as verified. */
export function promoteAccountStatement(accountId: string, nowMs: number) {
  return plainStatement(
    sql`UPDATE users SET role = 'admin', is_verified = 1, updated_at = ${nowMs} WHERE id = ${accountId}`,
  );
}

/** Records a change of an account by the system. The event has no session and no address. */
export function insertSystemEventStatement(accountId: string, event: SystemEvent, nowMs: number) {
  return plainStatement(
    sql`INSERT INTO security_events (id, owner, type, user_agent, detail, created_at)
      SELECT ${event.id}, number, 'account_changed', ${event.userAgent}, ${event.detail}, ${nowMs}
      FROM users WHERE id = ${accountId}`,
  );
}

/**
 * Replaces the invitation of an account. `email` is the address to which the link is sent. A user who sets a password
 * with the link verifies this address if the account still has it. Without `email`, the link is not sent by e-mail.
 */
export function replaceInvitationStatements(
  accountId: string,
  tokenHash: string,
  expiresAtMs: number,
  email?: string,
) {
  return [
    plainStatement(
      sql`DELETE FROM account_links WHERE purpose = 'invitation'
        AND owner = (SELECT number FROM users WHERE id = ${accountId})`,
    ),
    plainStatement(
      sql`INSERT INTO account_links (token_hash, owner, purpose, expires_at, email)
        SELECT ${tokenHash}, number, 'invitation', ${expiresAtMs}, ${email === undefined ? sql`NULL` : email}
        FROM users WHERE id = ${accountId}`,
    ),
  ];
}
