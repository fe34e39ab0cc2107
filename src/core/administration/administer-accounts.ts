/** Lists, reads, changes and restores accounts, for administrators. */
import { RESTORABLE_MS } from '../../rules/accounts/account-decision.ts';
import { AppError } from '../../rules/app-error.ts';
import {
  type AccountFilters,
  type AccountUpdate,
  accountByNumberStatement,
  accountPageStatement,
  accountTotalStatement,
} from '../../store/accounts/account-lists.ts';
import { findAccountDeletedSince } from '../../store/accounts/account-removal.ts';
import { type AccountRow, findAccountById } from '../../store/accounts/accounts.ts';
import { identityTakenError } from '../accounts/identity-taken.ts';
import { withFreeUsername } from '../accounts/insert-account.ts';
import { readAsAdmin, requireAdmin } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { draftAdministratorEvent } from '../security-log/record-events.ts';
import { decideAccountChange } from '../sessions/decide-account-change.ts';

export interface AccountListInput {
  filters: AccountFilters;
  limit: number;
  skip: number;
  acceptsPlexSession?: boolean;
}

/**
 * Returns one page of the accounts that match the filters, and the number of all these accounts. An administrator who
 * signed in with Plex is accepted only with `acceptsPlexSession`.
 * @throws AppError `FORBIDDEN`, and the codes of `readWithAccess`
 */
export async function listAccounts(
  ctx: Ctx,
  { filters, limit, skip, acceptsPlexSession = false }: AccountListInput,
): Promise<{ accounts: AccountRow[]; total: number }> {
  const statements = [
    accountPageStatement(ctx.database, filters, { limit, skip }),
    accountTotalStatement(filters),
  ] as const;
  const { results } = await readAsAdmin(ctx, statements, { acceptsPlexSession });
  const [accounts, totals] = results;
  return { accounts, total: totals[0] ?? 0 };
}

/**
 * Reads the account of any user by its number. A deleted account is not found.
 * @throws AppError `NOT_FOUND`, `FORBIDDEN`, and the codes of `readWithAccess`
 */
export async function readAnyAccount(ctx: Ctx, { number }: { number: number }): Promise<AccountRow> {
  const { results } = await readAsAdmin(ctx, [accountByNumberStatement(ctx.database, number)]);
  const account = results[0][0];
  if (!account) throw new AppError('NOT_FOUND');
  return account;
}

/**
 * Changes an account. A value that equals the stored value changes nothing, unless it is `isActive` and the object of
 * the account has not confirmed a deactivation yet. If the account is deactivated or loses the role `admin`, its
 * sessions end before the function returns.
 * @throws AppError `LAST_ADMIN`, `NOT_FOUND`, `FORBIDDEN`, `UNAVAILABLE`, and the codes of `readWithAccess`
 */
export async function changeAccount(
  ctx: Ctx,
  { number, changes: sent }: { number: number; changes: AccountUpdate },
): Promise<AccountRow> {
  const before = await readAnyAccount(ctx, { number });
  const changes = changedFields(before, sent);
  if (Object.keys(changes).length === 0) return before;
  const deactivates = changes.isActive === false;
  const losesRole = changes.role === 'user' && before.role === 'admin';
  // These changes can end the access of an administrator, now or at the expiry. Another administrator must then remain.
  const needsOtherAdmin = deactivates || changes.role === 'user' || typeof changes.expiresAtMs === 'number';
  const event = draftAdministratorEvent(ctx, number, 'account_changed', changes);
  const isChanged = await decideAccountChange(ctx, {
    account: before,
    name: 'change',
    set: changes,
    condition: { isDeleted: false, ...(needsOtherAdmin && { isNotLastAdmin: true }) },
    events: [event],
    closes: deactivates,
    ...((deactivates || losesRole) && {
      ends: { sessions: 'all', reason: deactivates ? 'deactivated' : 'revoked' },
    }),
  });
  const after = await findAccountById(ctx.database, before.id);
  if (!after) throw new AppError('NOT_FOUND');
  if (!isChanged) throw new AppError('LAST_ADMIN');
  return after;
}

/**
 * Returns the sent values that differ from the account. A sent `isActive` is also returned if the account's object has
 * not confirmed a deactivation yet, so that the value is sent to the object again.
 */
function changedFields(account: AccountRow, sent: AccountUpdate): AccountUpdate {
  const isUnconfirmed = account.closingUnconfirmedAtMs !== null;
  const fields = Object.keys(sent) as (keyof AccountUpdate)[];
  const changed = fields.filter(
    (field) => sent[field] !== account[field] || (field === 'isActive' && isUnconfirmed),
  );
  return Object.fromEntries(changed.map((field) => [field, sent[field]]));
}

/**
 * Restores an account that was deleted at most 30 days ago. The scheduled job may already be erasing an older account.
 * If another account now has the user name, the restored account gets a free user name.
 * @throws AppError `NOT_FOUND`, `EMAIL_TAKEN`, `PLEX_TAKEN`, `FORBIDDEN`, `UNAVAILABLE`, and the codes of
 *   `requireAccess`
 */
export async function restoreAccount(ctx: Ctx, { number }: { number: number }): Promise<AccountRow> {
  await requireAdmin(ctx);
  const account = await findAccountDeletedSince(ctx.database, number, ctx.nowMs - RESTORABLE_MS);
  if (!account) throw new AppError('NOT_FOUND');
  const isRestored = await withFreeUsername(ctx, account.username, (username) =>
    restoreWithUsername(ctx, account, username),
  );
  const restored = isRestored ? await findAccountById(ctx.database, account.id) : null;
  if (!restored) throw new AppError('NOT_FOUND');
  return restored;
}

/** Returns whether the account was restored, or null when another account has the user name. */
async function restoreWithUsername(ctx: Ctx, account: AccountRow, username: string): Promise<boolean | null> {
  const event = draftAdministratorEvent(ctx, account.number, 'account_restored', {});
  try {
    return await decideAccountChange(ctx, {
      account,
      name: 'restore',
      set: { deletedAtMs: null, ...(username !== account.username && { username }) },
      condition: { isDeleted: true },
      events: [event],
    });
  } catch (error) {
    const taken = identityTakenError(error);
    if (taken instanceof AppError && taken.is('USERNAME_TAKEN')) return null;
    throw taken;
  }
}
