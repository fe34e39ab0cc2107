/** The access check: session, account and role from D1, in the same round trip as the data of the request. */
import type { BatchResponse } from 'drizzle-orm/batch';
import { hasExpired } from '../../rules/accounts/account-expiry.ts';
import { AppError, type SessionEndReason } from '../../rules/app-error.ts';
import type { SessionBeginning } from '../../rules/sessions/account-change.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import type { Statement } from '../../store/database/database.ts';
import { type AccessRow, accessStatement } from '../../store/sessions/sessions.ts';
import type { Configuration } from './configuration.ts';
import type { Ctx, UserActor } from './context.ts';

/** The account of a token whose session is live. */
export interface Access {
  account: AccountRow;
  begunAtMs: number;
  begunBy: SessionBeginning;
}

/**
 * Runs the access check and reads in one round trip. Nothing is returned unless the check passes.
 * @throws AppError `NOT_AUTHENTICATED`, `TOKEN_INVALID`, `ACCOUNT_DELETED`, `SESSION_ENDED`
 */
export async function readWithAccess<Statements extends Readonly<[Statement, ...Statement[]]>>(
  ctx: Ctx,
  statements: Statements,
): Promise<Access & { results: BatchResponse<Statements> }> {
  const { accountId, sessionId } = userOf(ctx);
  const access = accessStatement(sessionId, accountId);
  const [rows, ...results] = await ctx.database.batch([access, ...statements]);
  const evaluated = evaluateAccess((rows as AccessRow[])[0], ctx.nowMs);
  return { ...evaluated, results: results as unknown as BatchResponse<Statements> };
}

/**
 * Runs reads that do not require authentication. The access check runs with them when the caller is a user.
 * @throws AppError as `readWithAccess` does, except `NOT_AUTHENTICATED`
 */
export async function readWithOptionalAccess<Statements extends Readonly<[Statement, ...Statement[]]>>(
  ctx: Ctx,
  statements: Statements,
): Promise<{ account: AccountRow | null; results: BatchResponse<Statements> }> {
  if (ctx.actor.kind === 'user') return readWithAccess(ctx, statements);
  const results = await ctx.database.batch(statements);
  return { account: null, results: results as unknown as BatchResponse<Statements> };
}

/**
 * Runs the access check alone. A write waits for it.
 * @throws AppError as `readWithAccess` does
 */
export async function requireAccess(ctx: Ctx): Promise<AccountRow> {
  return (await requireSession(ctx)).account;
}

/**
 * Like `requireAccess`, with what the access check knows about the session.
 * @throws AppError as `readWithAccess` does
 */
export async function requireSession(ctx: Ctx): Promise<Access> {
  const { accountId, sessionId } = userOf(ctx);
  const [rows] = await ctx.database.batch([accessStatement(sessionId, accountId)]);
  return evaluateAccess(rows[0], ctx.nowMs);
}

/**
 * Like `readWithAccess`, for administrators only. A session begun by Plex is accepted only where the contract says so.
 * @throws AppError `FORBIDDEN`, and as `readWithAccess` does
 */
export async function readAsAdmin<Statements extends Readonly<[Statement, ...Statement[]]>>(
  ctx: Ctx,
  statements: Statements,
  { acceptsPlexSession = false }: { acceptsPlexSession?: boolean } = {},
): Promise<Access & { results: BatchResponse<Statements> }> {
  const read = await readWithAccess(ctx, statements);
  if (!acceptsPlexSession) rejectPlexSession(read);
  if (!isAdmin(ctx.configuration, read.account)) throw new AppError('FORBIDDEN');
  return read;
}

/**
 * Like `requireAccess`, for administrators only. A session begun by Plex is accepted only where the contract says so.
 * @throws AppError `FORBIDDEN`, and as `requireAccess` does
 */
export async function requireAdmin(
  ctx: Ctx,
  { acceptsPlexSession = false }: { acceptsPlexSession?: boolean } = {},
): Promise<AccountRow> {
  const access = await requireSession(ctx);
  if (!acceptsPlexSession) rejectPlexSession(access);
  if (!isAdmin(ctx.configuration, access.account)) throw new AppError('FORBIDDEN');
  return access.account;
}

/**
 * Whether the account is an administrator: by its role, or by a verified e-mail address that the configuration lists.
 * An unverified address could belong to another person.
 */
export function isAdmin({ adminEmails }: Configuration, account: AccountRow): boolean {
  if (account.role === 'admin') return true;
  return account.isVerified && account.email !== null && adminEmails.includes(account.email);
}

/**
 * The caller, who must be a user.
 * @throws AppError `NOT_AUTHENTICATED`
 */
export function userOf(ctx: Ctx): UserActor {
  if (ctx.actor.kind !== 'user') throw new AppError('NOT_AUTHENTICATED');
  return ctx.actor;
}

/** Plex issues tokens to any application, whose operator can sign in as its users. That is not enough for administration. */
function rejectPlexSession({ begunBy }: Access): void {
  if (begunBy === 'plex') throw new AppError('FORBIDDEN');
}

function evaluateAccess(row: AccessRow | undefined, nowMs: number): Access {
  if (!row) throw new AppError('TOKEN_INVALID');
  const { account } = row;
  if (account.deletedAtMs !== null) throw new AppError('ACCOUNT_DELETED');
  const reason = endReason(row, nowMs);
  if (reason) throw new AppError('SESSION_ENDED', { reason, isAccountActive: account.isActive });
  return { account, begunAtMs: row.sessionCreatedAtMs, begunBy: row.sessionBegunBy };
}

function endReason({ account, ...row }: AccessRow, nowMs: number): SessionEndReason | null {
  if (row.sessionEndedAtMs !== null) return row.sessionEndedReason ?? 'revoked';
  if (!account.isActive) return 'deactivated';
  return hasExpired(account, nowMs) ? 'expired' : null;
}
