/**
 * Accepts an invitation: a link that sets the password of an account. An operator or an administrator creates
 * invitations for accounts without a password. The link can be used once. It is invalid if the account has received a
 * password in the meantime, for example by a reset.
 */
import { fingerprint } from '../../crypto/compare.ts';
import { hashPassword } from '../../crypto/password-hash.ts';
import { AppError, unavailable } from '../../rules/app-error.ts';
import { findLinkStatement, useInvitationStatement } from '../../store/accounts/account-links.ts';
import { verifyAddressStatements } from '../accounts/verify-email.ts';
import { rejectWeakPassword } from '../passwords/reject-weak-password.ts';
import type { Ctx } from '../request/context.ts';
import { addDatabaseCost } from '../request/object-stubs.ts';
import { draftEvent } from '../security-log/record-events.ts';

/**
 * Reads a link without any change, because mail scanners open links. Returns the address of the account, or an empty
 * text if the account has no address.
 * @throws AppError `NOT_FOUND` for a link that is unknown, used or expired, and for a link of an account that is
 *   deleted, deactivated or has a password; `UNAVAILABLE`
 */
export async function readInvitation(ctx: Ctx, { token }: { token: string }): Promise<{ email: string }> {
  const { currentEmail } = await findInvitation(ctx, token);
  return { email: currentEmail ?? '' };
}

/**
 * Sets the password and uses up the link. If the link was sent by e-mail and the account still has the address of the
 * e-mail, the address becomes verified. Every session and every lock of the account ends. If `UNAVAILABLE` is thrown,
 * the link may already be used up.
 * @throws AppError `NOT_FOUND` as in `readInvitation`, `INVALID_INPUT` (weak password), `UNAVAILABLE`
 */
export async function acceptInvitation(
  ctx: Ctx,
  { token, password }: { token: string; password: string },
): Promise<void> {
  const invitation = await findInvitation(ctx, token);
  const { owner, accountId, currentEmail: email, username, restoredEmail: mailedTo } = invitation;
  const account = { email, username };
  await rejectWeakPassword(ctx, { field: 'password', password, style: 'composition', account });
  const isVerifying = mailedTo !== null && mailedTo === email;
  const [used] = await ctx.database.batch([
    useInvitationStatement(ctx.database, fingerprint(token)),
    ...(isVerifying ? verifyAddressStatements(ctx, owner, mailedTo) : []),
  ]);
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
  if (!found || found.hasPassword) throw new AppError('NOT_FOUND');
  return found;
}
