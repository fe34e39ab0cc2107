/**
 * Begins a session in the object of its account, if the account is open and has not expired, the limit of sign-ins is
 * not used up, and the verified password has not been replaced.
 */
import type { Guard } from '../guard.ts';
import type { GuardAttempts } from '../guard-attempts.ts';
import { type GuardStore, SELF } from '../guard-store.ts';
import type { BeginResult } from '../results.ts';
import type { AccountChanges } from './changes.ts';
import { takeNoticeChanges } from './email-notices.ts';
import type { BeginInput, EventDraft } from './inputs.ts';
import type { AccountProofs } from './proofs.ts';
import { grantOf } from './session-grants.ts';
import type { AccountSessions } from './sessions.ts';

export interface BeginningParts {
  guard: Guard;
  guardStore: GuardStore;
  attempts: GuardAttempts;
  sessions: AccountSessions;
  proofs: AccountProofs;
  changes: AccountChanges;
}

/**
 * Begins a session. Returns the grant only after D1 has stored the session. If D1 does not store the session, the
 * session ends.
 */
export async function beginSession(parts: BeginningParts, input: BeginInput): Promise<BeginResult> {
  const { guard, guardStore, attempts, sessions, proofs, changes } = parts;
  if (sessions.isClosed()) return { kind: 'closed' };
  const nowMs = Date.now();
  if (sessions.hasAccountExpired(nowMs)) return { kind: 'expired' };
  const { passwordEpoch, attempt, clientTraits, event, signInLimit } = input;
  if (passwordEpoch !== null && passwordEpoch !== proofs.passwordEpoch()) {
    // The caller proved an earlier password. If D1 does not have the new password yet, the caller can retry.
    return { kind: (await changes.flushQueued('password_replaced')) ? 'unavailable' : 'stale' };
  }
  if (attempt) {
    const { id, attemptClass } = attempt;
    attempts.settleSuccess({ subject: SELF, attemptClass }, id, nowMs);
  }
  // A Telegram link is not a sign-in. Its request comes from a server of Telegram, so the client address of the request
  // is not an address of the owner: it is neither counted nor recorded.
  const isSignIn = input.copy.kind !== 'telegram_link';
  const usedUpWindow = isSignIn && guard.countSignIn(signInLimit.requestingBlock, signInLimit.limit);
  if (usedUpWindow) return { kind: 'limited', window: usedUpWindow };
  const needsNotice = !isSignIn || proofs.recordSignIn(clientTraits, nowMs);
  const notice = needsNotice ? takeNoticeChanges(guardStore, input.newDeviceNotice) : [];
  const { session, decisionId } = sessions.begin(input, notice, nowMs);
  const cost = await changes.flush([decisionId]);
  if (cost) return { kind: 'begun', grant: grantOf(session), isNoticeQueued: notice.length > 0, cost };
  // The caller receives no token, so the session must not remain.
  const endEvent: EventDraft = { ...event, type: 'session_ended' };
  sessions.end({ sessions: { only: session.id }, reason: 'revoked', event: endEvent }, Date.now());
  return { kind: 'unavailable' };
}
