/** Whether a bearer may still act: session, account, role, from D1, in the round trip that serves the request. */
import type { BatchResponse } from 'drizzle-orm/batch';
import { hasExpired } from '../../rules/accounts/account-expiry.ts';
import { AppError, type SessionEndReason } from '../../rules/app-error.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import type { Statement } from '../../store/database/database.ts';
import { type AccessRow, accessStatement } from '../../store/sessions/sessions.ts';
import type { Configuration } from './configuration.ts';
import type { Ctx, UserActor } from './context.ts';

/**
 * Runs reads behind the access check in one round trip; nothing is released unless it holds.
 * @throws AppError `NOT_AUTHENTICATED`, `TOKEN_INVALID`, `ACCOUNT_DELETED`, `SESSION_ENDED`
 */
export async function readWithAccess<Statements extends Readonly<[Statement, ...Statement[]]>>(
  ctx: Ctx,
  statements: Statements,
): Promise<{ account: AccountRow; results: BatchResponse<Statements> }> {
  const { accountId, sessionId } = userOf(ctx);
  const access = accessStatement(sessionId, accountId);
  const [rows, ...results] = await ctx.database.batch([access, ...statements]);
  const account = evaluateAccess((rows as AccessRow[])[0], ctx.nowMs);
  return { account, results: results as unknown as BatchResponse<Statements> };
}

/**
 * Runs reads that anybody may ask for: a stranger gets them as they are, a bearer behind the access check.
 * @throws AppError as `readWithAccess` does, but for `NOT_AUTHENTICATED`
 */
export async function readForAnybody<Statements extends Readonly<[Statement, ...Statement[]]>>(
  ctx: Ctx,
  statements: Statements,
): Promise<{ account: AccountRow | null; results: BatchResponse<Statements> }> {
  if (ctx.actor.kind === 'user') return readWithAccess(ctx, statements);
  const results = await ctx.database.batch(statements);
  return { account: null, results: results as unknown as BatchResponse<Statements> };
}

/** The access check by itself: what a write waits for. Throws as `readWithAccess` does. */
export async function requireAccess(ctx: Ctx): Promise<AccountRow> {
  const { accountId, sessionId } = userOf(ctx);
  const [rows] = await ctx.database.batch([accessStatement(sessionId, accountId)]);
  return evaluateAccess(rows[0], ctx.nowMs);
}

/**
 * As `readWithAccess`, for administrators.
 * @throws AppError `FORBIDDEN`, and as `readWithAccess` does
 */
export async function readAsAdmin<Statements extends Readonly<[Statement, ...Statement[]]>>(
  ctx: Ctx,
  statements: Statements,
): Promise<{ account: AccountRow; results: BatchResponse<Statements> }> {
  const read = await readWithAccess(ctx, statements);
  if (!isAdmin(ctx.configuration, read.account)) throw new AppError('FORBIDDEN');
  return read;
}

/**
 * As `requireAccess`, for administrators.
 * @throws AppError `FORBIDDEN`, and as `requireAccess` does
 */
export async function requireAdmin(ctx: Ctx): Promise<AccountRow> {
  const account = await requireAccess(ctx);
  if (!isAdmin(ctx.configuration, account)) throw new AppError('FORBIDDEN');
  return account;
}

/**
 * Whether the account is an administrator: by its role, or by a verified e-mail address that the configuration lists.
 * An unverified address could belong to another person.
 */
export function isAdmin({ adminEmails }: Configuration, account: AccountRow): boolean {
  if (account.role === 'admin') return true;
  return account.isVerified && account.email !== null && adminEmails.includes(account.email);
}

/** @throws AppError `NOT_AUTHENTICATED` */
export function userOf(ctx: Ctx): UserActor {
  if (ctx.actor.kind !== 'user') throw new AppError('NOT_AUTHENTICATED');
  return ctx.actor;
}

function evaluateAccess(row: AccessRow | undefined, nowMs: number): AccountRow {
  if (!row) throw new AppError('TOKEN_INVALID');
  const { account } = row;
  if (account.deletedAtMs !== null) throw new AppError('ACCOUNT_DELETED');
  const reason = endReason(row, nowMs);
  if (reason) throw new AppError('SESSION_ENDED', { reason, isAccountActive: account.isActive });
  return account;
}

function endReason({ account, ...row }: AccessRow, nowMs: number): SessionEndReason | null {
  if (row.sessionEndedAtMs !== null) return row.sessionEndedReason ?? 'revoked';
  if (!account.isActive) return 'deactivated';
  return hasExpired(account, nowMs) ? 'expired' : null;
}
