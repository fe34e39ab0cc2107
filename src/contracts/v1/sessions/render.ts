/** Accounts, sessions and events in the SimpleJWT client's words. */

import { hasExpired } from '../../../rules/accounts/account-expiry.ts';
import type { SessionEndReason } from '../../../rules/app-error.ts';
import { isoTime } from '../../../rules/iso-time.ts';
import type { SecurityEventType } from '../../../rules/sessions/account-change.ts';
import type { AccountRow } from '../../../store/accounts/accounts.ts';
import type { SecurityEventRow } from '../../../store/security-log/security-events.ts';
import type { SessionRow } from '../../../store/sessions/sessions.ts';

export function renderDeviceAccount(account: AccountRow, staff: boolean, nowMs: number) {
  const { expiresAtMs, lastLoginAtMs } = account;
  return {
    id: account.number,
    uuid: account.id,
    username: account.username,
    email: account.email,
    first_name: account.firstName,
    last_name: account.lastName,
    is_active: account.isActive,
    is_staff: staff,
    is_superuser: staff,
    date_joined: isoTime(account.createdAtMs),
    last_login: orNull(lastLoginAtMs),
    profile: {
      expired: hasExpired(account, nowMs),
      expiry_date: orNull(expiresAtMs),
      created_at: isoTime(account.createdAtMs),
      updated_at: isoTime(account.updatedAtMs),
    },
  };
}

export function renderSession(session: SessionRow, currentId: number, nowMs: number) {
  return {
    id: session.id,
    client_type: session.clientType,
    device_name: session.deviceName,
    telegram_user_id: session.telegramUserId,
    telegram_username: session.telegramUsername,
    created_at: isoTime(session.createdAtMs),
    last_activity: isoTime(session.lastActivityAtMs),
    expires_at: isoTime(session.expiresAtMs),
    ip_address: session.address,
    user_agent: session.userAgent,
    is_active: session.endedAtMs === null && session.expiresAtMs > nowMs,
    is_current: session.id === currentId,
  };
}

/** A session that nobody ended, but whose time is over, ended by expiring. */
export function renderAnySession(session: SessionRow, currentId: number, nowMs: number) {
  const shown = renderSession(session, currentId, nowMs);
  const endedReason = session.endedReason as SessionEndReason | null;
  return { ...shown, ended_reason: endedReason ?? (shown.is_active ? null : ('expired' as const)) };
}

export function renderEvent(event: SecurityEventRow) {
  return {
    id: event.id,
    type: event.type as SecurityEventType,
    session_id: event.sessionId,
    ip_address: event.address,
    user_agent: event.userAgent,
    country: event.country,
    detail: event.detail,
    created_at: isoTime(event.createdAtMs),
  };
}

function orNull(atMs: number | null): string | null {
  return atMs === null ? null : isoTime(atMs);
}
