/** Statements that change the e-mail address of an account, or prove it. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { users } from '../database/schema.ts';

/** Sets the address that an account awaits; null for none. The address of the account stays the same. */
export function setPendingEmailStatement(
  database: Database,
  owner: number,
  pendingEmail: string | null,
  nowMs: number,
) {
  return database
    .update(users)
    .set({ pendingEmail, updatedAtMs: nowMs })
    .where(and(eq(users.number, owner), isNull(users.deletedAtMs)));
}

/**
 * Gives an account the address that a code has proved.
 * @throws UniqueViolation on `users.email` when another account has the address
 */
export function confirmEmailStatement(database: Database, owner: number, email: string, nowMs: number) {
  return database
    .update(users)
    .set({
      email,
      isVerified: true,
      pendingEmail: sql`nullif(pending_email, ${email})`,
      updatedAtMs: nowMs,
    })
    .where(and(eq(users.number, owner), isNull(users.deletedAtMs)))
    .returning();
}

/** Marks the address of an account as verified, unless the account has another one by now. */
export function verifyEmailStatement(database: Database, owner: number, email: string, nowMs: number) {
  return database
    .update(users)
    .set({ isVerified: true, updatedAtMs: nowMs })
    .where(and(eq(users.number, owner), eq(users.email, email), isNull(users.deletedAtMs)))
    .returning();
}

/**
 * Restores an address and drops one that the account awaits.
 * @throws UniqueViolation on `users.email` when another account has the address by now
 */
export function restoreEmailStatement(
  database: Database,
  owner: number,
  restored: { email: string; isVerified: boolean },
  nowMs: number,
) {
  return database
    .update(users)
    .set({ ...restored, pendingEmail: null, updatedAtMs: nowMs })
    .where(and(eq(users.number, owner), isNull(users.deletedAtMs)))
    .returning();
}
