/** Changes the password of the caller. The caller must send the current password. */
import { hashPassword } from '../../crypto/password-hash.ts';
import { canonicalIdentifier } from '../../rules/accounts/identifier.ts';
import { AppError, unavailable } from '../../rules/app-error.ts';
import { afterProof, checkPassword } from '../credentials/check-password.ts';
import { throwWrongCurrentPassword } from '../credentials/recent-proof.ts';
import { deliverQueuedNotice, draftNotice } from '../notifications/notify-owner.ts';
import { requireAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { addDatabaseCost } from '../request/object-stubs.ts';
import { draftEvent } from '../security-log/record-events.ts';
import { rejectWeakPassword } from './reject-weak-password.ts';

export interface ChangePasswordInput {
  currentPassword: string;
  newPassword: string;
}

/**
 * Replaces the password of the caller. All sessions except the current one end. A wrong current password counts as a
 * failed login.
 * @throws AppError `WRONG_CURRENT_PASSWORD` (also if a concurrent request replaced the password or ended the session),
 *   `INVALID_INPUT` (weak password), `LIMIT_EXCEEDED`, `ACCOUNT_LOCKED`, `UNAVAILABLE`, and the codes of
 *   `requireAccess`
 */
export async function changePassword(ctx: Ctx, input: ChangePasswordInput): Promise<void> {
  const account = await requireAccess(ctx);
  await rejectWeakPassword(ctx, {
    field: 'new_password',
    password: input.newPassword,
    style: 'composition',
    account,
  });
  using proved = await checkPassword(ctx, {
    identifier: canonicalIdentifier(account.email ?? account.username),
    password: input.currentPassword,
    findAccount: async () => account,
  }).catch(throwWrongCurrentPassword);
  ctx.cost.hashes += 1;
  const notice = draftNotice(ctx, account, 'password_changed');
  const result = await afterProof(proved, async () => {
    const replaced = await ctx.objects.account(account.id).changePassword({
      passwordHash: hashPassword(input.newPassword, ctx.configuration.pepper),
      passwordEpoch: account.passwordEpoch,
      currentSessionId: userOf(ctx).sessionId,
      attempt: proved.attempt,
      event: draftEvent(ctx, account.number, 'password_changed', 'by_owner'),
      notice,
    });
    if (replaced.kind === 'unavailable') throw unavailable();
    if (replaced.kind === 'stale') throw new AppError('WRONG_CURRENT_PASSWORD');
    return replaced;
  });
  addDatabaseCost(ctx.cost, result.cost);
  if (notice && result.isNoticeQueued) deliverQueuedNotice(ctx, notice);
}
