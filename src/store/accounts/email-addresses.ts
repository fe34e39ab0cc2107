/** Statements that change or verify the e-mail address of an account. */
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { users } from '../database/schema.ts';

/** Sets the pending address of an account; null for none. The current address does not change. */
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
 * Sets the address of an account after a code has verified the address. A pending address remains if it is another
 * address.
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
    .where(and(eq(users.number, owner), isNull(users.deletedAtMs)));
}

/** The condition that an account is not deleted and still has the address. */
export function currentEmailCondition(owner: number, email: string): SQL {
  return sql`EXISTS (SELECT 1 FROM ${users} WHERE ${hasEmail(owner, email)})`;
}

/** Marks the address of an account as verified, unless the account now has another address or is deleted. */
export function verifyEmailStatement(database: Database, owner: number, email: string, nowMs: number) {
  return database
    .update(users)
    .set({ isVerified: true, updatedAtMs: nowMs })
    .where(hasEmail(owner, email))
    .returning();
}

function hasEmail(owner: number, email: string) {
  return and(eq(users.number, owner), eq(users.email, email), isNull(users.deletedAtMs));
}

/**
 * Restores an address and removes the pending address.
 * @throws UniqueViolation on `users.email` when another account now has the address
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
