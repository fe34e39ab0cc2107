/**
 * The types of the changes that an account's object writes to D1, of the entries of the security log, and of the data
 * that the object reads from D1.
 */
import type { SessionEndReason } from '../app-error.ts';
import type { SessionKind } from './session-kind.ts';

/** The types of the events in the security log. */
export const SECURITY_EVENT_TYPES = [
  'registered',
  'login_succeeded',
  'login_failed',
  'login_refused',
  'account_locked',
  'account_unlocked',
  'refresh_replayed',
  'refresh_reuse',
  'session_ended',
  'otp_requested',
  'otp_verified',
  'otp_failed',
  'password_changed',
  'email_change_requested',
  'email_changed',
  'email_reverted',
  'email_verified',
  'account_deleted',
  'account_restored',
  'plex_linked',
  'telegram_linked',
  'time_zone_changed',
  'account_changed',
  'invitation_sent',
  'passage_changed',
] as const;

export type SecurityEventType = (typeof SECURITY_EVENT_TYPES)[number];

/** The types of the events that an index in D1 contains. A change of this list requires a migration of the index. */
export const RARE_EVENT_TYPES = [
  'account_locked',
  'account_unlocked',
  'account_changed',
  'account_deleted',
  'account_restored',
  'email_changed',
  'email_reverted',
  'invitation_sent',
  'passage_changed',
  'password_changed',
  'plex_linked',
  'refresh_reuse',
] as const satisfies SecurityEventType[];

/** An entry of the security log. It never contains a token, a code or a password. */
export interface SecurityEvent {
  id: string;
  /** The number of the account that the event is about. */
  owner: number;
  type: SecurityEventType;
  sessionId: number | null;
  /** The client address. */
  address: string | null;
  userAgent: string | null;
  country: string | null;
  /** A word or JSON that describes the event. */
  detail: string | null;
  /** The number of the administrator who caused the event. Absent for other events. */
  actor?: number;
  createdAtMs: number;
}

/**
 * How the owner of a session proved their identity when the session began. A Telegram link has the value `password`.
 */
export type SessionBeginning = 'password' | 'plex';

/** The copy of a session in D1. */
export interface SessionCopy {
  id: number;
  /** The number of the account. */
  owner: number;
  kind: SessionKind;
  clientType: string;
  deviceName: string | null;
  /** The client address at the beginning of the session. */
  address: string;
  userAgent: string;
  country: string | null;
  /** The linked Telegram user for the kind `telegram_link`. For other kinds, unverified values that the client sent. */
  telegramUserId: number | null;
  telegramUsername: string | null;
  begunBy: SessionBeginning;
  createdAtMs: number;
  expiresAtMs: number;
}

export type AccountChange =
  | { type: 'session_began'; session: SessionCopy }
  | { type: 'session_active'; sessionId: number; atMs: number; expiresAtMs: number }
  | { type: 'sessions_ended'; sessionIds: number[]; reason: SessionEndReason; atMs: number }
  | {
      type: 'password_rehashed';
      owner: number;
      passwordHash: string;
      /**
       * The number of replacements of the password since the database was last restored. An older change must not
       * overwrite a later password.
       */
      epoch: number;
    }
  | {
      type: 'password_replaced';
      owner: number;
      passwordHash: string;
      epoch: number;
      /**
       * Whether the password was set by a reset by e-mail. Such a reset removes the link with Plex, unless Plex had
       * confirmed the e-mail address.
       */
      isReset: boolean;
      atMs: number;
    }
  /** The account's object confirms that it has closed the account. */
  | { type: 'closing_confirmed'; owner: number; atMs: number }
  | { type: 'event'; event: SecurityEvent }
  | { type: 'email_queued'; email: EmailToQueue };

/** A row of the mail queue. It never contains a code. */
export interface EmailToQueue {
  id: string;
  recipient: string;
  /** The name of a template (`EmailData`). */
  template: string;
  data: Record<string, unknown>;
  state: 'waiting';
  attempts: number;
  nextAttemptAtMs: number;
  createdAtMs: number;
}

/** The cost of calls to D1. */
export interface DatabaseCost {
  /** The number of round trips. */
  trips: number;
  rowsRead: number;
  rowsWritten: number;
}

/** The data that an account's object without stored state reads from D1. */
export interface RecoveredAccount {
  passwordEpoch: number;
  /** Whether the account is neither deleted nor deactivated. */
  isOpen: boolean;
  hasSignedIn: boolean;
  /** The expiry of the account in milliseconds. Null if the account does not expire. */
  expiresAtMs: number | null;
  /** The highest id of the account's sessions in D1. Null if there is no session. */
  lastSessionId: number | null;
}
