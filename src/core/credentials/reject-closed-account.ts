/** Rejects an authenticated user whose account is deactivated or has expired. */
import { hasExpired } from '../../rules/accounts/account-expiry.ts';
import { AppError } from '../../rules/app-error.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent, recordEvents } from '../security-log/record-events.ts';

/** Returns whether the account may sign in: it is active and has not expired. */
export function isOpen(ctx: Ctx, account: AccountRow): boolean {
  return account.isActive && !hasExpired(account, ctx.nowMs);
}

/**
 * Accepts an account that may sign in. Any other account is rejected, and the rejection is recorded.
 * @throws AppError `ACCOUNT_DEACTIVATED`, `ACCOUNT_EXPIRED`
 */
export function rejectClosedAccount(ctx: Ctx, account: AccountRow): void {
  if (isOpen(ctx, account)) return;
  const detail = account.isActive ? 'expired' : 'deactivated';
  recordEvents(ctx, [draftEvent(ctx, account.number, 'login_refused', detail)]);
  throw new AppError(account.isActive ? 'ACCOUNT_EXPIRED' : 'ACCOUNT_DEACTIVATED');
}
