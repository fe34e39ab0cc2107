/** What a person says of themselves. */
import {
  type AccountRow,
  type ProfileChanges,
  updateProfileStatement,
} from '../../store/accounts/accounts.ts';
import { notifyEmailChanged } from '../notifications/notify-owner.ts';
import { requireAccess } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent, recordEvents } from '../security-log/record-events.ts';
import { identityTaken } from './identity-taken.ts';

/**
 * Changes the caller's profile; preferences merge, and a changed e-mail address is unverified again.
 * @throws AppError `EMAIL_TAKEN`, `USERNAME_TAKEN`, and as `requireAccess` does
 */
export async function updateProfile(ctx: Ctx, changes: ProfileChanges): Promise<AccountRow> {
  const account = await requireAccess(ctx);
  const merged = withoutAbsent({
    ...changes,
    preferences: changes.preferences && { ...account.preferences, ...changes.preferences },
  });
  const isNewEmail = changes.email !== undefined && changes.email !== account.email;
  if (Object.keys(merged).length === 0) return account;
  try {
    const values = { ...merged, ...(isNewEmail && { isVerified: false }) };
    const [rows] = await ctx.database.batch([
      updateProfileStatement(ctx.database, account.number, values, ctx.nowMs),
    ]);
    if (isNewEmail) await settleNewEmail(ctx, account);
    return rows[0] ?? account;
  } catch (error) {
    throw identityTaken(error);
  }
}

function withoutAbsent(changes: ProfileChanges): ProfileChanges {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** Codes that went to the old address open nothing any more, and the old address is told. */
async function settleNewEmail(ctx: Ctx, before: AccountRow): Promise<void> {
  await ctx.objects.account(before.id).dropCodes();
  recordEvents(ctx, [draftEvent(ctx, before.number, 'email_changed')]);
  notifyEmailChanged(ctx, before);
}
