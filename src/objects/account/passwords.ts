/** Replaces the password of one account, with everything that ends with the old password, in one synchronous step. */
import type { GuardAttempts } from '../guard-attempts.ts';
import { SELF } from '../guard-store.ts';
import type { AccountChanges } from './changes.ts';
import type { ChangePasswordInput, EventDraft, ResetPasswordInput } from './inputs.ts';
import type { AccountProofs } from './proofs.ts';
import type { AccountSessions } from './sessions.ts';

export interface PasswordParts {
  attempts: GuardAttempts;
  sessions: AccountSessions;
  proofs: AccountProofs;
  changes: AccountChanges;
}

export class AccountPasswords {
  readonly #parts: PasswordParts;

  constructor(parts: PasswordParts) {
    this.#parts = parts;
  }

  /** Uses a reset token. Ends every session and any lock. Returns false when the token is not valid. */
  reset({ tokenHash, passwordHash, event }: ResetPasswordInput, nowMs: number): boolean {
    const { attempts, proofs, changes } = this.#parts;
    if (!proofs.hasResetToken(tokenHash, nowMs)) return false;
    const wasLocked = attempts.reset(SELF, nowMs);
    if (wasLocked) changes.addEvent({ ...event, type: 'account_unlocked' }, null);
    this.#replace(passwordHash, null, event, nowMs);
    return true;
  }

  /**
   * Replaces a password that was proved. Resets the failed attempts and ends the other sessions. Returns false when the
   * proved password has been replaced since, or the current session has ended.
   */
  change(input: ChangePasswordInput, nowMs: number): boolean {
    const { attempts, sessions, proofs } = this.#parts;
    const isLive = sessions.find(input.currentSessionId)?.endedAtMs === null;
    if (!isLive || input.passwordEpoch !== proofs.passwordEpoch()) return false;
    const { id, attemptClass } = input.attempt;
    attempts.settleSuccess({ subject: SELF, attemptClass }, id, nowMs);
    this.#replace(input.passwordHash, input.currentSessionId, input.event, nowMs);
    return true;
  }

  #replace(passwordHash: string, currentSessionId: number | null, event: EventDraft, atMs: number): void {
    const { sessions, proofs, changes } = this.#parts;
    const epoch = proofs.nextPasswordEpoch();
    const isReset = currentSessionId === null;
    changes.add([
      { type: 'password_replaced', owner: event.owner, passwordHash, epoch, isReset, atMs },
      { type: 'event', event: { ...event, sessionId: currentSessionId } },
    ]);
    const selection = isReset ? 'all' : { except: currentSessionId };
    const ended: EventDraft = { ...event, type: 'session_ended' };
    sessions.end({ sessions: selection, reason: 'password_changed', event: ended }, atMs);
  }
}
