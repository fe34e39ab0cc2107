/**
 * A decision about an account that changes both its object and its row in D1, under a condition that D1 checks: for
 * example a deletion, which the last administrator may not do, or an e-mail address, which must be free.
 */
import type { SessionEndReason } from '../app-error.ts';
import type { DatabaseCost, EmailToQueue, SecurityEvent } from '../sessions/account-change.ts';

/** Which live sessions of an account: all, one, or all except one. */
export type SessionSelection = 'all' | { only: number } | { except: number };

/** The columns of an account that a decision may set. Times are in milliseconds. */
export interface DecidedFields {
  isActive?: boolean;
  role?: 'user' | 'admin';
  isPremium?: boolean;
  premiumUntilMs?: number | null;
  expiresAtMs?: number | null;
  isVerified?: boolean;
  totalBids?: number;
  totalWins?: number;
  totalSpent?: number;
  deletedAtMs?: number | null;
  email?: string | null;
  username?: string;
  plexId?: string | null;
  avatarUrl?: string | null;
}

/** What D1 must contain for the decision to be applied. An absent key is not checked. */
export interface DecisionCondition {
  isDeleted?: boolean;
  /** True when the account must be deleted or deactivated. */
  isClosed?: true;
  /** The current e-mail address. */
  email?: string | null;
  /** True when another active administrator must exist, if this account is one. */
  isNotLastAdmin?: true;
}

export interface AccountDecision {
  id: string;
  /** The act and its input, as text. A repeated request has the same text, and takes the outcome of the first. */
  act: string;
  owner: number;
  atMs: number;
  set: DecidedFields;
  condition: DecisionCondition;
  events: SecurityEvent[];
  /** The sessions that end with the decision; null for none. */
  ends: { sessions: SessionSelection; reason: SessionEndReason } | null;
  /** True when the account can have no session afterwards: it is deleted or deactivated. */
  closes: boolean;
  /** Queued with the decision, and only if it is applied; null for none. */
  email: EmailToQueue | null;
}

export type DecisionOutcome =
  /** `isOpen`: the account is neither deleted nor deactivated. `expiresAtMs`: its expiry, null for none. */
  | { kind: 'applied'; isOpen: boolean; expiresAtMs: number | null; cost: DatabaseCost }
  /** The condition does not hold. */
  | { kind: 'failed'; cost: DatabaseCost }
  /** Another account has the value. `index` as in `UniqueViolation`. */
  | { kind: 'taken'; index: string };
