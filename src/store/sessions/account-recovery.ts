/**
 * The recovery of an account's object that has no data, because the object is new, has lost its data, or has deleted
 * its data after a restore of D1. The sessions of the account end, and the object begins with data from D1.
 */
import { sql } from 'drizzle-orm';
import type { RecoveredAccount } from '../../rules/sessions/account-change.ts';
import type { Database } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { sessions, users } from '../database/schema.ts';

/**
 * Ends all sessions of the account, because an object without data cannot continue them. Returns the data with which
 * the object begins, such as the password epoch and the highest session id, or null if the account does not exist.
 * @throws AppError `UNAVAILABLE`
 */
export async function recoverAccount(
  database: Database,
  owner: number,
  nowMs: number,
): Promise<RecoveredAccount | null> {
  const [, rows] = await database.batch([
    plainStatement(
      sql`UPDATE ${sessions} SET ended_at = ${nowMs}, ended_reason = 'revoked' WHERE owner = ${owner} AND ended_at IS NULL`,
    ),
    plainStatement(
      sql`SELECT password_epoch, is_active AND deleted_at IS NULL AS is_open, last_login_at IS NOT NULL AS has_signed_in, expires_at,
          (SELECT max(${sessions.id}) FROM ${sessions} WHERE owner = ${owner}) AS last_session
        FROM ${users} WHERE number = ${owner}`,
      ([passwordEpoch, isOpen, hasSignedIn, expiresAtMs, lastSessionId]): RecoveredAccount => ({
        passwordEpoch: passwordEpoch as number,
        isOpen: isOpen === 1,
        hasSignedIn: hasSignedIn === 1,
        expiresAtMs: expiresAtMs as number | null,
        lastSessionId: lastSessionId as number | null,
      }),
    ),
  ]);
  return rows[0] ?? null;
}
