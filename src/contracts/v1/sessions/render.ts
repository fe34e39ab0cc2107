/** Sessions and security events as v1 returns them. */
import type { SessionEndReason } from '../../../rules/app-error.ts';
import { isoTime } from '../../../rules/iso-time.ts';
import type { SecurityEventType } from '../../../rules/sessions/account-change.ts';
import type { SecurityEventRow } from '../../../store/security-log/security-events.ts';
import type { SessionRow } from '../../../store/sessions/sessions.ts';

/** Renders a session. The result has no `ended_reason`. `currentId` is the id of the session of the request. */
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

/**
 * Renders a session, and adds `ended_reason`, which is null while the session is active. The reason is `expired` if the
 * lifetime of the session has passed and no reason is stored.
 */
export function renderSessionWithEndReason(session: SessionRow, currentId: number, nowMs: number) {
  const rendered = renderSession(session, currentId, nowMs);
  const endedReason = session.endedReason as SessionEndReason | null;
  return { ...rendered, ended_reason: endedReason ?? (rendered.is_active ? null : ('expired' as const)) };
}

/** Renders an entry of the security log. */
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
