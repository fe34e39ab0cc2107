/** Changes the profile of the caller's account. */
import {
  type AccountRow,
  type ProfileChanges,
  updateProfileStatement,
} from '../../store/accounts/accounts.ts';
import { insertEventStatement } from '../../store/security-log/security-events.ts';
import { deliverNotice, draftNotice, noticeStatements } from '../notifications/notify-owner.ts';
import { requireAccess } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent } from '../security-log/record-events.ts';
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
    if (isNewEmail) return await replaceEmail(ctx, account, merged);
    const [rows] = await ctx.database.batch([
      updateProfileStatement(ctx.database, account.number, merged, ctx.nowMs),
    ]);
    return rows[0] ?? account;
  } catch (error) {
    throw identityTaken(error);
  }
}

function withoutAbsent(changes: ProfileChanges): ProfileChanges {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/**
 * Changes the e-mail address with the other fields. The security event and the e-mail to the previous address are stored
 * in the same batch. The codes of the previous address are not valid for the new one; they are deleted all the same.
 */
async function replaceEmail(ctx: Ctx, before: AccountRow, merged: ProfileChanges): Promise<AccountRow> {
  const notice = draftNotice(ctx, before, 'email_changed');
  const [rows] = await ctx.database.batch([
    updateProfileStatement(ctx.database, before.number, { ...merged, isVerified: false }, ctx.nowMs),
    insertEventStatement(ctx.database, draftEvent(ctx, before.number, 'email_changed')),
    ...noticeStatements(ctx, notice),
  ]);
  deliverNotice(ctx, before.id, notice);
  await ctx.objects.account(before.id).deleteCodes();
  return rows[0] ?? before;
}
