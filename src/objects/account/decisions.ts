/**
 * Decisions that change both this object and the account's row in D1, for example a deletion, a restoration, a
 * deactivation, or a change of the role or of the expiry. A decision is first stored in this object, then applied to D1
 * if its condition holds, and then settled in this object. The request or the alarm resolves the decisions one after
 * the other. If the object stops before the end, the alarm completes the decision.
 */
import type { AccountDecision, DecisionOutcome } from '../../rules/accounts/account-decision.ts';
import type { AccountChange } from '../../rules/sessions/account-change.ts';
import { retryDelayMs, scheduleAlarm } from '../alarm.ts';
import type { DecideResult } from '../results.ts';
import type { SchemaStep } from '../schema-steps.ts';
import type { AccountChanges } from './changes.ts';
import type { DecideInput, EventDraft } from './inputs.ts';
import type { AccountSessions } from './sessions.ts';

export const PENDING_DECISION_SCHEMA: SchemaStep = {
  step: 10,
  purpose: 'the decision that is not resolved yet',
  statements: [
    'CREATE TABLE pending_decision (id TEXT PRIMARY KEY, decision TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0)',
  ],
};

interface PendingDecision extends AccountDecision {
  endEvent: EventDraft;
  /** The sessions whose end is in the events of the decision. */
  endedIds: number[];
  /** Whether the account was closed before. This state is restored when the decision is not applied. */
  wasClosed: boolean;
}

type Resolved = { repeatKey: string; result: DecideResult };

export interface DecisionParts {
  storage: DurableObjectStorage;
  sessions: AccountSessions;
  changes: AccountChanges;
  apply: (decision: AccountDecision) => Promise<DecisionOutcome>;
}

export class AccountDecisions {
  readonly #parts: DecisionParts;
  #lastWork: Promise<unknown> = Promise.resolve();

  constructor(parts: DecisionParts) {
    this.#parts = parts;
  }

  /**
   * Resolves the pending decision first. If this is not possible, the new decision is not made, and the result is
   * `unavailable`. If the new decision repeats the pending decision, the result is the outcome of the pending decision.
   */
  decide(input: DecideInput): Promise<DecideResult> {
    return this.#inTurn(async () => {
      const earlier = await this.#resolve();
      const isRepetition = earlier?.repeatKey === input.repeatKey;
      if (earlier && (isRepetition || earlier.result.kind === 'unavailable')) return earlier.result;
      this.#store(input, Date.now());
      await scheduleAlarm(this.#parts.storage, Date.now() + retryDelayMs(0));
      const resolved = await this.#resolve();
      await this.#parts.changes.flush([]);
      return resolved?.result ?? { kind: 'unavailable' };
    });
  }

  isPending(): boolean {
    return this.#pending() !== null;
  }

  /** Called by the alarm. Resolves the pending decision. If D1 fails, sets the alarm and returns false. */
  async retry(): Promise<boolean> {
    const resolved = await this.#inTurn(() => this.#resolve());
    if (resolved?.result.kind !== 'unavailable') return true;
    const row = this.#sql
      .exec<{ attempts: number }>('UPDATE pending_decision SET attempts = attempts + 1 RETURNING attempts')
      .toArray()[0];
    await scheduleAlarm(this.#parts.storage, Date.now() + retryDelayMs(row?.attempts ?? 0));
    return false;
  }

  get #sql(): SqlStorage {
    return this.#parts.storage.sql;
  }

  /** Runs the work after all work that was started before. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#lastWork.then(work);
    this.#lastWork = done.catch(() => undefined);
    return done;
  }

  #store(input: DecideInput, atMs: number): void {
    const { sessions } = this.#parts;
    const { ends, endEvent } = input;
    const endedIds = ends ? sessions.liveIds(ends.sessions, atMs) : [];
    const endEvents = endedIds.map((sessionId) => ({
      ...endEvent,
      id: crypto.randomUUID(),
      detail: ends?.reason ?? null,
      sessionId,
    }));
    const decision: PendingDecision = {
      ...input,
      id: crypto.randomUUID(),
      atMs,
      events: [...input.events, ...endEvents],
      endedIds,
      wasClosed: sessions.isClosed(),
    };
    this.#sql.exec(
      'INSERT INTO pending_decision (id, decision) VALUES (?, ?)',
      decision.id,
      JSON.stringify(decision),
    );
    if (decision.closes) sessions.setClosed(true);
  }

  /**
   * Applies the pending decision to D1 and settles it. Returns null if there is none. If D1 fails, the result is
   * `unavailable`, and the decision remains pending.
   */
  async #resolve(): Promise<Resolved | null> {
    const decision = this.#pending();
    if (!decision) return null;
    const { repeatKey, closes, wasClosed } = decision;
    let outcome: DecisionOutcome;
    try {
      outcome = await this.#parts.apply(decision);
    } catch (error) {
      console.error({ message: 'A decision about an account was not applied to D1', error: String(error) });
      return { repeatKey, result: { kind: 'unavailable' } };
    }
    // The code after this line contains no await, so that the decision is settled and removed in one step.
    this.#sql.exec('DELETE FROM pending_decision WHERE id = ?', decision.id);
    if (outcome.kind === 'applied') this.#settle(decision, outcome);
    else if (closes) this.#parts.sessions.setClosed(wasClosed);
    return { repeatKey, result: outcome };
  }

  /**
   * Applies the result of D1 to this object. A session may have begun after the decision was stored. Therefore the ends
   * of the sessions are also queued for D1, without the events that the decision has already recorded.
   */
  #settle(decision: PendingDecision, outcome: Extract<DecisionOutcome, { kind: 'applied' }>): void {
    const { sessions, changes } = this.#parts;
    const { ends, endEvent, endedIds, owner, atMs, closes } = decision;
    sessions.setClosed(!outcome.isOpen);
    sessions.setAccountExpiry(outcome.expiresAtMs);
    const ended = ends ? sessions.endNow({ ...ends, event: endEvent }, Date.now()) : [];
    const recordedIds = new Set(endedIds);
    const unrecorded = ended.filter(
      (change) => change.type !== 'event' || !recordedIds.has(change.event.sessionId ?? 0),
    );
    const confirmed: AccountChange[] = closes ? [{ type: 'closing_confirmed', owner, atMs }] : [];
    if (unrecorded.length + confirmed.length > 0) changes.add([...unrecorded, ...confirmed]);
  }

  #pending(): PendingDecision | null {
    const row = this.#sql.exec<{ decision: string }>('SELECT decision FROM pending_decision').toArray()[0];
    return row ? (JSON.parse(row.decision) as PendingDecision) : null;
  }
}
