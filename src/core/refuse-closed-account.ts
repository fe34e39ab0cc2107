/** Whoever has proved who they are may still have no account to enter. */
import { AppError } from '../rules/app-error.ts';
import type { AccountRow } from '../store/users.ts';
import type { Ctx } from './context.ts';
import { draftEvent, recordEvents } from './security-events.ts';

/** @throws AppError `ACCOUNT_DEACTIVATED`, `ACCOUNT_EXPIRED` */
export function refuseClosedAccount(ctx: Ctx, account: AccountRow): void {
  const expired = account.expiresAtMs !== null && account.expiresAtMs <= ctx.nowMs;
  if (account.isActive && !expired) return;
  const why = account.isActive ? 'expired' : 'deactivated';
  recordEvents(ctx, [draftEvent(ctx, account.number, 'login_refused', why)]);
  throw new AppError(account.isActive ? 'ACCOUNT_EXPIRED' : 'ACCOUNT_DEACTIVATED');
}
