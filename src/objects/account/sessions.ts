/**
 * Begins, refreshes, extends and ends the sessions of one account. Each decision is one synchronous step over storage,
 * together with the changes that D1 needs, so that no other call can run in between.
 */
import type { SessionSelection } from '../../rules/accounts/account-decision.ts';
import type { SessionEndReason } from '../../rules/app-error.ts';
import { DAY_MS } from '../../rules/durations.ts';
import { endedKey, lifetimeSeconds } from '../../rules/edge-cache-keys.ts';
import type { AccountChange } from '../../rules/sessions/account-change.ts';
import { evaluateRefresh } from '../../rules/sessions/refresh.ts';
import { extendedEndMs, sessionEndMs } from '../../rules/sessions/session-end.ts';
import { sessionId } from '../../rules/sessions/session-id.ts';
import { type SessionKind, SIGN_IN_KINDS } from '../../rules/sessions/session-kind.ts';
import type { ExtendResult, RotateResult } from '../results.ts';
import type { AccountChanges } from './changes.ts';
import type { BeginInput, EndInput, EventDraft, RotateInput } from './inputs.ts';
import { beginChanges, grantOf, newSession } from './session-grants.ts';
import type { SessionActivity, SessionStore, StoredSession } from './session-store.ts';
import type { AccountValues } from './values.ts';

/**
 * The maximum number of active sessions that began with a sign-in. A further sign-in ends the oldest one. This number
 * limits the time that is required to end all sessions.
 */
const MAX_LIVE_SIGN_INS = 100;
const ENDED_SESSION_RETENTION_MS = 30 * DAY_MS;

export interface SessionParts {
  store: SessionStore;
  values: AccountValues;
  changes: AccountChanges;
  kv: KVNamespace;
  waitUntil: (work: Promise<unknown>) => void;
}

export class AccountSessions {
  readonly #parts: SessionParts;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /**
   * Stores a new session. A sign-in above the maximum number ends the oldest session, and a Telegram link ends the
   * previous Telegram link. `notice` becomes part of the decision that begins the session.
   */
  begin(
    input: BeginInput,
    notice: AccountChange[],
    nowMs: number,
  ): { session: StoredSession; decisionId: number } {
    const { store, values, changes } = this.#parts;
    const replaced = this.#replacedIds(input.copy.kind, nowMs);
    const ends = this.#end(replaced, 'revoked', { ...input.event, type: 'session_ended' }, nowMs);
    if (ends.length > 0) changes.add(ends);
    const id = sessionId(input.copy.owner, values.increment('session_sequence'));
    const session = newSession(id, input, nowMs);
    store.insert(session);
    return { session, decisionId: changes.add([...beginChanges(session, input), ...notice]) };
  }

  find(id: number): StoredSession | undefined {
    return this.#parts.store.find(id);
  }

  readActivity(nowMs: number): SessionActivity[] {
    return this.#parts.store.readActivity(nowMs);
  }

  /** Decides on a presented refresh token. Ends the session when the token was reused. */
  rotate(session: StoredSession, input: RotateInput, nowMs: number): RotateResult {
    const { store, changes } = this.#parts;
    const endReason = this.#endReasonOf(session, nowMs);
    if (endReason) return { kind: 'ended', reason: endReason };
    const endMs = sessionEndMs(session, session.expiresAtMs, input.maxLifeMs);
    if (endMs <= nowMs) return { kind: 'ended', reason: 'expired' };
    const { generation, clientTraits, isAccessOnly } = input;
    const verdict = evaluateRefresh(session.record, generation, clientTraits, nowMs, isAccessOnly);
    if (verdict.kind === 'rejected') return { kind: 'rejected' };
    if (verdict.kind === 'reuse') {
      const event: EventDraft = { ...input.event, type: 'refresh_reuse' };
      const detail = verdict.isLostResponseLikely ? 'successor_never_presented' : 'reuse_detected';
      changes.add(this.#end([session.id], 'reuse_detected', event, nowMs, detail));
      return verdict;
    }
    const { cause, record } = verdict;
    const nextIdleEndMs = nowMs + session.refreshSeconds * 1000;
    const expiresAtMs = cause === 'advanced' ? sessionEndMs(session, nextIdleEndMs, input.maxLifeMs) : endMs;
    if (record !== session.record) store.update(session.id, record, expiresAtMs);
    changes.addActivity({ type: 'session_active', sessionId: session.id, atMs: nowMs, expiresAtMs });
    if (cause === 'lost_response' || cause === 'client_changed') {
      changes.add([eventOf({ ...input.event, type: 'refresh_replayed', detail: cause }, session.id)]);
    }
    return { kind: 'granted', cause, grant: grantOf({ ...session, record, expiresAtMs }) };
  }

  /** Extends a page session or a Telegram link. The generation does not change, because there is no refresh token. */
  extend(id: number, maxLifeMs: number, nowMs: number): ExtendResult {
    const { store, changes } = this.#parts;
    const session = store.find(id);
    if (!session) return { kind: 'rejected' };
    const endReason = this.#endReasonOf(session, nowMs);
    if (endReason) return { kind: 'ended', reason: endReason };
    const expiresAtMs = extendedEndMs(session, nowMs, maxLifeMs);
    if (expiresAtMs <= nowMs) return { kind: 'ended', reason: 'expired' };
    store.update(id, session.record, expiresAtMs);
    changes.addActivity({ type: 'session_active', sessionId: id, atMs: nowMs, expiresAtMs });
    return { kind: 'extended', grant: grantOf({ ...session, expiresAtMs }) };
  }

  /**
   * Ends the selected sessions. Returns the number of sessions that had not ended yet, and the ids of the decisions
   * that the caller must write to D1. A repeated end of one session is queued again, because D1 may have refused the
   * first write. If several sessions were selected and none is live, returns the ids of the ends that are still queued.
   */
  end(input: EndInput, nowMs: number): { count: number; decisionIds: number[] } {
    const { changes } = this.#parts;
    const ends = this.endNow(input, nowMs);
    if (ends.length > 0) return { count: endedCount(ends), decisionIds: [changes.add(ends)] };
    const { sessions } = input;
    if (typeof sessions === 'string' || 'except' in sessions) {
      return { count: 0, decisionIds: changes.queuedIds('sessions_ended') };
    }
    return { count: 0, decisionIds: [this.#endAgain(sessions.only, input.reason, nowMs)] };
  }

  /** Ids of the selected sessions that have neither ended nor expired. */
  liveIds(selection: SessionSelection, nowMs: number): number[] {
    const live = new Set(this.#parts.store.liveIds(nowMs));
    return this.#selectedIds(selection, nowMs).filter((id) => live.has(id));
  }

  /**
   * Ends the selected sessions in this object and in the edge cache. Returns the changes that the caller must queue for
   * D1.
   */
  endNow({ sessions, reason, event }: EndInput, nowMs: number): AccountChange[] {
    return this.#end(this.#selectedIds(sessions, nowMs), reason, event, nowMs);
  }

  /**
   * Sets the expiry of the account in milliseconds; null for no expiry. After the expiry, no session begins, is
   * refreshed or is extended.
   */
  setAccountExpiry(expiresAtMs: number | null): void {
    this.#parts.values.set('expires_at', expiresAtMs);
  }

  hasAccountExpired(nowMs: number): boolean {
    const expiresAtMs = this.#parts.values.find('expires_at');
    return expiresAtMs !== null && expiresAtMs <= nowMs;
  }

  /** Whether the account is deleted or deactivated, or a decision to delete or deactivate it is not resolved yet. */
  isClosed(): boolean {
    return this.#parts.values.find('closed') !== null;
  }

  setClosed(isClosed: boolean): void {
    this.#parts.values.set('closed', isClosed ? 1 : null);
  }

  isEmpty(): boolean {
    return this.#parts.store.isEmpty();
  }

  /** Deletes sessions that ended or expired more than 30 days ago. */
  sweep(nowMs: number): void {
    this.#parts.store.sweep(nowMs - ENDED_SESSION_RETENTION_MS);
  }

  /** The sessions that a new session of this kind ends. */
  #replacedIds(kind: SessionKind, nowMs: number): number[] {
    const { store } = this.#parts;
    if (kind === 'telegram_link') return store.liveIds(nowMs, [kind]);
    if (!SIGN_IN_KINDS.includes(kind)) return [];
    return store.liveIds(nowMs, SIGN_IN_KINDS).slice(0, -(MAX_LIVE_SIGN_INS - 1));
  }

  /** The reason why a session can no longer be used; null for an active session. */
  #endReasonOf({ endedReason, expiresAtMs }: StoredSession, nowMs: number): SessionEndReason | null {
    if (endedReason) return endedReason;
    if (this.isClosed()) return 'deactivated';
    return expiresAtMs <= nowMs || this.hasAccountExpired(nowMs) ? 'expired' : null;
  }

  #selectedIds(selection: SessionSelection, nowMs: number): number[] {
    if (selection === 'all') return this.#parts.store.liveIds(nowMs);
    if ('only' in selection) return [selection.only];
    return this.#parts.store.liveIds(nowMs).filter((id) => id !== selection.except);
  }

  #end(
    ids: number[],
    reason: SessionEndReason,
    event: EventDraft,
    nowMs: number,
    detail: string = reason,
  ): AccountChange[] {
    const ended = this.#parts.store.end(ids, reason, nowMs);
    if (ended.length === 0) return [];
    this.#parts.waitUntil(this.#cacheEnded(ended, reason, nowMs));
    const sessionIds = ended.map(({ id }) => id);
    const events = sessionIds.map((id) => eventOf({ ...event, detail }, id));
    return [{ type: 'sessions_ended', sessionIds, reason, atMs: nowMs }, ...events];
  }

  /** Queues the end of a session that has already ended in this object, or that this object does not have. */
  #endAgain(id: number, reason: SessionEndReason, nowMs: number): number {
    const stored = this.#parts.store.find(id);
    const end: AccountChange = {
      type: 'sessions_ended',
      sessionIds: [id],
      reason: stored?.endedReason ?? reason,
      atMs: stored?.endedAtMs ?? nowMs,
    };
    return this.#parts.changes.add([end], `ended:${id}`);
  }

  /**
   * Writes ended sessions to the edge cache. The worker then rejects their refresh tokens without a call to this
   * object. The object does not read these entries.
   */
  async #cacheEnded(ended: StoredSession[], reason: SessionEndReason, nowMs: number): Promise<void> {
    const puts = ended.map(({ id, expiresAtMs }) =>
      this.#parts.kv.put(endedKey(id), reason, { expirationTtl: lifetimeSeconds(expiresAtMs, nowMs) }),
    );
    await Promise.allSettled(puts);
  }
}

/** Returns the change that records a security event with a new id. */
function eventOf(event: EventDraft, sessionId: number | null): AccountChange {
  return { type: 'event', event: { ...event, id: crypto.randomUUID(), sessionId } };
}

/** The number of sessions that the changes end. */
function endedCount(changes: AccountChange[]): number {
  const counts = changes.map((change) => (change.type === 'sessions_ended' ? change.sessionIds.length : 0));
  return counts.reduce((sum, count) => sum + count, 0);
}
