/**
 * The three demo accounts, for local use only. Their e-mail addresses are verified. All three have `DEMO_PASSWORD`,
 * which the local pages and the API documentation show.
 */
import { v7 as uuid } from 'uuid';
import { hashPassword, verifyPassword } from '../../crypto/password-hash.ts';
import { DEMO_PASSWORD } from '../../rules/accounts/demo-accounts.ts';
import { type AccountRow, findAccountByEmail, insertAccount } from '../../store/accounts/accounts.ts';
import type { Database } from '../../store/database/database.ts';
import { applyAccountChanges } from '../../store/sessions/account-changes.ts';

/** The age of a new demo account. The account is older than its plugs, which span 52 weeks. */
const ACCOUNT_AGE_MS = 400 * 86_400_000;

export const DEMO_ACCOUNTS = [
  {
    username: 'demo',
    firstName: 'Dana',
    lastName: 'Moreau',
    email: 'demo@plugs.test',
    description: '200 plugs',
  },
  {
    username: 'premium',
    firstName: 'Pia',
    lastName: 'Okafor',
    email: 'premium@plugs.test',
    description: 'premium member',
    isPremium: true,
  },
  {
    username: 'admin',
    firstName: 'Adam',
    lastName: 'Nowak',
    email: 'admin@plugs.test',
    description: 'administrator',
    role: 'admin',
  },
] as const;

export interface SeedInput {
  /** The configured `PASSWORD_PEPPER`. */
  pepper: string | undefined;
  /** The time to which the times of the demo data are relative. */
  nowMs: number;
}

/**
 * Creates missing accounts, and replaces each password hash that does not match `DEMO_PASSWORD` and the pepper. Returns
 * the accounts in the order of `DEMO_ACCOUNTS`. If a hash was replaced, the returned row still contains the old hash.
 */
export async function ensureDemoAccounts(database: Database, input: SeedInput): Promise<AccountRow[]> {
  const accounts: AccountRow[] = [];
  for (const demo of DEMO_ACCOUNTS) {
    const found = await findAccountByEmail(database, demo.email);
    if (found) await ensurePassword(database, found, input.pepper);
    accounts.push(found ?? (await createAccount(database, demo, input)));
  }
  return accounts;
}

function createAccount(
  database: Database,
  { description: _description, ...demo }: (typeof DEMO_ACCOUNTS)[number],
  { pepper, nowMs }: SeedInput,
): Promise<AccountRow> {
  const createdAtMs = nowMs - ACCOUNT_AGE_MS;
  return insertAccount(database, {
    ...demo,
    ...{ isVerified: true },
    id: uuid({ msecs: createdAtMs }),
    timeZone: 'Europe/Berlin',
    passwordHash: hashPassword(DEMO_PASSWORD, pepper),
    createdAtMs,
  });
}

/**
 * Replaces the password hash of the account unless the hash matches the demo password. For example, the hash does not
 * match after the pepper has changed.
 */
async function ensurePassword(database: Database, account: AccountRow, pepper: string | undefined) {
  if (verifyPassword(account.passwordHash ?? '', DEMO_PASSWORD, pepper)) return;
  const passwordHash = hashPassword(DEMO_PASSWORD, pepper);
  const { number: owner, passwordEpoch: epoch } = account;
  await applyAccountChanges(database, [{ type: 'password_rehashed', owner, passwordHash, epoch }]);
}
