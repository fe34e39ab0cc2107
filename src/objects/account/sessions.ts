/**
 * Begins, refreshes and ends the sessions of one account. Each decision is one synchronous step over storage, together
 * with the changes that D1 needs, so that no other call can run in between.
 */
import type { SessionEndReason } from '../../rules/app-error.ts';
import { DAY_MS } from '../../rules/durations.ts';
import { endedKey, lifetimeSeconds } from '../../rules/edge-cache-keys.ts';
import { evaluateRefresh } from '../../rules/sessions/refresh.ts';
import { sessionId } from '../../rules/sessions/session-id.ts';
import type { RotateResult } from '../results.ts';
import type { AccountChanges } from './changes.ts';
import type { BeginInput, EndInput, RotateInput, SessionSelection } from './inputs.ts';
import { beginChanges, grantOf, newSession } from './session-grants.ts';
import type { SessionStore, StoredSession } from './session-store.ts';
import type { AccountValues } from './values.ts';

/** The maximum of live sessions. A further one ends the oldest, so that ending all sessions stays one short step. */
const MAX_LIVE_SESSIONS = 100;
const ENDED_RETENTION_MS = 30 * DAY_MS;

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

  /** Stores a new session; ends the oldest one when the account has the maximum of live sessions. */
  begin(input: BeginInput, nowMs: number): StoredSession {
    const { store, values, changes } = this.#parts;
    const excess = store.liveIds(nowMs).slice(0, -(MAX_LIVE_SESSIONS - 1));
    this.#end(excess, 'revoked', { ...input.event, type: 'session_ended' }, nowMs);
    const id = sessionId(input.copy.owner, values.increment('session_sequence'));
    const session = newSession(id, input, nowMs);
    store.insert(session);
    this.setAccountExpiry(input.accountExpiresAtMs);
    changes.add(beginChanges(session, input));
    return session;
  }

  find(id: number): StoredSession | undefined {
    return this.#parts.store.find(id);
  }

  /** Decides on a presented refresh token. Ends the session when the token was reused. */
  rotate(session: StoredSession, input: RotateInput, nowMs: number): RotateResult {
    if (session.endedReason) return { kind: 'ended', reason: session.endedReason };
    if (session.expiresAtMs <= nowMs || this.#hasAccountExpired(nowMs)) {
      return { kind: 'ended', reason: 'expired' };
    }
    const verdict = evaluateRefresh(session.record, input.generation, input.clientOrigin, nowMs);
    if (verdict.kind === 'rejected') return { kind: 'rejected' };
    if (verdict.kind === 'reuse') {
      this.#end([session.id], 'reuse_detected', { ...input.event, type: 'refresh_reuse' }, nowMs);
      return { kind: 'reuse' };
    }
    const { cause, record } = verdict;
    const { store, changes } = this.#parts;
    const expiresAtMs = cause === 'advanced' ? nowMs + session.refreshSeconds * 1000 : session.expiresAtMs;
    if (record !== session.record) store.update(session.id, record, expiresAtMs);
    changes.add([{ type: 'session_active', sessionId: session.id, atMs: nowMs, expiresAtMs }]);
    if (cause === 'lost_response') {
      changes.addEvent({ ...input.event, type: 'refresh_replayed' }, session.id);
    }
    return { kind: 'granted', cause, grant: grantOf({ ...session, record, expiresAtMs }) };
  }

  /** Ends the selected sessions that have not ended yet, and returns how many they were. */
  end({ sessions, reason, event }: EndInput, nowMs: number): number {
    return this.#end(this.#selectedIds(sessions, nowMs), reason, event, nowMs);
  }

  /** Time after which no session of the account can be refreshed, in milliseconds; null for no end. */
  setAccountExpiry(expiresAtMs: number | null): void {
    this.#parts.values.set('expires_at', expiresAtMs);
  }

  isEmpty(): boolean {
    return this.#parts.store.isEmpty();
  }

  /** Deletes sessions that ended more than 30 days ago. */
  sweep(nowMs: number): void {
    this.#parts.store.sweep(nowMs - ENDED_RETENTION_MS);
  }

  #hasAccountExpired(nowMs: number): boolean {
    const expiresAtMs = this.#parts.values.find('expires_at');
    return expiresAtMs !== null && expiresAtMs <= nowMs;
  }

  #selectedIds(selection: SessionSelection, nowMs: number): number[] {
    if (selection === 'all') return this.#parts.store.liveIds(nowMs);
    if ('only' in selection) return [selection.only];
    return this.#parts.store.liveIds(nowMs).filter((id) => id !== selection.except);
  }

  #end(ids: number[], reason: SessionEndReason, event: EndInput['event'], nowMs: number): number {
    const ended = this.#parts.store.end(ids, reason, nowMs);
    if (ended.length === 0) return 0;
    const sessionIds = ended.map(({ id }) => id);
    this.#parts.changes.add([{ type: 'sessions_ended', sessionIds, reason, atMs: nowMs }]);
    for (const id of sessionIds) this.#parts.changes.addEvent({ ...event, detail: reason }, id);
    this.#parts.waitUntil(this.#cacheEnded(ended, reason, nowMs));
    return ended.length;
  }

  /** With these entries, tokens of ended sessions are rejected without a call to this object. The object does not read them. */
  async #cacheEnded(ended: StoredSession[], reason: SessionEndReason, nowMs: number): Promise<void> {
    const puts = ended.map(({ id, expiresAtMs }) =>
      this.#parts.kv.put(endedKey(id), reason, { expirationTtl: lifetimeSeconds(expiresAtMs, nowMs) }),
    );
    await Promise.allSettled(puts);
  }
}
