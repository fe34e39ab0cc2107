/**
 * A decision about an account. A decision changes both the account's object and the account's row in D1, under a
 * condition that D1 checks. Example: the last administrator must not be deleted.
 */
import type { SessionEndReason } from '../app-error.ts';
import { DAY_MS } from '../durations.ts';
import type { DatabaseCost, SecurityEvent } from '../sessions/account-change.ts';

/** The time after its deletion during which an account can be restored. Afterwards it is erased. */
export const RESTORABLE_MS = 30 * DAY_MS;

/** The sessions of an account to end: all live sessions, one session, or all live sessions except one. */
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
  username?: string;
}

/** What D1 must contain for the decision to be applied. An absent key is not checked. */
export interface DecisionCondition {
  /** Whether the account is deleted. */
  isDeleted?: boolean;
  /** The account is deleted or deactivated. */
  isClosed?: true;
  /** The account is not an administrator, or another administrator is active, not expired and not deleted. */
  isNotLastAdmin?: true;
}

export interface AccountDecision {
  id: string;
  /**
   * The action and its input, as text. A repeated request has the same text. The repeated request gets the outcome of
   * the first decision, if the first decision is not resolved yet.
   */
  repeatKey: string;
  /** The number of the account. */
  owner: number;
  atMs: number;
  set: DecidedFields;
  condition: DecisionCondition;
  events: SecurityEvent[];
  /** The sessions that end with the decision; null for none. */
  ends: { sessions: SessionSelection; reason: SessionEndReason } | null;
  /** True when the account can have no session afterwards: it is deleted or deactivated. */
  closes: boolean;
}

export type DecisionOutcome =
  /**
   * `isOpen`: the account is neither deleted nor deactivated. `expiresAtMs`: the time at which the account expires;
   * null for none.
   */
  | { kind: 'applied'; isOpen: boolean; expiresAtMs: number | null; cost: DatabaseCost }
  /** The condition does not hold. */
  | { kind: 'failed'; cost: DatabaseCost }
  /** Another account has a value that the decision sets. `index` is as in `UniqueViolation`. */
  | { kind: 'taken'; index: string };
