/** Reverts a change of the e-mail address by the link that was sent to the old address. */
import { fingerprint } from '../../crypto/compare.ts';
import { AppError } from '../../rules/app-error.ts';
import { deleteLinksStatement, findLinkStatement } from '../../store/accounts/account-links.ts';
import { restoreEmailStatement } from '../../store/accounts/email-addresses.ts';
import { insertEventStatement } from '../../store/security-log/security-events.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent } from '../security-log/record-events.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { identityTaken } from './identity-taken.ts';

/**
 * Reads a link and changes nothing, because mail scanners open links. Returns the address that it restores.
 * @throws AppError `NOT_FOUND` for a link that is unknown, used or expired
 */
export async function readRevertLink(ctx: Ctx, { token }: { token: string }): Promise<{ email: string }> {
  const { email } = await findRevert(ctx, token);
  return { email };
}

/**
 * Restores the old address and ends every session. Every other link that reverts a change of this account becomes
 * invalid: the attacker's own address has received one.
 * @throws AppError `NOT_FOUND`, `EMAIL_TAKEN` when another account has the address by now, `UNAVAILABLE`
 */
export async function revertEmailChange(ctx: Ctx, { token }: { token: string }): Promise<{ email: string }> {
  const { owner, accountId, email, isVerified } = await findRevert(ctx, token);
  // First, so that the sessions end also when the address cannot be restored. The link stays valid after a failure.
  await endSessions(ctx, { accountId, accountNumber: owner, sessions: 'all', reason: 'revoked' });
  await ctx.objects.account(accountId).deleteCodes();
  try {
    await ctx.database.batch([
      restoreEmailStatement(ctx.database, owner, { email, isVerified }, ctx.nowMs),
      deleteLinksStatement(ctx.database, owner, 'revert'),
      insertEventStatement(ctx.database, draftEvent(ctx, owner, 'email_reverted')),
    ]);
  } catch (error) {
    throw identityTaken(error);
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
