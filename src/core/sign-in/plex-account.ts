/** Finds, links or creates the account of a Plex user, and updates the name and picture of the account from Plex. */
import { v7 as uuid } from 'uuid';
import type { PlexUser } from '../../plex/plex-api.ts';
import { hasNewPlexProfile } from '../../rules/accounts/plex-profile.ts';
import { usernameFrom } from '../../rules/accounts/username.ts';
import { AppError } from '../../rules/app-error.ts';
import { type AccountRow, findAccountByEmail } from '../../store/accounts/accounts.ts';
import {
  copyPlexProfileStatement,
  findAccountByPlexId,
  linkableAccountCondition,
  linkPlexStatement,
} from '../../store/accounts/plex-accounts.ts';
import { UniqueViolation } from '../../store/database/database.ts';
import { insertEventsStatement } from '../../store/security-log/security-events.ts';
import { insertNamedAccount } from '../accounts/insert-account.ts';
import type { Ctx } from '../request/context.ts';
import { draftEvent } from '../security-log/record-events.ts';

const MAX_PLEX_NAME_CHARACTERS = 100;

/** The account of a Plex user. */
export interface PlexAccount {
  account: AccountRow;
  /** True if a new account has no e-mail address, because another account already has the address. */
  isEmailLeftOut: boolean;
}

/**
 * Finds the account that is linked with a Plex user. If there is none, the function links the account with the same
 * e-mail address or creates an account. An account is linked only if it has no other Plex user and the address is
 * verified both here and at Plex. Otherwise a user who registered the address of another person at Plex could access
 * the account of this person.
 * @throws AppError `UNAVAILABLE`
 */
export async function findOrCreatePlexAccount(ctx: Ctx, plexUser: PlexUser): Promise<PlexAccount> {
  const known = await findAccountByPlexId(ctx.database, plexUser.plexId);
  if (known) return { account: known, isEmailLeftOut: false };
  const { email, isEmailConfirmed } = plexUser;
  const holder = email === null ? null : await findAccountByEmail(ctx.database, email);
  if (email !== null && holder?.isVerified && isEmailConfirmed && holder.plexId === null) {
    const account = await linkPlexUser(ctx, holder, plexUser, email);
    if (account) return { account, isEmailLeftOut: false };
  }
  const account = await createPlexAccount(ctx, plexUser, holder === null);
  return { account, isEmailLeftOut: email !== null && account.email === null };
}

/**
 * Copies the name and the picture from Plex, unless they were set or changed here. A name that another account has is
 * not copied. Returns the account after the change. Runs no statement if there is nothing to copy.
 * @throws AppError `UNAVAILABLE`
 */
export async function copyPlexProfile(
  ctx: Ctx,
  account: AccountRow,
  plexUser: PlexUser,
): Promise<AccountRow> {
  const profile = { username: usernameOf(plexUser), avatarUrl: plexUser.avatarUrl };
  if (!hasNewPlexProfile(account, profile)) return account;
  const [rows] = await ctx.database.batch([
    copyPlexProfileStatement(ctx.database, account, profile, ctx.nowMs),
  ]);
  return rows[0] ?? account;
}

/**
 * Links an account with a Plex user, and returns the account. Returns null if the account has changed since it was read
 * and must not be linked any more. If a concurrent sign-in has linked another account, returns this other account.
 */
async function linkPlexUser(
  ctx: Ctx,
  { number }: AccountRow,
  { plexId, avatarUrl }: PlexUser,
  confirmedEmail: string,
): Promise<AccountRow | null> {
  try {
    const [, rows] = await ctx.database.batch([
      insertEventsStatement(
        [draftEvent(ctx, number, 'plex_linked')],
        linkableAccountCondition(number, confirmedEmail),
      ),
      linkPlexStatement(ctx.database, number, { plexId, confirmedEmail, avatarUrl }, ctx.nowMs),
    ]);
    return rows[0] ?? null;
  } catch (error) {
    // A concurrent first sign-in of this Plex user has linked another account.
    const existing = error instanceof UniqueViolation && (await findAccountByPlexId(ctx.database, plexId));
    if (existing) return existing;
    throw error;
  }
}

async function createPlexAccount(ctx: Ctx, plexUser: PlexUser, isEmailFree: boolean): Promise<AccountRow> {
  const { plexId, avatarUrl } = plexUser;
  const email = isEmailFree ? plexUser.email : null;
  const isVerified = email !== null && plexUser.isEmailConfirmed;
  const name = usernameOf(plexUser);
  const username = name ?? `plex${plexId}`;
  const wanted = {
    ...{ id: uuid(), email, username, isVerified, plexId, avatarUrl },
    ...{ plexName: name, plexUsername: username, plexAvatarUrl: avatarUrl },
    plexConfirmedEmail: isVerified ? email : null,
    createdAtMs: ctx.nowMs,
  };
  try {
    return await insertNamedAccount(ctx, wanted, { isUsernameChosen: false });
  } catch (error) {
    const isEmailTaken = error instanceof AppError && error.is('EMAIL_TAKEN');
    if (!isEmailTaken && !(error instanceof UniqueViolation)) throw error;
    // A concurrent first sign-in has created the account, or another account has just received the e-mail address.
    const existing = await findAccountByPlexId(ctx.database, plexId);
    if (existing) return existing;
    if (isEmailTaken) return createPlexAccount(ctx, plexUser, false);
    throw error;
  }
}

/** The name at Plex as a user name. Null if Plex reports no name, or if no character of the name can be used. */
function usernameOf({ username }: PlexUser): string | null {
  return username === null ? null : usernameFrom(username, MAX_PLEX_NAME_CHARACTERS);
}
