/**
 * Codes that link a Telegram user to an account. An account has at most one code. Only the hash of the code is stored.
 */
import { sql } from 'drizzle-orm';
import type { AccountRow } from '../accounts/accounts.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { USER } from '../database/table-sql.ts';

/**
 * Stores the code of an account, with the session that created the code. The previous code becomes invalid.
 */
export function replaceLinkCodeStatement(code: {
  owner: number;
  sessionId: number;
  codeHash: string;
  expiresAtMs: number;
}) {
  return plainStatement(
    sql`INSERT OR REPLACE INTO telegram_link_codes (owner, session_id, code_hash, expires_at)
      VALUES (${code.owner}, ${code.sessionId}, ${code.codeHash}, ${code.expiresAtMs})`,
  );
}

/**
 * Assigns a code that has not expired to the first Telegram user who sends it. Afterwards, no other user can use the
 * code.
 */
export function assignLinkCodeStatement(codeHash: string, telegramUserId: number, nowMs: number) {
  return plainStatement(
    sql`UPDATE telegram_link_codes SET telegram_user_id = ${telegramUserId}
      WHERE code_hash = ${codeHash} AND expires_at > ${nowMs} AND telegram_user_id IS NULL`,
  );
}

/**
 * The account of a code that is assigned to this Telegram user. No row if the code has expired, if the session that
 * created the code has ended, or if the account is deleted, deactivated or expired.
 */
export function assignedAccountStatement(codeHash: string, telegramUserId: number, nowMs: number) {
  return plainStatement(
    sql`SELECT ${USER.columns} FROM telegram_link_codes AS code CROSS JOIN users
      WHERE code.code_hash = ${codeHash} AND code.telegram_user_id = ${telegramUserId}
        AND code.expires_at > ${nowMs}
        AND EXISTS (SELECT 1 FROM sessions WHERE sessions.id = code.session_id AND sessions.ended_at IS NULL)
        AND users.number = code.owner AND users.is_active AND users.deleted_at IS NULL
        AND (users.expires_at IS NULL OR users.expires_at > ${nowMs})`,
    (values): AccountRow => USER.toRow(values),
  );
}

/**
 * Deletes the code of an account if it is assigned to this Telegram user. Used in the batch that stores the link.
 * Null deletes no code.
 */
export function deleteUsedLinkCodeStatement(owner: number, telegramUserId: number | null) {
  return plainStatement(
    sql`DELETE FROM telegram_link_codes WHERE owner = ${owner} AND telegram_user_id = ${telegramUserId}`,
  );
}

/** Deletes this code if it is assigned to this Telegram user. */
export function deleteLinkCodeStatement(codeHash: string, telegramUserId: number) {
  return plainStatement(
    sql`DELETE FROM telegram_link_codes
      WHERE code_hash = ${codeHash} AND telegram_user_id = ${telegramUserId}`,
  );
}
