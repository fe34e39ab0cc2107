/**
 * Requires a recent proof of identity before a change that an attacker could use to take over an account, and before an
 * action of an administrator.
 */
import { canonicalIdentifier } from '../../rules/accounts/identifier.ts';
import { AppError } from '../../rules/app-error.ts';
import { ADMINISTRATION_PROOF_MS, RECENT_PROOF_MS } from '../../rules/durations.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import { type Access, requireSession } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { afterProof, checkPassword } from './check-password.ts';

/**
 * Accepts a session that began less than 10 minutes ago, or the password of the account. A session that began with Plex
 * is accepted only for an account without a password, because Plex issues tokens to any application. The password is
 * not checked if the session is accepted. A wrong password counts as a failed login.
 * @throws AppError `REAUTHENTICATION_REQUIRED`, `WRONG_CURRENT_PASSWORD`, `LIMIT_EXCEEDED`, `ACCOUNT_LOCKED`,
 *   `UNAVAILABLE`
 */
export async function requireRecentProof(
  ctx: Ctx,
  { account, begunAtMs, begunBy }: Access,
  password: string | undefined,
): Promise<void> {
  const hasPassword = account.passwordHash !== null;
  const isRecent = ctx.nowMs - begunAtMs < RECENT_PROOF_MS;
  if (isRecent && (begunBy === 'password' || !hasPassword)) return;
  await requirePassword(ctx, account, password);
}

/**
 * Requires the password of the account, independent of the age of the session. A wrong password counts as a failed
 * login.
 * @throws AppError `REAUTHENTICATION_REQUIRED` if no password is sent, `WRONG_CURRENT_PASSWORD`, `LIMIT_EXCEEDED`,
 *   `ACCOUNT_LOCKED`, `UNAVAILABLE`
 */
export async function requirePassword(
  ctx: Ctx,
  account: AccountRow,
  password: string | undefined,
): Promise<void> {
  const hasPassword = account.passwordHash !== null;
  if (password === undefined) throw new AppError('REAUTHENTICATION_REQUIRED', { hasPassword });
  using proved = await checkPassword(ctx, {
    identifier: canonicalIdentifier(account.email ?? account.username),
    password,
    findAccount: async () => account,
  }).catch(throwWrongCurrentPassword);
  await afterProof(proved, () => ctx.objects.account(account.id).settleSuccess(proved.attempt));
}

/**
 * Accepts an administrator whose session began less than 12 hours ago and did not begin with Plex, and returns the
 * account. The account is checked first, so that any other user gets `FORBIDDEN` and is not asked to sign in again.
 * @throws AppError `FORBIDDEN`, `REAUTHENTICATION_REQUIRED`, and the codes of `requireSession`
 */
export async function requireRecentAdmin(ctx: Ctx): Promise<AccountRow> {
  const { account, begunAtMs, begunBy } = await requireSession(ctx);
  if (!account.isAdmin) throw new AppError('FORBIDDEN');
  if (begunBy === 'plex' || ctx.nowMs - begunAtMs >= ADMINISTRATION_PROOF_MS) {
    throw new AppError('REAUTHENTICATION_REQUIRED', { hasPassword: account.passwordHash !== null });
  }
  return account;
}

/** Replaces the error code of a failed login with the code for a caller who is signed in. */
export function throwWrongCurrentPassword(error: unknown): never {
  if (error instanceof AppError && error.is('WRONG_CREDENTIALS')) {
    throw new AppError('WRONG_CURRENT_PASSWORD');
  }
  throw error;
}
