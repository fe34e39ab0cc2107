/** Sessions and security events as v1 returns them. */
import type { SessionEndReason } from '../../../rules/app-error.ts';
import { isoTime } from '../../../rules/iso-time.ts';
import type { SecurityEventType } from '../../../rules/sessions/account-change.ts';
import type { SecurityEventRow } from '../../../store/security-log/security-events.ts';
import type { SessionRow } from '../../../store/sessions/sessions.ts';

/** A session. `currentId` is the id of the session of the request. */
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

/** A session that may have ended. If its lifetime has passed and no other reason is stored, the reason is `expired`. */
export function renderAnySession(session: SessionRow, currentId: number, nowMs: number) {
  const shown = renderSession(session, currentId, nowMs);
  const endedReason = session.endedReason as SessionEndReason | null;
  return { ...shown, ended_reason: endedReason ?? (shown.is_active ? null : ('expired' as const)) };
}

/** An entry of the security log. */
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
