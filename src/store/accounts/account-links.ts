/** Links that change an account, in D1. A link is found by the hash of its token and can be used once. */
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { accountLinks, users } from '../database/schema.ts';

export type AccountLink = typeof accountLinks.$inferSelect;
export type LinkPurpose = AccountLink['purpose'];

const hasPassword = sql<number>`coalesce(${users.passwordHash}, '') <> ''`;
const isOfAccountWithoutPassword = sql`EXISTS (SELECT 1 FROM ${users}
  WHERE ${users.number} = ${accountLinks.owner} AND NOT (${hasPassword}))`;

/** Inserts a link with the hash of its token. */
export function insertLinkStatement(database: Database, link: typeof accountLinks.$inferInsert) {
  return database.insert(accountLinks).values(link);
}

/** The unexpired link with this hash and purpose, and its account. No row if the account is deleted or deactivated. */
export function findLinkStatement(
  database: Database,
  { tokenHash, purpose, nowMs }: { tokenHash: string; purpose: LinkPurpose; nowMs: number },
) {
  return database
    .select({
      owner: accountLinks.owner,
      restoredEmail: sql<string | null>`${accountLinks.email}`.as('restored_email'),
      wasVerified: sql<number>`${accountLinks.isVerified}`.as('was_verified'),
      accountId: users.id,
      currentEmail: sql<string | null>`${users.email}`.as('current_email'),
      username: users.username,
      hasPassword: hasPassword.as('has_password'),
    })
    .from(accountLinks)
    .innerJoin(users, eq(users.number, accountLinks.owner))
    .where(
      and(
        eq(accountLinks.tokenHash, tokenHash),
        eq(accountLinks.purpose, purpose),
        gt(accountLinks.expiresAtMs, nowMs),
        isNull(users.deletedAtMs),
        eq(users.isActive, true),
      ),
    );
}

/**
 * Uses up an invitation by deleting it. Returns no row if another call has already used the invitation, or if the account
 * has received a password in another way.
 */
export function useInvitationStatement(database: Database, tokenHash: string) {
  return database
    .delete(accountLinks)
    .where(and(eq(accountLinks.tokenHash, tokenHash), isOfAccountWithoutPassword))
    .returning({ owner: accountLinks.owner });
}

/** Deletes every link of an account with this purpose. */
export function deleteLinksStatement(database: Database, owner: number, purpose: LinkPurpose) {
  return database
    .delete(accountLinks)
    .where(and(eq(accountLinks.owner, owner), eq(accountLinks.purpose, purpose)));
}
