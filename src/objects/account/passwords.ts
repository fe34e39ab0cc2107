/**
 * Replaces the password of one account, ends its sessions and deletes its reset tokens, in one synchronous step. The
 * session that changes the password does not end.
 */
import type { AccountChange } from '../../rules/sessions/account-change.ts';
import type { GuardAttempts } from '../guard-attempts.ts';
import { type GuardStore, SELF } from '../guard-store.ts';
import type { AccountChanges } from './changes.ts';
import { takeNoticeChanges } from './email-notices.ts';
import type { ChangePasswordInput, EmailNotice, EventDraft, ResetPasswordInput } from './inputs.ts';
import type { AccountProofs } from './proofs.ts';
import type { AccountSessions } from './sessions.ts';

export interface PasswordParts {
  guardStore: GuardStore;
  attempts: GuardAttempts;
  sessions: AccountSessions;
  proofs: AccountProofs;
  changes: AccountChanges;
}

/** The id of the decision that must be written to D1, and whether the decision queues an e-mail to the owner. */
export interface Replacement {
  decisionId: number;
  isNoticeQueued: boolean;
}

interface NewPassword {
  passwordHash: string;
  /** The session that does not end; null for a reset. */
  currentSessionId: number | null;
  event: EventDraft;
  notice: EmailNotice | null;
}

export class AccountPasswords {
  readonly #parts: PasswordParts;

  constructor(parts: PasswordParts) {
    this.#parts = parts;
  }

  /**
   * Replaces the password of a caller who has a reset token or an invitation. Ends all sessions and locks. Returns null
   * if the reset token is not valid.
   */
  reset({ tokenHash, passwordHash, event, notice }: ResetPasswordInput, nowMs: number): Replacement | null {
    const { attempts, proofs } = this.#parts;
    if (tokenHash !== null && !proofs.hasResetToken(tokenHash, nowMs)) return null;
    const wasLocked = attempts.reset(SELF, nowMs);
    const unlockEvent = {
      ...event,
      id: crypto.randomUUID(),
      type: 'account_unlocked',
      sessionId: null,
    } as const;
    const precedingChanges: AccountChange[] = wasLocked ? [{ type: 'event', event: unlockEvent }] : [];
    return this.#replace({ passwordHash, currentSessionId: null, event, notice }, precedingChanges, nowMs);
  }

  /**
   * Replaces a password that the caller has verified. Resets the failed attempts of the class of the attempt, and ends
   * the other sessions. Returns null if the password was replaced after the verification, or if the current session has
   * ended.
   */
  change(input: ChangePasswordInput, nowMs: number): Replacement | null {
    const { attempts, sessions, proofs } = this.#parts;
    const hasEnded = sessions.find(input.currentSessionId)?.endedAtMs !== null;
    if (hasEnded || input.passwordEpoch !== proofs.passwordEpoch()) return null;
    const { id, attemptClass } = input.attempt;
    attempts.settleSuccess({ subject: SELF, attemptClass }, id, nowMs);
    return this.#replace(input, [], nowMs);
  }

  #replace(input: NewPassword, precedingChanges: AccountChange[], atMs: number): Replacement {
    const { guardStore, sessions, proofs, changes } = this.#parts;
    const { passwordHash, currentSessionId, event } = input;
    const epoch = proofs.startPasswordEpoch();
    const isReset = currentSessionId === null;
    const endEvent: EventDraft = { ...event, type: 'session_ended' };
    const selection = isReset ? 'all' : { except: currentSessionId };
    const notice = takeNoticeChanges(guardStore, input.notice);
    const decisionId = changes.add([
      ...precedingChanges,
      { type: 'password_replaced', owner: event.owner, passwordHash, epoch, isReset, atMs },
      { type: 'event', event: { ...event, sessionId: currentSessionId } },
      ...sessions.endNow({ sessions: selection, reason: 'password_changed', event: endEvent }, atMs),
      ...notice,
    ]);
    return { decisionId, isNoticeQueued: notice.length > 0 };
  }
}
