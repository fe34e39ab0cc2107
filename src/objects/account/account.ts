/**
 * The account's Durable Object: begins, rotates and ends its sessions. Each decision is one synchronous step
 * over storage, so nothing interleaves; D1 learns of it through the outbox.
 */

import type { SessionEndReason } from '../../rules/app-error.ts';
import { endedKey, lifeSeconds } from '../../rules/edge-cache-keys.ts';
import type { AccountChange } from '../../rules/sessions/account-change.ts';
import { evaluateRefresh, type RefreshVerdict } from '../../rules/sessions/refresh.ts';
import { sessionId } from '../../rules/sessions/session-id.ts';
import type { BeginAnswer, EndAnswer, ReplaceAnswer, ResetAnswer, RotateAnswer } from '../answers.ts';
import { AccountDoor, SELF } from './guard.ts';
import type {
  BeginInput,
  ChangePasswordInput,
  EventDraft,
  ResetInput,
  RotateInput,
  Which,
} from './inputs.ts';
import { beginningOf, grantOf, newSession } from './session-grants.ts';
import type { StoredSession } from './sessions.ts';

/** A session's last activity may be this late in listings: it spares one D1 write a refresh. */
const ACTIVITY_DELAY_MS = 30_000;
const RETRY_MS = 5_000;
/** Beyond this the oldest end: signing out everywhere stays one short step. */
const MAX_LIVE_SESSIONS = 100;

export class AccountObject extends AccountDoor {
  /** Settles the attempt and begins a session, which is handed out only once D1 shows it. */
  async begin(input: BeginInput): Promise<BeginAnswer> {
    const nowMs = Date.now();
    const { passwordEpoch } = input;
    if (passwordEpoch !== null && passwordEpoch !== this.proofs.passwordEpoch()) return { kind: 'stale' };
    const isNewDevice = this.proofs.recordDevice(input.clientOrigin, nowMs);
    const session = this.#open(input, nowMs);
    const cost = await this.#publishNow();
    if (cost) return { kind: 'begun', grant: grantOf(session), isNewDevice, cost };
    this.#close([session.id], 'revoked', { ...input.event, type: 'session_ended' }, nowMs);
    return { kind: 'unavailable' };
  }

  /** Exchanges a refresh token's generation for the one to hand out. */
  async rotate(input: RotateInput): Promise<RotateAnswer> {
    const nowMs = Date.now();
    const session = this.sessions.find(input.sessionId);
    if (!session) return { kind: 'refused' };
    const limited = this.spend(String(session.id), 'refresh', input.limit, String(session.id));
    if (limited) return { kind: 'limited', window: limited };
    if (session.endedReason) return { kind: 'ended', reason: session.endedReason };
    if (session.expiresAtMs <= nowMs || this.sessions.accountHasExpired(nowMs)) {
      return { kind: 'ended', reason: 'expired' };
    }
    const verdict = evaluateRefresh(session.record, input.generation, input.clientOrigin, nowMs);
    if (verdict.kind === 'granted') return this.#grant(session, verdict, input, nowMs);
    if (verdict.kind === 'refused') return { kind: 'refused' };
    this.#close([session.id], 'reuse_detected', { ...input.event, type: 'refresh_reuse' }, nowMs);
    await this.#publishNow();
    return { kind: 'theft' };
  }

  /** Ends one session, or all but one; answers only after D1 shows it. Ending twice is no error. */
  async end(which: Which, reason: SessionEndReason, event: EventDraft): Promise<EndAnswer> {
    const nowMs = Date.now();
    const ids =
      'one' in which ? [which.one] : this.sessions.liveIds(nowMs).filter((id) => id !== which.allBut);
    const count = this.#close(ids, reason, event, nowMs);
    const cost = await this.#publishNow();
    return cost ? { kind: 'ended', count, cost } : { kind: 'unavailable' };
  }

  /** An account whose time is over refreshes nothing; null takes the end away. */
  setAccountExpiry(expiresAtMs: number | null): void {
    this.sessions.setAccountExpiry(expiresAtMs);
  }

  /** Spends the reset token, replaces the password, ends every session and any lock, in one step. */
  async resetPassword({ tokenHash, passwordHash, event }: ResetInput): Promise<ResetAnswer> {
    const nowMs = Date.now();
    if (!this.proofs.hasResetToken(tokenHash, nowMs)) return { kind: 'invalid' };
    if (this.ledger.resetAllFailures(SELF, nowMs)) this.#note({ ...event, type: 'account_unlocked' });
    return this.#replacePassword(passwordHash, null, event, nowMs);
  }

  /** Replaces the password on proof of the old one: settles that attempt and ends the other sessions. */
  async changePassword(input: ChangePasswordInput): Promise<ReplaceAnswer | { kind: 'stale' }> {
    const isLive = this.sessions.find(input.currentSessionId)?.endedAtMs === null;
    if (!isLive || input.passwordEpoch !== this.proofs.passwordEpoch()) return { kind: 'stale' };
    this.ledger.resetFailures(SELF, input.attemptClass);
    return this.#replacePassword(input.passwordHash, input.currentSessionId, input.event, Date.now());
  }

  /** A changed password voids every reset token, so that none can change it once more. */
  async #replacePassword(
    passwordHash: string,
    currentSessionId: number | null,
    event: EventDraft,
    nowMs: number,
  ): Promise<ReplaceAnswer> {
    this.proofs.dropResetTokens();
    const epoch = this.proofs.nextPasswordEpoch();
    const isReset = currentSessionId === null;
    this.outbox.add([
      { type: 'password_replaced', owner: event.owner, passwordHash, epoch, isReset, atMs: nowMs },
      { type: 'event', event: { ...event, sessionId: currentSessionId } },
    ]);
    const ids = this.sessions.liveIds(nowMs).filter((id) => id !== currentSessionId);
    this.#close(ids, 'password_changed', { ...event, type: 'session_ended' }, nowMs);
    const cost = await this.#publishNow();
    return cost ? { kind: 'done', cost } : { kind: 'unavailable' };
  }

  #open(input: BeginInput, nowMs: number): StoredSession {
    const excess = this.sessions.liveIds(nowMs).slice(0, -(MAX_LIVE_SESSIONS - 1));
    this.#close(excess, 'revoked', { ...input.event, type: 'session_ended' }, nowMs);
    const { copy, clientOrigin, attemptClass } = input;
    const id = sessionId(copy.owner, this.sessions.nextSequence());
    const session = newSession(id, input, nowMs);
    this.sessions.insert(session);
    this.sessions.setAccountExpiry(input.accountExpiresAtMs);
    if (attemptClass) this.ledger.resetFailures(SELF, attemptClass);
    this.proofs.rememberAddress(clientOrigin.addressBlock, nowMs);
    this.outbox.add(beginningOf(session, input));
    return session;
  }

  async #grant(
    session: StoredSession,
    { cause, record }: Extract<RefreshVerdict, { kind: 'granted' }>,
    { event }: RotateInput,
    nowMs: number,
  ): Promise<RotateAnswer> {
    const advanced = cause === 'advanced';
    const expiresAtMs = advanced ? nowMs + session.refreshSeconds * 1000 : session.expiresAtMs;
    if (record !== session.record) this.sessions.advance(session.id, record, expiresAtMs);
    this.outbox.add([{ type: 'session_active', sessionId: session.id, atMs: nowMs, expiresAtMs }]);
    if (cause === 'lost_response') this.#note({ ...event, type: 'refresh_replayed' }, session.id);
    await this.scheduleAlarm(ACTIVITY_DELAY_MS);
    return { kind: 'granted', cause, grant: grantOf({ ...session, record, expiresAtMs }) };
  }

  #note(event: EventDraft, sessionId: number | null = null): void {
    this.outbox.add([{ type: 'event', event: { ...event, id: crypto.randomUUID(), sessionId } }]);
  }

  #close(ids: number[], reason: SessionEndReason, event: EventDraft, nowMs: number): number {
    const ended = this.sessions.end(ids, reason, nowMs);
    if (ended.length === 0) return 0;
    this.outbox.add([
      { type: 'sessions_ended', sessionIds: ended.map(({ id }) => id), reason, atMs: nowMs },
      ...ended.map(
        ({ id }): AccountChange => ({
          type: 'event',
          event: { ...event, id: crypto.randomUUID(), detail: reason, sessionId: id },
        }),
      ),
    ]);
    this.ctx.waitUntil(this.#blockEnded(ended, reason, nowMs));
    return ended.length;
  }

  /** KV spares the object being woken for tokens of ended sessions; the object itself decides without it. */
  async #blockEnded(ended: StoredSession[], reason: SessionEndReason, nowMs: number): Promise<void> {
    const puts = ended.map(({ id, expiresAtMs }) =>
      this.env.EDGE_CACHE.put(endedKey(id), reason, { expirationTtl: lifeSeconds(expiresAtMs, nowMs) }),
    );
    await Promise.allSettled(puts);
  }

  /** The alarm is set with the decision: a worker that dies in the middle of telling D1 is told for. */
  async #publishNow() {
    await this.scheduleAlarm(RETRY_MS);
    return this.outbox.flush();
  }
}
