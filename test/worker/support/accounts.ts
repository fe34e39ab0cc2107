/**
 * Reads and changes accounts in D1 directly, for values that no route returns and states that no route creates quickly.
 */
import { and, count, eq, isNull, type SQL } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { users } from '../../../src/store/database/schema.ts';
import { securityEvents } from '../../../src/store/security-log/schema.ts';
import { bindings } from './bindings.ts';

/**
 * An account, given by its UUID or by its number (the integer id in responses). An account that is not deleted can also
 * be given by its e-mail address.
 */
export type AccountKey = { id: string } | { number: number } | { email: string };
export type AccountValues = Partial<typeof users.$inferInsert>;

/** Changes columns of the row of an account in `users`. Other tables are not changed. */
export async function updateAccount(account: AccountKey, values: AccountValues): Promise<void> {
  await drizzle(bindings.DB).update(users).set(values).where(conditionFor(account));
}

export const makeAdmin = (account: AccountKey) => updateAccount(account, { role: 'admin' });
export const makeVerified = (account: AccountKey) => updateAccount(account, { isVerified: true });

/** Makes an account premium, either until a time in milliseconds or without a limit. */
export const makePremium = (account: AccountKey, untilMs: number | null = null) =>
  updateAccount(account, { isPremium: true, premiumUntilMs: untilMs });

/** Removes the administrator role from one account. */
export const removeAdmin = (account: AccountKey) => updateAccount(account, { role: 'user' });

/** Removes the administrator role from all accounts. */
export async function removeAllAdmins(): Promise<void> {
  await drizzle(bindings.DB).update(users).set({ role: 'user' });
}

/** The row of an account; undefined when there is none. */
export async function accountRow(account: AccountKey) {
  const [row] = await drizzle(bindings.DB).select().from(users).where(conditionFor(account));
  return row;
}

/** The number of accounts in D1 with the administrator role that are not deactivated. */
export async function activeAdminCount(): Promise<number> {
  const active = and(eq(users.role, 'admin'), eq(users.isActive, true));
  const [row] = await drizzle(bindings.DB).select({ admins: count() }).from(users).where(active);
  return row?.admins ?? 0;
}

/** The rows of the security log that belong to an account, oldest first. */
export async function securityEventRows(account: AccountKey) {
  const owner = await numberOf(account);
  const rows = drizzle(bindings.DB).select().from(securityEvents);
  return rows.where(eq(securityEvents.owner, owner)).orderBy(securityEvents.createdAtMs);
}

/** The integer id of an account; NaN when there is none. */
export async function numberOf(account: AccountKey): Promise<number> {
  return (await accountRow(account))?.number ?? Number.NaN;
}

/** The UUID of an account; empty when there is none. */
export async function idOf(account: AccountKey): Promise<string> {
  return (await accountRow(account))?.id ?? '';
}

function conditionFor(account: AccountKey): SQL | undefined {
  if ('id' in account) return eq(users.id, account.id);
  if ('number' in account) return eq(users.number, account.number);
  return and(eq(users.email, account.email), isNull(users.deletedAtMs));
}
