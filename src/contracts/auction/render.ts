/** Accounts and tokens as the auction client receives them. */
import type { TokenPair } from '../../core/sessions/issue-tokens.ts';
import { fullName } from '../../rules/accounts/full-name.ts';
import { isoTime } from '../../rules/iso-time.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';

/** The user in the response to a signup. */
export function renderNewUser(account: AccountRow) {
  return {
    id: account.number,
    name: fullName(account),
    email: account.email,
    phone: account.phone,
    city: account.city,
    country: account.country,
    is_verified: account.isVerified,
    is_active: account.isActive,
    created_at: isoTime(account.createdAtMs),
  };
}

/** The user in the response to a login. */
export function renderUser(account: AccountRow) {
  return {
    ...renderNewUser(account),
    avatar_url: account.avatarUrl,
    total_bids: account.totalBids,
    total_wins: account.totalWins,
    total_spent: account.totalSpent,
  };
}

/** The user in the responses of `/auth/me` and `/auth/profile`. */
export function renderFullUser(account: AccountRow) {
  return { ...renderUser(account), updated_at: isoTime(account.updatedAtMs) };
}

/** The fields of `auth_token` that signup and login share. */
export function renderTokens(account: AccountRow, tokens: TokenPair) {
  return {
    user_id: account.number,
    email: account.email,
    access_token: tokens.accessToken,
    refresh_token: tokens.refreshToken,
    token_type: 'bearer' as const,
    expires_in: tokens.expiresInSeconds,
  };
}
