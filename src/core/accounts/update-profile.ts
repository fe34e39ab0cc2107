/** Changes the profile of the caller's account. */
import { AppError } from '../../rules/app-error.ts';
import {
  type AccountRow,
  findAccountByEmail,
  type ProfileChanges,
  updateProfileStatement,
} from '../../store/accounts/accounts.ts';
import { insertEventStatement } from '../../store/security-log/security-events.ts';
import { requireAccess } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent } from '../security-log/record-events.ts';
import { identityTaken } from './identity-taken.ts';
import { requestMailboxCode } from './mailbox-codes.ts';

/** `email` starts a change of the address: see `requestEmailChange`. */
export type ProfileInput = Omit<ProfileChanges, 'pendingEmail'> & { email?: string | undefined };

/**
 * Changes the caller's profile. Preferences are merged. A new e-mail address is pending until a code from it is entered;
 * the present address ends a pending change.
 * @throws AppError `EMAIL_TAKEN`, `USERNAME_TAKEN`, `LIMIT_EXCEEDED` and `UNAVAILABLE` for a new address, and as
 *   `requireAccess` does
 */
export async function updateProfile(ctx: Ctx, { email, ...changes }: ProfileInput): Promise<AccountRow> {
  const account = await requireAccess(ctx);
  const merged = withoutAbsent({
    ...changes,
    preferences: changes.preferences && { ...account.preferences, ...changes.preferences },
    ...(email !== undefined && { pendingEmail: email === account.email ? null : email }),
  });
  if (Object.keys(merged).length === 0) return account;
  const newEmail = merged.pendingEmail ?? null;
  const sendCode = newEmail === null ? null : await prepareCode(ctx, account, newEmail);
  try {
    const [rows] = await ctx.database.batch([
      updateProfileStatement(ctx.database, account.number, merged, ctx.nowMs),
      ...(sendCode
        ? [insertEventStatement(ctx.database, draftEvent(ctx, account.number, 'email_change_requested'))]
        : []),
    ]);
    sendCode?.();
    return rows[0] ?? account;
  } catch (error) {
    throw identityTaken(error);
  }
}

/** An address that is taken is reported, as the published client expects, and costs no code. */
async function prepareCode(ctx: Ctx, account: AccountRow, email: string): Promise<() => void> {
  if (await findAccountByEmail(ctx.database, email)) throw new AppError('EMAIL_TAKEN');
  return requestMailboxCode(ctx, { account, purpose: 'email_change', email });
}

function withoutAbsent(changes: ProfileChanges): ProfileChanges {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
