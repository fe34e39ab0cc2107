/** What the account's object is asked, as plain values. */

import type { Limit } from '../../rules/guards/window-limit.ts';
import type { SecurityEvent, SessionCopy } from '../../rules/sessions/account-change.ts';
import type { SessionTerms } from '../../rules/sessions/client-type.ts';
import type { ClientOrigin } from '../../rules/sessions/refresh.ts';
import type { AttemptClass } from '../guard-store.ts';

/** An event before its object knows which session and account it is about. */
export type EventDraft = Omit<SecurityEvent, 'sessionId'>;

export interface BeginInput {
  terms: SessionTerms;
  copy: Omit<SessionCopy, 'id' | 'createdAtMs' | 'expiresAtMs' | 'clientType'>;
  clientOrigin: ClientOrigin;
  accountExpiresAtMs: number | null;
  /** Which password was proved; null where none was. */
  passwordEpoch: number | null;
  /** The reserved attempt that this success settles; null where no password was tried. */
  attemptClass: AttemptClass | null;
  event: EventDraft;
  /** A fresh hash that replaces one of other parameters. */
  rehash: string | null;
}

/** One session, or all but the one that is kept, or all. */
export type Which = { one: number } | { allBut: number | null };

export interface RotateInput {
  sessionId: number;
  generation: number;
  clientOrigin: ClientOrigin;
  limit: Limit;
  event: EventDraft;
}

export interface ChangePasswordInput {
  passwordHash: string;
  /** Which password was proved. */
  passwordEpoch: number;
  /** The session that changes the password goes on. */
  currentSessionId: number;
  attemptClass: AttemptClass;
  event: EventDraft;
}

export interface ResetInput {
  tokenHash: string;
  passwordHash: string;
  event: EventDraft;
}
