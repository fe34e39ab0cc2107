/** Accounts and tokens as v1 returns them. */
import type { SignedIn } from '../../../core/sessions/begin-session.ts';
import type { TokenPair } from '../../../core/sessions/issue-tokens.ts';
import { hasExpired } from '../../../rules/accounts/account-expiry.ts';
import { isPremium } from '../../../rules/accounts/premium.ts';
import { isoTime } from '../../../rules/iso-time.ts';
import type { AccountRow } from '../../../store/accounts/accounts.ts';

/** The account in the responses of login and registration. */
export function renderUser(account: AccountRow, nowMs: number) {
  return {
    id: account.id,
    email: account.email,
    username: account.username,
    first_name: account.firstName,
    last_name: account.lastName,
    timezone: account.timeZone,
    is_active: account.isActive,
    is_premium: isPremium(account, nowMs),
    is_verified: account.isVerified,
    created_at: isoTime(account.createdAtMs),
    updated_at: isoTime(account.updatedAtMs),
  };
}

/** The account in the response of `GET /auth/me`. */
export function renderMe(account: AccountRow, nowMs: number) {
  const { is_active: _active, updated_at: _updated, ...user } = renderUser(account, nowMs);
  return { ...user, has_active_subscription: user.is_premium };
}

/** A pair of tokens. Each token has two field names, because the published documents use different names. */
export function renderTokens({ accessToken, refreshToken, expiresInSeconds }: TokenPair) {
  return {
    access_token: accessToken,
    refresh_token: refreshToken,
    token_type: 'bearer' as const,
    expires_in: expiresInSeconds,
    access: accessToken,
    refresh: refreshToken,
  };
}

/** The response of login and registration. */
export function renderSignedIn({ account, tokens }: SignedIn, nowMs: number) {
  return {
    user: renderUser(account, nowMs),
    tokens: renderTokens(tokens),
    session_id: tokens.sessionId,
  };
}

/** The account for the devices client. `isStaff` is true for an administrator. */
export function renderDeviceAccount(account: AccountRow, isStaff: boolean, nowMs: number) {
  const { expiresAtMs, lastLoginAtMs } = account;
  return {
    id: account.number,
    uuid: account.id,
    username: account.username,
    email: account.email,
    first_name: account.firstName,
    last_name: account.lastName,
    is_active: account.isActive,
    is_staff: isStaff,
    is_superuser: isStaff,
    date_joined: isoTime(account.createdAtMs),
    last_login: isoTimeOrNull(lastLoginAtMs),
    profile: {
      expired: hasExpired(account, nowMs),
      expiry_date: isoTimeOrNull(expiresAtMs),
      created_at: isoTime(account.createdAtMs),
      updated_at: isoTime(account.updatedAtMs),
    },
  };
}

function isoTimeOrNull(atMs: number | null): string | null {
  return atMs === null ? null : isoTime(atMs);
}
