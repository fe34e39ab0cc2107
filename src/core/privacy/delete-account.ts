/** Deleting an account, undoing it for 30 days, and erasing it after. */
import { AppError } from '../../rules/app-error.ts';
import {
  accountHiding,
  accountRestoring,
  accountsDeletedBefore,
  eraseAccount,
} from '../../store/accounts/account-removal.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import { identityTaken } from '../accounts/identity-taken.ts';
import { requireAccess, requireAdmin } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent, recordEvents } from '../security-log/record-events.ts';
import { endSessions } from '../sessions/end-sessions.ts';

const RESTORABLE_MS = 30 * 24 * 3600_000;
const ERASED_AT_ONCE = 5;

/**
 * Hides the caller's account: its address is free again and every session ends. An administrator can undo it.
 * @throws AppError `LAST_ADMIN`, `UNAVAILABLE`, and as `requireAccess` does
 */
export async function deleteOwnAccount(ctx: Ctx): Promise<void> {
  const { id: accountId, number: accountNumber } = await requireAccess(ctx);
  const [rows] = await ctx.database.batch([accountHiding(ctx.database, accountNumber, ctx.nowMs)]);
  if (rows.length === 0) throw new AppError('LAST_ADMIN');
  recordEvents(ctx, [draftEvent(ctx, accountNumber, 'account_deleted')]);
  await endSessions(ctx, { accountId, accountNumber, which: { allBut: null }, reason: 'deactivated' });
}

/**
 * Brings a deleted account back, for administrators.
 * @throws AppError `NOT_FOUND`, `EMAIL_TAKEN`, `USERNAME_TAKEN`, `PLEX_TAKEN`, `FORBIDDEN`, and as `requireAccess` does
 */
export async function restoreAccount(ctx: Ctx, { number }: { number: number }): Promise<AccountRow> {
  await requireAdmin(ctx);
  try {
    const [rows] = await ctx.database.batch([accountRestoring(ctx.database, number, ctx.nowMs)]);
    const account = rows[0];
    if (!account) throw new AppError('NOT_FOUND');
    recordEvents(ctx, [{ ...draftEvent(ctx, number, 'account_restored'), sessionId: null }]);
    return account;
  } catch (error) {
    throw identityTaken(error);
  }
}

/** Erases accounts deleted more than 30 days ago, with what they own; the scheduled job calls this. */
export async function eraseDeletedAccounts(ctx: Ctx): Promise<void> {
  const due = await accountsDeletedBefore(ctx.database, ctx.nowMs - RESTORABLE_MS, ERASED_AT_ONCE);
  for (const { id, number } of due) {
    try {
      await ctx.objects.account(id).erase();
      await eraseAccount(ctx.database, number);
    } catch (error) {
      console.error({ message: 'An account was not erased', number, error: String(error) });
    }
  }
}
