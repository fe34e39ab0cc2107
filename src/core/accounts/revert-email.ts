/** Reverts a change of the e-mail address with the link that was sent to the old address. */
import { fingerprint } from '../../crypto/compare.ts';
import { AppError } from '../../rules/app-error.ts';
import { deleteLinksStatement, findLinkStatement } from '../../store/accounts/account-links.ts';
import { restoreEmailStatement } from '../../store/accounts/email-addresses.ts';
import { removePlexOfOtherEmailStatement } from '../../store/accounts/plex-accounts.ts';
import { insertEventStatement } from '../../store/security-log/security-events.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent } from '../security-log/record-events.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { identityTakenError } from './identity-taken.ts';

/**
 * Reads a link without any change, because mail scanners open links. Returns the address that the link restores.
 * @throws AppError `NOT_FOUND` for a link that is unknown, used or expired, and for a link of an account that is
 *   deleted or deactivated; `UNAVAILABLE`
 */
export async function readRevertLink(ctx: Ctx, { token }: { token: string }): Promise<{ email: string }> {
  const { email } = await findRevertLink(ctx, token);
  return { email };
}

/**
 * Restores the old address, ends every session, and deletes the codes and reset tokens of the account. The Plex link is
 * removed if Plex had confirmed another address. This link and all other links that revert a change of the address
 * become invalid, because another link may have been sent to an address of an attacker.
 * @throws AppError `NOT_FOUND` as in `readRevertLink`, `EMAIL_TAKEN` when another account has received the address in
 *   the meantime, `UNAVAILABLE`
 */
export async function revertEmailChange(ctx: Ctx, { token }: { token: string }): Promise<{ email: string }> {
  const { owner, accountId, email, isVerified } = await findRevertLink(ctx, token);
  // The sessions end first, so that they end even if the address cannot be restored. If one of the calls fails, the
  // link remains valid.
  await endSessions(ctx, { accountId, accountNumber: owner, sessions: 'all', reason: 'revoked' });
  await ctx.objects.account(accountId).deleteCodes();
  try {
    await ctx.database.batch([
      restoreEmailStatement(ctx.database, owner, { email, isVerified }, ctx.nowMs),
      removePlexOfOtherEmailStatement(ctx.database, owner, email),
      deleteLinksStatement(ctx.database, owner, 'revert'),
      insertEventStatement(ctx.database, draftEvent(ctx, owner, 'email_reverted')),
    ]);
  } catch (error) {
    throw identityTakenError(error);
  }
  return { email };
}

async function findRevertLink(ctx: Ctx, token: string) {
  const link = { tokenHash: fingerprint(token), purpose: 'revert' as const, nowMs: ctx.nowMs };
  const [rows] = await ctx.database.batch([findLinkStatement(ctx.database, link)]);
  const found = rows[0];
  if (!found?.restoredEmail) throw new AppError('NOT_FOUND');
  const { owner, accountId, restoredEmail: email, wasVerified } = found;
  return { owner, accountId, email, isVerified: Boolean(wasVerified) };
}
