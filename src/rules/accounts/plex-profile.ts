/**
 * Decides whether an account takes new profile values from Plex at a sign-in, and whether the Plex link of an account
 * remains after a password reset. Pure.
 */

/** The profile that Plex reports at a sign-in. */
export interface PlexProfile {
  /** In the form of a user name; null when Plex reports no name with usable characters. */
  username: string | null;
  avatarUrl: string | null;
}

/** The profile of an account, and the values from Plex with which the profile was last updated. */
export interface AccountWithPlexProfile {
  username: string;
  avatarUrl: string | null;
  /** The newest name from Plex that the account took, or could not take because another account has it. */
  plexName: string | null;
  /** The user name of the account after the last update from Plex. */
  plexUsername: string | null;
  plexAvatarUrl: string | null;
}

/**
 * Whether the account must take a new name or picture from Plex. A value is updated from Plex as long as it equals the
 * value that was last taken from Plex. A value that was changed here is no longer updated.
 */
export function hasNewPlexProfile(
  account: AccountWithPlexProfile,
  { username, avatarUrl }: PlexProfile,
): boolean {
  const needsName =
    username !== null && username !== account.plexName && account.username === account.plexUsername;
  const needsPicture = avatarUrl !== account.avatarUrl && account.avatarUrl === account.plexAvatarUrl;
  return needsName || needsPicture;
}

/**
 * Whether the Plex link of an account remains after a password reset by a code that was sent to the e-mail address of
 * the account. The link remains only if Plex had confirmed this address when the Plex account was linked.
 */
export function keepsPlexLink(account: { email: string | null; plexConfirmedEmail: string | null }): boolean {
  return account.email !== null && account.plexConfirmedEmail === account.email;
}
