/** Whoever has proved who they are may still have no account to enter. */
import { hasExpired } from '../../rules/accounts/account-expiry.ts';
import { AppError } from '../../rules/app-error.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent, recordEvents } from '../security-log/record-events.ts';

/** @throws AppError `ACCOUNT_DEACTIVATED`, `ACCOUNT_EXPIRED` */
export function refuseClosedAccount(ctx: Ctx, account: AccountRow): void {
  if (account.isActive && !hasExpired(account, ctx.nowMs)) return;
  const why = account.isActive ? 'expired' : 'deactivated';
  recordEvents(ctx, [draftEvent(ctx, account.number, 'login_refused', why)]);
  throw new AppError(account.isActive ? 'ACCOUNT_EXPIRED' : 'ACCOUNT_DEACTIVATED');
}
