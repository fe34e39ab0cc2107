/** What an account's object tells the rest of the system, in the order it happened. Pure data. */
import type { SessionEndReason } from '../app-error.ts';

export type SecurityEventType =
  | 'registered'
  | 'login_succeeded'
  | 'login_failed'
  | 'login_refused'
  | 'account_locked'
  | 'account_unlocked'
  | 'refresh_replayed'
  | 'refresh_reuse'
  | 'session_ended'
  | 'otp_requested'
  | 'otp_verified'
  | 'otp_failed'
  | 'password_changed'
  | 'email_changed'
  | 'account_deleted'
  | 'account_restored'
  | 'plex_linked'
  | 'time_zone_changed'
  | 'account_changed';

/** One decision about an account. Never holds a token, a code or a password. */
export interface SecurityEvent {
  id: string;
  owner: number;
  type: SecurityEventType;
  sessionId: number | null;
  address: string | null;
  userAgent: string | null;
  country: string | null;
  detail: string | null;
  createdAtMs: number;
}

/** A session as D1 shows it. */
export interface SessionCopy {
  id: number;
  owner: number;
  clientType: string;
  deviceName: string | null;
  address: string;
  userAgent: string;
  country: string | null;
  telegramUserId: number | null;
  telegramUsername: string | null;
  createdAtMs: number;
  expiresAtMs: number;
}

export type AccountChange =
  | { type: 'session_began'; session: SessionCopy }
  | { type: 'session_active'; sessionId: number; atMs: number; expiresAtMs: number }
  | { type: 'sessions_ended'; sessionIds: number[]; reason: SessionEndReason; atMs: number }
  | { type: 'password_rehashed'; owner: number; passwordHash: string }
  | {
      type: 'password_replaced';
      owner: number;
      passwordHash: string;
      epoch: number;
      /** A reset on an unverified account leaves no other way in than the mailbox that proved itself. */
      isReset: boolean;
      atMs: number;
    }
  | { type: 'event'; event: SecurityEvent };

/** What one trip to D1 cost. */
export interface DatabaseCost {
  trips: number;
  rowsRead: number;
  rowsWritten: number;
}
