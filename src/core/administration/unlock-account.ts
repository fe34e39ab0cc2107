/** Ends the lock that too many failed sign-ins have set on an account, for administrators. */
import { AppError, unavailable } from '../../rules/app-error.ts';
import { accountByNumberStatement } from '../../store/accounts/account-lists.ts';
import { readAsAdmin } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { addDatabaseCost } from '../request/object-stubs.ts';
import { draftAdministratorEvent } from '../security-log/record-events.ts';

/**
 * Ends every lock of the account and resets its failed attempts. Returns whether the account was locked.
 * @throws AppError `NOT_FOUND`, `FORBIDDEN`, `UNAVAILABLE` (the lock may have ended, but its event is not in D1 yet),
 *   and the codes of `readWithAccess`
 */
export async function unlockAccount(ctx: Ctx, { number }: { number: number }): Promise<boolean> {
  const { results } = await readAsAdmin(ctx, [accountByNumberStatement(ctx.database, number)]);
  const account = results[0][0];
  if (!account) throw new AppError('NOT_FOUND');
  const event = draftAdministratorEvent(ctx, number, 'account_unlocked', {});
  const result = await ctx.objects.account(account.id).unlock({ event });
  if (result.kind === 'unavailable') throw unavailable();
  if (result.kind === 'unlocked') addDatabaseCost(ctx.cost, result.cost);
  return result.kind === 'unlocked';
}
