/** Changes the profile of the caller's account. */
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
 * Changes the caller's profile. Preferences are merged. A changed e-mail address becomes unverified.
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

/** Invalidates the codes that were sent to the previous address, and notifies that address. */
async function settleNewEmail(ctx: Ctx, before: AccountRow): Promise<void> {
  await ctx.objects.account(before.id).deleteCodes();
  recordEvents(ctx, [draftEvent(ctx, before.number, 'email_changed')]);
  notifyEmailChanged(ctx, before);
}
