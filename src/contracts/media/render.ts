/** Accounts and tokens as the media client receives them. */
import { isAdmin } from '../../core/request/access.ts';
import type { Ctx } from '../../core/request/context.ts';
import type { TokenPair } from '../../core/sessions/issue-tokens.ts';
import type { PlexSignedIn } from '../../core/sign-in/log-in-with-plex.ts';
import { completePreferences } from '../../rules/accounts/preferences.ts';
import { isoTime } from '../../rules/iso-time.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';

/** The message for a new account that does not get the e-mail address of the Plex user. */
const EMAIL_LEFT_OUT =
  'Another account has this e-mail address. Your account has no e-mail address until you set one, or an administrator links the two accounts.';

/** The user in lists and in the response to a sign-in. The client shows its admin pages if `role` is `admin`. */
export function renderUser({ configuration }: Ctx, account: AccountRow) {
  return {
    id: account.id,
    username: account.username,
    email: account.email,
    role: isAdmin(configuration, account) ? ('admin' as const) : ('user' as const),
    plexId: account.plexId,
    avatar: account.avatarUrl,
    createdAt: isoTime(account.createdAtMs),
    lastLoginAt: account.lastLoginAtMs === null ? null : isoTime(account.lastLoginAtMs),
  };
}

/**
 * The signed-in user with all preferences. A preference that was never set has its default. A requested address is
 * returned as `email`, and also as `pendingEmail` until the user enters the code that was sent to this address or
 * cancels the change.
 */
export function renderMe(ctx: Ctx, account: AccountRow) {
  const { pendingEmail } = account;
  return {
    ...renderUser(ctx, account),
    ...(pendingEmail !== null && { email: pendingEmail, pendingEmail }),
    preferences: completePreferences(account.preferences),
  };
}

/** The tokens of a session. The refresh token is omitted when the session is stored in a cookie. */
export function renderTokens(
  { accessToken, refreshToken, expiresInSeconds }: TokenPair,
  { isInCookie }: { isInCookie: boolean },
) {
  const shared = { expiresIn: expiresInSeconds, tokenType: 'Bearer' as const };
  return { accessToken, ...(!isInCookie && { refreshToken }), ...shared };
}

/** The response to a sign-in. `lastLoginAt` is the time of this sign-in, which the account row does not contain yet. */
export function renderSignedIn(
  ctx: Ctx,
  { account, tokens, isEmailLeftOut }: PlexSignedIn,
  options: { isInCookie: boolean },
) {
  const user = { ...renderUser(ctx, account), lastLoginAt: isoTime(ctx.nowMs) };
  const data = { user, tokens: renderTokens(tokens, options) };
  return { success: true as const, data, ...(isEmailLeftOut && { message: EMAIL_LEFT_OUT }) };
}
