/**
 * The access check reads session, account and role from D1, usually in the same round trip as the data of the request.
 * The statement of the check is the first in its batch. It stops the batch if the session is unknown or has ended, or
 * if the account is deleted, deactivated or expired. A request with a revoked token therefore reads no data. The check
 * ignores the expiry of the session, because an access token expires no later than its session.
 */
import type { BatchResponse } from 'drizzle-orm/batch';
import { AppError } from '../../rules/app-error.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import type { Statement } from '../../store/database/database.ts';
import { StoppedBatch } from '../../store/database/stopped-batch.ts';
import {
  type AccessRow,
  accessStatement,
  MAX_ACCESS_ROWS,
  type RefusedAccess,
} from '../../store/sessions/sessions.ts';
import type { Configuration } from './configuration.ts';
import type { Ctx, UserActor } from './context.ts';

/** The account of the caller. */
export interface CallerAccount extends AccountRow {
  /** Whether the account is an administrator, by its role or by its address. See `isAdmin`. */
  isAdmin: boolean;
}

/** The account of the caller, and when and how the session of the caller began. */
export interface Access extends AccessRow {
  account: CallerAccount;
}

/**
 * Runs the access check and the statements in one round trip. If the check fails, none of the statements takes effect.
 * @throws AppError `NOT_AUTHENTICATED`, `TOKEN_INVALID`, `ACCOUNT_DELETED`, `SESSION_ENDED` also for a deactivated or
 *   expired account, `UNAVAILABLE`
 */
export async function readWithAccess<Statements extends readonly Statement[] | readonly []>(
  ctx: Ctx,
  statements: Statements,
): Promise<Access & { results: BatchResponse<Statements> }> {
  const { accountId, sessionId } = userOf(ctx);
  const check = accessStatement(sessionId, accountId, ctx.nowMs);
  const batch = ctx.database.batch([check, ...statements]);
  const [rows, ...results] = await batch.catch((error: unknown) => rejectStoppedBatch(ctx, error));
  const [access] = rows as AccessRow[];
  if (!access) throw new AppError('TOKEN_INVALID');
  return { ...accessOf(ctx, access), results: results as unknown as BatchResponse<Statements> };
}

/**
 * Runs statements that do not require authentication. If the caller is a user, the access check runs in the same batch.
 * @throws AppError with the codes of `readWithAccess`, except `NOT_AUTHENTICATED`
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
 * Returns the account of the caller. Runs only the access check, unless `ctx.checkedAccess` contains its result. A use
 * case that reads no data with `readWithAccess` calls this function before it writes.
 * @throws AppError with the codes of `readWithAccess`
 */
export async function requireAccess(ctx: Ctx): Promise<CallerAccount> {
  return (await requireSession(ctx)).account;
}

/**
 * Like `requireAccess`, but also returns the data of the session that the access check read.
 * @throws AppError with the codes of `readWithAccess`
 */
export async function requireSession(ctx: Ctx): Promise<Access> {
  return ctx.checkedAccess ? accessOf(ctx, ctx.checkedAccess) : readWithAccess(ctx, []);
}

/**
 * Like `readWithAccess`, but for administrators only. The role is checked after the batch, so the statements must not
 * write. A session that began with Plex is accepted only with `acceptsPlexSession`.
 * @throws AppError `FORBIDDEN`, and the codes of `readWithAccess`
 */
export async function readAsAdmin<Statements extends Readonly<[Statement, ...Statement[]]>>(
  ctx: Ctx,
  statements: Statements,
  { acceptsPlexSession = false }: { acceptsPlexSession?: boolean } = {},
): Promise<Access & { results: BatchResponse<Statements> }> {
  const read = await readWithAccess(ctx, statements);
  if (!acceptsPlexSession) rejectPlexSession(read);
  if (!read.account.isAdmin) throw new AppError('FORBIDDEN');
  return read;
}

/**
 * Like `requireAccess`, but for administrators only. A session that began with Plex is accepted only with
 * `acceptsPlexSession`.
 * @throws AppError `FORBIDDEN`, and the codes of `requireAccess`
 */
export async function requireAdmin(
  ctx: Ctx,
  { acceptsPlexSession = false }: { acceptsPlexSession?: boolean } = {},
): Promise<AccountRow> {
  const access = await requireSession(ctx);
  if (!acceptsPlexSession) rejectPlexSession(access);
  if (!access.account.isAdmin) throw new AppError('FORBIDDEN');
  return access.account;
}

/**
 * Returns whether the account is an administrator: it has the role, or it has a verified e-mail address that the
 * configuration lists. An unverified address could belong to another person.
 */
export function isAdmin({ adminEmails }: Configuration, account: AccountRow): boolean {
  if (account.role === 'admin') return true;
  return account.isVerified && account.email !== null && adminEmails.includes(account.email);
}

function accessOf({ configuration }: Ctx, access: AccessRow): Access {
  const { account } = access;
  return { ...access, account: { ...account, isAdmin: isAdmin(configuration, account) } };
}

/**
 * Returns the caller, who must be a user.
 * @throws AppError `NOT_AUTHENTICATED`
 */
export function userOf(ctx: Ctx): UserActor {
  if (ctx.actor.kind !== 'user') throw new AppError('NOT_AUTHENTICATED');
  return ctx.actor;
}

/**
 * Rejects a session that began with Plex. Plex issues tokens to any application, and the operator of an application can
 * use the tokens of its users to sign in here. A sign-in with Plex is therefore not secure enough for administration.
 * @throws AppError `FORBIDDEN`
 */
function rejectPlexSession({ begunBy }: Access): void {
  if (begunBy === 'plex') throw new AppError('FORBIDDEN');
}

/**
 * Throws the error for an access check that stopped its batch, and adds the maximum number of rows of the check to the
 * cost. Throws any other error unchanged.
 */
function rejectStoppedBatch(ctx: Ctx, error: unknown): never {
  if (!(error instanceof StoppedBatch)) throw error;
  ctx.cost.d1RowsRead += MAX_ACCESS_ROWS;
  const { refusal, isActive } = error.report as RefusedAccess;
  if (refusal === 'unknown') throw new AppError('TOKEN_INVALID');
  if (refusal === 'deleted') throw new AppError('ACCOUNT_DELETED');
  throw new AppError('SESSION_ENDED', { reason: refusal, isAccountActive: isActive === 1 });
}
