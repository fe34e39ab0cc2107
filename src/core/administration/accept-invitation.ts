/** Sets the first password of an account that an operator has created. The link for this works once. */
import { fingerprint } from '../../crypto/compare.ts';
import { hashPassword } from '../../crypto/password-hash.ts';
import { AppError, unavailable } from '../../rules/app-error.ts';
import { findLinkStatement, useLinkStatement } from '../../store/accounts/account-links.ts';
import { rejectWeakPassword } from '../passwords/reject-weak-password.ts';
import type { Ctx } from '../request/context.ts';
import { addDatabaseCost } from '../request/object-stubs.ts';
import { draftEvent } from '../security-log/record-events.ts';

/**
 * Reads a link without any change, because mail scanners open links. Returns the address of the account.
 * @throws AppError `NOT_FOUND` for a link that is unknown, used or expired
 */
export async function readInvitation(ctx: Ctx, { token }: { token: string }): Promise<{ email: string }> {
  const { currentEmail } = await findInvitation(ctx, token);
  return { email: currentEmail ?? '' };
}

/**
 * Sets the password and uses up the link. Every session of the account ends.
 * @throws AppError `NOT_FOUND`, `INVALID_INPUT` (weak password), `UNAVAILABLE`
 */
export async function acceptInvitation(
  ctx: Ctx,
  { token, password }: { token: string; password: string },
): Promise<void> {
  const { owner, accountId, currentEmail: email, username } = await findInvitation(ctx, token);
  const account = { email, username };
  await rejectWeakPassword(ctx, { field: 'password', password, style: 'composition', account });
  const [used] = await ctx.database.batch([useLinkStatement(ctx.database, fingerprint(token))]);
  if (used.length === 0) throw new AppError('NOT_FOUND');
  ctx.cost.hashes += 1;
  const result = await ctx.objects.account(accountId).resetPassword({
    tokenHash: null,
    passwordHash: hashPassword(password, ctx.configuration.pepper),
    event: draftEvent(ctx, owner, 'password_changed', 'invitation'),
    notice: null,
  });
  if (result.kind !== 'done') throw unavailable();
  addDatabaseCost(ctx.cost, result.cost);
}

async function findInvitation(ctx: Ctx, token: string) {
  const link = { tokenHash: fingerprint(token), purpose: 'invitation' as const, nowMs: ctx.nowMs };
  const [rows] = await ctx.database.batch([findLinkStatement(ctx.database, link)]);
  const found = rows[0];
  if (!found) throw new AppError('NOT_FOUND');
  return found;
}
