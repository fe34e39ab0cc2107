/** Deletes the caller's account, and erases deleted accounts after 30 days. */
import { AppError } from '../../rules/app-error.ts';
import { DAY_MS } from '../../rules/durations.ts';
import {
  eraseAccount,
  findAccountsDeletedBefore,
  hideAccountStatement,
} from '../../store/accounts/account-removal.ts';
import { requireAccess } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent, recordEvents } from '../security-log/record-events.ts';
import { endSessions } from '../sessions/end-sessions.ts';

const RESTORABLE_MS = 30 * DAY_MS;
const ERASED_AT_ONCE = 5;

/**
 * Hides the caller's account: its e-mail address becomes available and every session ends. An administrator can
 * restore the account for 30 days.
 * @throws AppError `LAST_ADMIN`, `UNAVAILABLE`, and as `requireAccess` does
 */
export async function deleteOwnAccount(ctx: Ctx): Promise<void> {
  const { id: accountId, number: accountNumber } = await requireAccess(ctx);
  const [rows] = await ctx.database.batch([hideAccountStatement(ctx.database, accountNumber, ctx.nowMs)]);
  if (rows.length === 0) throw new AppError('LAST_ADMIN');
  recordEvents(ctx, [draftEvent(ctx, accountNumber, 'account_deleted')]);
  await endSessions(ctx, { accountId, accountNumber, sessions: 'all', reason: 'deactivated' });
}

/** Erases accounts that were deleted more than 30 days ago, with all their data. Called by the scheduled job. */
export async function eraseDeletedAccounts(ctx: Ctx): Promise<void> {
  const due = await findAccountsDeletedBefore(ctx.database, ctx.nowMs - RESTORABLE_MS, ERASED_AT_ONCE);
  for (const { id, number } of due) {
    try {
      await ctx.objects.account(id).erase();
      await eraseAccount(ctx.database, number);
    } catch (error) {
      console.error({ message: 'An account was not erased', number, error: String(error) });
    }
  }
}
