/** Finds the demo accounts, for the start page in development. */
import { DEMO_ADDRESSES } from '../../rules/accounts/demo-accounts.ts';
import { type AccountRow, findAccountsByEmail } from '../../store/accounts/accounts.ts';
import type { Ctx } from '../request/context.ts';

/**
 * Returns the demo accounts that exist, in the order of `DEMO_ADDRESSES`. Their password is public.
 * @throws AppError `UNAVAILABLE`
 */
export async function findDemoAccounts(ctx: Ctx): Promise<AccountRow[]> {
  const found = await findAccountsByEmail(ctx.database, DEMO_ADDRESSES);
  const byAddress = new Map(found.map((account) => [account.email, account]));
  return DEMO_ADDRESSES.flatMap((address) => byAddress.get(address) ?? []);
}
