/**
 * Deletes the caller's account, and erases deleted accounts after 30 days. Also sends unconfirmed deletions and
 * deactivations of accounts to their objects again.
 */
import { RESTORABLE_MS } from '../../rules/accounts/account-decision.ts';
import { AppError } from '../../rules/app-error.ts';
import { findUnconfirmedClosings } from '../../store/accounts/account-decisions.ts';
import { eraseAccount, findAccountsDeletedBefore } from '../../store/accounts/account-removal.ts';
import { findAccountById } from '../../store/accounts/accounts.ts';
import { requirePassword, requireRecentProof } from '../credentials/recent-proof.ts';
import { requireAccess, requireSession } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent } from '../security-log/record-events.ts';
import { decideAccountChange } from '../sessions/decide-account-change.ts';

const MAX_ERASED_PER_RUN = 5;
/**
 * After this time, a deletion or deactivation that the account's object has not confirmed is sent again. The object
 * usually confirms it within seconds.
 */
const CONFIRMATION_TIMEOUT_MS = 60_000;
const MAX_CONFIRMED_PER_RUN = 20;

/**
 * Marks the caller's account as deleted: its e-mail address, user name and Plex id become available to other accounts,
 * and every session ends. An administrator can restore the account for 30 days.
 * @throws AppError `LAST_ADMIN` for the last administrator, `UNAVAILABLE`, and the codes of `requireAccess`
 */
export async function deleteOwnAccount(ctx: Ctx): Promise<void> {
  const account = await requireAccess(ctx);
  const isDeleted = await decideAccountChange(ctx, {
    account,
    name: 'delete',
    set: { deletedAtMs: ctx.nowMs },
    condition: { isDeleted: false, isNotLastAdmin: true },
    events: [draftEvent(ctx, account.number, 'account_deleted')],
    ends: { sessions: 'all', reason: 'deactivated' },
    closes: true,
  });
  // The condition also fails if a parallel request has deleted the account.
  if (!isDeleted && (await findAccountById(ctx.database, account.id))) throw new AppError('LAST_ADMIN');
}

/**
 * Deletes the caller's account like `deleteOwnAccount`, after a proof of identity. The proof is the password. For an
 * account without a password, the proof is a session that began recently.
 * @throws AppError with the codes of `requirePassword`, `requireRecentProof` and `deleteOwnAccount`
 */
export async function deleteOwnAccountWithProof(
  ctx: Ctx,
  { password }: { password: string | undefined },
): Promise<void> {
  const access = await requireSession(ctx);
  if (access.account.passwordHash === null) await requireRecentProof(ctx, access, undefined);
  else await requirePassword(ctx, access.account, password);
  await deleteOwnAccount(ctx);
}

/**
 * Finds up to 20 accounts whose deletion or deactivation the account's object has not confirmed for one minute. Sends
 * the deletion or deactivation to the object again. A failure for one account is logged, and a later run tries again.
 * Called by the scheduled job.
 * @throws AppError `UNAVAILABLE` if the accounts cannot be found
 */
export async function confirmClosedAccounts(ctx: Ctx): Promise<void> {
  const due = await findUnconfirmedClosings(
    ctx.database,
    ctx.nowMs - CONFIRMATION_TIMEOUT_MS,
    MAX_CONFIRMED_PER_RUN,
  );
  for (const account of due) {
    try {
      await decideAccountChange(ctx, {
        account,
        name: 'confirm',
        set: {},
        condition: { isClosed: true },
        events: [],
        ends: { sessions: 'all', reason: 'deactivated' },
        closes: true,
      });
    } catch (error) {
      console.error({
        message: 'The object of a closed account did not confirm the closing',
        number: account.number,
        error: String(error),
      });
    }
  }
}

/**
 * Erases up to five accounts that were deleted more than 30 days ago, with all their data except e-mails in the mail
 * queue. A failure for one account is logged, and a later run tries again. Called by the scheduled job.
 * @throws AppError `UNAVAILABLE` if the accounts cannot be found
 */
export async function eraseDeletedAccounts(ctx: Ctx): Promise<void> {
  const due = await findAccountsDeletedBefore(ctx.database, ctx.nowMs - RESTORABLE_MS, MAX_ERASED_PER_RUN);
  for (const { id, number } of due) {
    try {
      await ctx.objects.account(id).erase();
      await eraseAccount(ctx.database, number);
    } catch (error) {
      console.error({ message: 'An account was not erased', number, error: String(error) });
    }
  }
}
