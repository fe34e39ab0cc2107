/** Finds the demo accounts, for the start page in development. */
import { DEMO_ADDRESSES } from '../../rules/accounts/demo-accounts.ts';
import { type AccountRow, findAccountsByEmail } from '../../store/accounts/accounts.ts';
import type { Ctx } from '../request/context.ts';

/** The demo accounts that exist, in the order of their list. They have a published password. */
export async function findDemoAccounts(ctx: Ctx): Promise<AccountRow[]> {
  const found = await findAccountsByEmail(ctx.database, DEMO_ADDRESSES);
  const byAddress = new Map(found.map((account) => [account.email, account]));
  return DEMO_ADDRESSES.flatMap((address) => byAddress.get(address) ?? []);
}
