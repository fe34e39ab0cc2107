/** Accounts and tokens in the media client's words. */

import type { TokenPair } from '../../core/issue-tokens.ts';
import type { PlexSignedIn } from '../../core/log-in-with-plex.ts';
import { isoTime } from '../../rules/iso-time.ts';
import type { AccountRow } from '../../store/users.ts';

const EMAIL_LEFT_OUT =
  'Another account has this e-mail address. Your account has none until you set one, or an administrator links the two.';

export function renderUser(account: AccountRow) {
  return {
    id: account.id,
    username: account.username,
    email: account.email,
    role: account.role,
    plexId: account.plexId,
    avatar: account.avatarUrl,
    createdAt: isoTime(account.createdAtMs),
    lastLoginAt: account.lastLoginAtMs === null ? null : isoTime(account.lastLoginAtMs),
  };
}

export function renderMe(account: AccountRow) {
  const { theme = 'system', notifications = true, language = 'en' } = account.preferences ?? {};
  return { ...renderUser(account), preferences: { theme, notifications, language } };
}

export function renderTokens({ accessToken, refreshToken, expiresInSeconds }: TokenPair) {
  return { accessToken, refreshToken, expiresIn: expiresInSeconds, tokenType: 'Bearer' as const };
}

/** A login is the last one there was. */
export function renderSignedIn({ account, tokens, isEmailLeftOut }: PlexSignedIn, nowMs: number) {
  const user = { ...renderUser(account), lastLoginAt: isoTime(nowMs) };
  const data = { user, tokens: renderTokens(tokens) };
  return { success: true as const, data, ...(isEmailLeftOut && { message: EMAIL_LEFT_OUT }) };
}
