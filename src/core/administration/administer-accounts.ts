/** Lists, reads, changes and restores accounts, for administrators. */
import { AppError } from '../../rules/app-error.ts';
import {
  type AccountFilters,
  type AccountUpdate,
  accountByNumberStatement,
  accountPageStatement,
  accountTotalStatement,
  updateAccountStatement,
} from '../../store/accounts/account-lists.ts';
import { restoreAccountStatement } from '../../store/accounts/account-removal.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import { identityTaken } from '../accounts/identity-taken.ts';
import { readAsAdmin, requireAdmin } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent, recordEvents } from '../security-log/record-events.ts';
import { endSessions } from '../sessions/end-sessions.ts';

/**
 * One page of accounts and their total number.
 * @throws AppError `FORBIDDEN`, and as `readWithAccess` does
 */
export async function listAccounts(
  ctx: Ctx,
  { filters, limit, skip }: { filters: AccountFilters; limit: number; skip: number },
): Promise<{ accounts: AccountRow[]; total: number }> {
  const { results } = await readAsAdmin(ctx, [
    accountPageStatement(ctx.database, filters, { limit, skip }),
    accountTotalStatement(ctx.database, filters),
  ]);
  const [accounts, totals] = results;
  return { accounts, total: totals[0]?.total ?? 0 };
}

/**
 * Reads any account by its number.
 * @throws AppError `NOT_FOUND`, `FORBIDDEN`, and as `readWithAccess` does
 */
export async function readAnyAccount(ctx: Ctx, { number }: { number: number }): Promise<AccountRow> {
  const { results } = await readAsAdmin(ctx, [accountByNumberStatement(ctx.database, number)]);
  const account = results[0][0];
  if (!account) throw new AppError('NOT_FOUND');
  return account;
}

/**
 * Changes an account. Deactivating it or removing its role ends its sessions before this returns.
 * @throws AppError `LAST_ADMIN`, `NOT_FOUND`, `FORBIDDEN`, `UNAVAILABLE`, and as `readWithAccess` does
 */
export async function changeAccount(
  ctx: Ctx,
  { number, changes }: { number: number; changes: AccountUpdate },
): Promise<AccountRow> {
  const before = await readAnyAccount(ctx, { number });
  if (Object.keys(changes).length === 0) return before;
  const [rows] = await ctx.database.batch([updateAccountStatement(ctx.database, number, changes, ctx.nowMs)]);
  const after = rows[0];
  if (!after) throw new AppError('LAST_ADMIN');
  const event = draftEvent(ctx, number, 'account_changed', JSON.stringify(changes));
  recordEvents(ctx, [{ ...event, sessionId: null }]);
  await followUp(ctx, before, after, changes);
  return after;
}

/**
 * Restores a deleted account that has not been erased yet.
 * @throws AppError `NOT_FOUND`, `EMAIL_TAKEN`, `USERNAME_TAKEN`, `PLEX_TAKEN`, `FORBIDDEN`, and as `requireAccess` does
 */
export async function restoreAccount(ctx: Ctx, { number }: { number: number }): Promise<AccountRow> {
  await requireAdmin(ctx);
  try {
    const [rows] = await ctx.database.batch([restoreAccountStatement(ctx.database, number, ctx.nowMs)]);
    const account = rows[0];
    if (!account) throw new AppError('NOT_FOUND');
    recordEvents(ctx, [{ ...draftEvent(ctx, number, 'account_restored'), sessionId: null }]);
    return account;
  } catch (error) {
    throw identityTaken(error);
  }
}

/** Passes a new expiry to the account object and ends the sessions of an account that lost access or its role. */
async function followUp(ctx: Ctx, before: AccountRow, after: AccountRow, changes: AccountUpdate) {
  const { id: accountId, number: accountNumber } = after;
  if (changes.expiresAtMs !== undefined) {
    await ctx.objects.account(accountId).setAccountExpiry(after.expiresAtMs);
  }
  const lostRole = changes.role === 'user' && before.role === 'admin';
  if (changes.isActive !== false && !lostRole) return;
  const reason = changes.isActive === false ? 'deactivated' : 'revoked';
  await endSessions(ctx, { accountId, accountNumber, sessions: 'all', reason });
}
