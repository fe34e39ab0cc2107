/** Changes the profile of the caller's account. */
import { fullName, splitName } from '../../rules/accounts/full-name.ts';
import { completePreferences, hasSingleKeys, type Preferences } from '../../rules/accounts/preferences.ts';
import { canonicalUsername } from '../../rules/accounts/username.ts';
import { AppError } from '../../rules/app-error.ts';
import { trimUnseen } from '../../rules/unseen-characters.ts';
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
import { identityTakenError } from './identity-taken.ts';
import { requestMailboxCode } from './mailbox-codes.ts';

const USERNAME_MESSAGE = 'Username may contain only letters, numbers, and ./+/-/_ characters';
const EMAIL_MESSAGE = 'Invalid email format';

/**
 * `email` starts a change of the address: see `requestEmailChange`. Null is an empty address. `name` contains the first
 * name and the last name.
 */
export type ProfileInput = Omit<ProfileChanges, 'pendingEmail'> & {
  email?: string | null | undefined;
  name?: string | undefined;
};

/**
 * Changes the caller's profile. A value that equals the current value changes nothing, so a client can send an
 * unchanged form. One exception: the current e-mail address cancels a pending change of the address. The sent
 * preferences are changed, and all other preferences stay. A new e-mail address is pending until the user enters the
 * code that is sent to this address. If the pending address is sent again, or if the limit of e-mails is used up, no
 * code is sent.
 * @throws AppError `INVALID_INPUT` for an invalid user name or an empty address, unless the account already has this
 *   value, `EMAIL_TAKEN`, `USERNAME_TAKEN`, `LIMIT_EXCEEDED` and `UNAVAILABLE` for a new address, and the codes of
 *   `requireAccess`
 */
export async function updateProfile(ctx: Ctx, { email, name, ...sent }: ProfileInput): Promise<AccountRow> {
  const account = await requireAccess(ctx);
  rejectInvalid(account, { email, username: sent.username });
  const changes = changedFields(account, {
    ...sent,
    preferences: sent.preferences && differingPreferences(account, sent.preferences),
    ...(name !== undefined && isOtherName(account, name) && splitName(name)),
    ...(email !== undefined && { pendingEmail: email === account.email ? null : email }),
  });
  if (Object.keys(changes).length === 0) return account;
  const newEmail = changes.pendingEmail ?? null;
  const sendCode = newEmail === null ? null : await prepareCode(ctx, account, newEmail);
  try {
    const [rows] = await ctx.database.batch([
      updateProfileStatement(ctx.database, account.number, changes, ctx.nowMs),
      ...(sendCode
        ? [insertEventStatement(ctx.database, draftEvent(ctx, account.number, 'email_change_requested'))]
        : []),
    ]);
    sendCode?.();
    return rows[0] ?? account;
  } catch (error) {
    throw identityTakenError(error);
  }
}

/**
 * Rejects an invalid user name and an empty address, unless the account already has this value. A default user name may
 * contain characters of e-mail addresses, and an account may have no address.
 */
function rejectInvalid(account: AccountRow, { email, username }: ProfileInput): void {
  const problems = [
    ...(username !== undefined && username !== account.username && canonicalUsername(username) === null
      ? [{ field: 'username', message: USERNAME_MESSAGE }]
      : []),
    ...(email === null && account.email !== null ? [{ field: 'email', message: EMAIL_MESSAGE }] : []),
  ];
  if (problems.length > 0) throw new AppError('INVALID_INPUT', { problems });
}

/**
 * Counts a request for a code and returns the function that sends the code to the new address. A taken address is an
 * error, because the published client expects this error. A request with a taken address is not counted.
 */
async function prepareCode(ctx: Ctx, account: AccountRow, email: string): Promise<() => void> {
  if (await findAccountByEmail(ctx.database, email)) throw new AppError('EMAIL_TAKEN');
  const { send } = await requestMailboxCode(ctx, { account, purpose: 'email_change', email });
  return send;
}

/**
 * Returns whether a sent name differs from the current name. The sent name is trimmed and in Unicode normalization form
 * C, so the current name is converted to the same form.
 */
function isOtherName(account: AccountRow, name: string): boolean {
  return name !== trimUnseen(fullName(account)).normalize('NFC');
}

/** Returns the sent preferences that differ from the current ones. Undefined means that none differs. */
function differingPreferences(account: AccountRow, sent: Preferences): Preferences | undefined {
  const { preferences } = account;
  const present: Preferences = {
    ...completePreferences(preferences),
    singleKeys: hasSingleKeys(preferences),
  };
  const keys = Object.keys(sent) as (keyof Preferences)[];
  const changed = keys.filter((key) => sent[key] !== undefined && sent[key] !== present[key]);
  return changed.length === 0 ? undefined : Object.fromEntries(changed.map((key) => [key, sent[key]]));
}

/** Returns the sent values that differ from the account. */
function changedFields(account: AccountRow, sent: ProfileChanges): ProfileChanges {
  const fields = Object.keys(sent) as (keyof ProfileChanges)[];
  const changed = fields.filter((field) => sent[field] !== undefined && sent[field] !== account[field]);
  return Object.fromEntries(changed.map((field) => [field, sent[field]]));
}
