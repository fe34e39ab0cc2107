/** Reads and writes accounts in D1. Each asynchronous function throws AppError `UNAVAILABLE` if D1 does not respond. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { users } from '../database/schema.ts';

export type AccountRow = typeof users.$inferSelect;
export type NewAccount = Omit<typeof users.$inferInsert, 'number' | 'updatedAtMs'>;

/** Finds the account with this e-mail address, unless it is deleted. */
export async function findAccountByEmail(database: Database, email: string): Promise<AccountRow | null> {
  const query = database
    .select()
    .from(users)
    .where(and(eq(users.email, email), isNull(users.deletedAtMs)));
  const [rows] = await database.batch([query]);
  return rows[0] ?? null;
}

/** Finds the accounts with these e-mail addresses that are not deleted. */
export async function findAccountsByEmail(database: Database, emails: string[]): Promise<AccountRow[]> {
  const query = database
    .select()
    .from(users)
    .where(and(inArray(users.email, emails), isNull(users.deletedAtMs)));
  const [rows] = await database.batch([query]);
  return rows;
}

/** Finds the account with this id, unless it is deleted. */
export async function findAccountById(database: Database, id: string): Promise<AccountRow | null> {
  const query = database
    .select()
    .from(users)
    .where(and(eq(users.id, id), isNull(users.deletedAtMs)));
  const [rows] = await database.batch([query]);
  return rows[0] ?? null;
}

/**
 * Finds an account by its e-mail address or user name, unless it is deleted. The identifier must be in canonical form.
 * A user name contains no `@`, so a text cannot be both.
 */
export async function findAccountByIdentifier(
  database: Database,
  identifier: string,
): Promise<AccountRow | null> {
  if (identifier.includes('@')) return findAccountByEmail(database, identifier);
  const query = database
    .select()
    .from(users)
    .where(and(sql`username COLLATE NOCASE = ${identifier}`, isNull(users.deletedAtMs)));
  const [rows] = await database.batch([query]);
  return rows[0] ?? null;
}

/**
 * Inserts an account.
 * @throws UniqueViolation on `users.email`, `users.plex_id` or the index `users_username`
 */
export async function insertAccount(database: Database, account: NewAccount): Promise<AccountRow> {
  const insert = database
    .insert(users)
    .values({ ...account, updatedAtMs: account.createdAtMs })
    .returning();
  const [rows] = await database.batch([insert]);
  return rows[0] as AccountRow;
}

/** Changes the time zone of an account. */
export function updateTimeZoneStatement(database: Database, owner: number, timeZone: string, nowMs: number) {
  return database.update(users).set({ timeZone, updatedAtMs: nowMs }).where(eq(users.number, owner));
}

/** The fields of an account that its owner may change. */
export type ProfileChanges = {
  [Field in
    | 'username'
    | 'pendingEmail'
    | 'firstName'
    | 'lastName'
    | 'preferences'
    | 'phone'
    | 'city'
    | 'country'
    | 'avatarUrl']?: AccountRow[Field] | undefined;
};

/**
 * Changes the profile of an account. The statement merges preferences, so that concurrent changes of different
 * preferences are all stored. A preference with the value null is removed.
 * @throws UniqueViolation on the index `users_username`
 */
export function updateProfileStatement(
  database: Database,
  owner: number,
  { preferences, ...values }: ProfileChanges,
  nowMs: number,
) {
  return database
    .update(users)
    .set({
      ...(values as Partial<AccountRow>),
      ...(preferences && {
        preferences: sql`json_patch(coalesce(${users.preferences}, '{}'), ${JSON.stringify(preferences)})`,
      }),
      updatedAtMs: nowMs,
    })
    .where(eq(users.number, owner))
    .returning();
}
