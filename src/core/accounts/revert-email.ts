/** Reverts a change of the e-mail address with the link that was sent to the old address. */
import { fingerprint } from '../../crypto/compare.ts';
import { AppError } from '../../rules/app-error.ts';
import { deleteLinksStatement, findLinkStatement } from '../../store/accounts/account-links.ts';
import { restoreEmailStatement } from '../../store/accounts/email-addresses.ts';
import { insertEventStatement } from '../../store/security-log/security-events.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent } from '../security-log/record-events.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { identityTakenError } from './identity-taken.ts';

/**
 * Reads a link without any change, because mail scanners open links. Returns the address that the link restores.
 * @throws AppError `NOT_FOUND` for a link that is unknown, used or expired
 */
export async function readRevertLink(ctx: Ctx, { token }: { token: string }): Promise<{ email: string }> {
  const { email } = await findRevert(ctx, token);
  return { email };
}

/**
 * Restores the old address and ends every session. Every other link that reverts a change of this account becomes
 * invalid, because such a link may have been sent to an address of an attacker.
 * @throws AppError `NOT_FOUND`, `EMAIL_TAKEN` when another account has received the address in the meantime,
 *   `UNAVAILABLE`
 */
export async function revertEmailChange(ctx: Ctx, { token }: { token: string }): Promise<{ email: string }> {
  const { owner, accountId, email, isVerified } = await findRevert(ctx, token);
  // The sessions end first, so that they end even if the address cannot be restored. The link remains valid after a
  // failure.
  await endSessions(ctx, { accountId, accountNumber: owner, sessions: 'all', reason: 'revoked' });
  await ctx.objects.account(accountId).deleteCodes();
  try {
    await ctx.database.batch([
      restoreEmailStatement(ctx.database, owner, { email, isVerified }, ctx.nowMs),
      deleteLinksStatement(ctx.database, owner, 'revert'),
      insertEventStatement(ctx.database, draftEvent(ctx, owner, 'email_reverted')),
    ]);
  } catch (error) {
    throw identityTakenError(error);
  }
  return { email };
}

async function findRevert(ctx: Ctx, token: string) {
  const link = { tokenHash: fingerprint(token), purpose: 'revert' as const, nowMs: ctx.nowMs };
  const [rows] = await ctx.database.batch([findLinkStatement(ctx.database, link)]);
  const found = rows[0];
  if (!found?.restoredEmail) throw new AppError('NOT_FOUND');
  const { owner, accountId, restoredEmail: email, wasVerified } = found;
  return { owner, accountId, email, isVerified: Boolean(wasVerified) };
}
