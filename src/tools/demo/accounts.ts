/** The three demo accounts, for local use only. They are verified, and all have the same published password. */
import { v7 as uuid } from 'uuid';
import { hashPassword, verifyPassword } from '../../crypto/password-hash.ts';
import { DEMO_PASSWORD } from '../../rules/accounts/demo-accounts.ts';
import { type AccountRow, findAccountByEmail, insertAccount } from '../../store/accounts/accounts.ts';
import type { Database } from '../../store/database/database.ts';
import { applyAccountChanges } from '../../store/sessions/account-changes.ts';

/** The age of the accounts. They are older than all of their plugs. */
const AGE_MS = 150 * 86_400_000;

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
  pepper: string | undefined;
  nowMs: number;
}

/** Creates missing accounts, and replaces password hashes that were made with another pepper. */
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
  const createdAtMs = nowMs - AGE_MS;
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
 * Replaces the hash unless it matches the demo password. For example, it does not match after the pepper has changed.
 */
async function ensurePassword(database: Database, account: AccountRow, pepper: string | undefined) {
  if (verifyPassword(account.passwordHash ?? '', DEMO_PASSWORD, pepper)) return;
  const passwordHash = hashPassword(DEMO_PASSWORD, pepper);
  const { number: owner, passwordEpoch: epoch } = account;
  await applyAccountChanges(database, [{ type: 'password_rehashed', owner, passwordHash, epoch }]);
}
