/**
 * Decisions that change both this object and the account's row in D1: deletion, deactivation, role, expiry, e-mail
 * address. A decision is stored here first, then applied to D1 under its condition, and then settled here. One decision
 * is resolved after the other, by the request or by the alarm, so that a stop in between leaves nothing half done.
 */
import type { AccountDecision, DecisionOutcome } from '../../rules/accounts/account-decision.ts';
import type { AccountChange } from '../../rules/sessions/account-change.ts';
import { scheduleAlarm } from '../alarm.ts';
import { type GuardStore, SELF } from '../guard-store.ts';
import type { DecideResult } from '../results.ts';
import type { SchemaStep } from '../schema-steps.ts';
import type { AccountChanges } from './changes.ts';
import type { DecideInput, EventDraft } from './inputs.ts';
import type { AccountProofs } from './proofs.ts';
import type { AccountSessions } from './sessions.ts';

export const PENDING_DECISION_SCHEMA: SchemaStep = {
  step: 10,
  why: 'the decision that is not resolved yet',
  statements: [
    'CREATE TABLE pending_decision (id TEXT PRIMARY KEY, decision TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0)',
  ],
};

const RETRY_MS = 5_000;
const MAX_RETRY_MS = 10 * 60_000;

interface PendingDecision extends AccountDecision {
  endEvent: EventDraft;
  deletesCodes: boolean;
  /** The sessions whose end is in the events of the decision. */
  endedIds: number[];
  /** Whether the account was closed before. It is again when the decision is not applied. */
  wasClosed: boolean;
}

type Resolved = { act: string; result: DecideResult };

export interface DecisionParts {
  storage: DurableObjectStorage;
  guardStore: GuardStore;
  sessions: AccountSessions;
  proofs: AccountProofs;
  changes: AccountChanges;
  apply: (decision: AccountDecision) => Promise<DecisionOutcome>;
}

export class AccountDecisions {
  readonly #parts: DecisionParts;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: DecisionParts) {
    this.#parts = parts;
  }

  /** Decides after every earlier decision. While an earlier one cannot be resolved, nothing is decided. */
  decide(input: DecideInput): Promise<DecideResult> {
    return this.#inTurn(async () => {
      const earlier = await this.#resolve();
      const isRepeated = earlier?.act === input.act;
      if (earlier && (isRepeated || earlier.result.kind === 'unavailable')) return earlier.result;
      this.#store(input, Date.now());
      await scheduleAlarm(this.#parts.storage, Date.now() + RETRY_MS);
      const resolved = await this.#resolve();
      await this.#parts.changes.flush([]);
      return resolved?.result ?? { kind: 'unavailable' };
    });
  }

  isPending(): boolean {
    return this.#pending() !== null;
  }

  /** Resolves the pending decision when the alarm runs. Returns false when D1 did not take it; sets the alarm then. */
  async retry(): Promise<boolean> {
    const resolved = await this.#inTurn(() => this.#resolve());
    if (resolved?.result.kind !== 'unavailable') return true;
    const row = this.#sql
      .exec<{ attempts: number }>('UPDATE pending_decision SET attempts = attempts + 1 RETURNING attempts')
      .toArray()[0];
    const delayMs = Math.min(RETRY_MS * 2 ** (row?.attempts ?? 0), MAX_RETRY_MS);
    await scheduleAlarm(this.#parts.storage, Date.now() + delayMs);
    return false;
  }

  get #sql(): SqlStorage {
    return this.#parts.storage.sql;
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
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

  async #resolve(): Promise<Resolved | null> {
    const decision = this.#pending();
    if (!decision) return null;
    const { act, closes, wasClosed } = decision;
    let outcome: DecisionOutcome;
    try {
      outcome = await this.#parts.apply(decision);
    } catch (error) {
      console.error({ message: 'A decision about an account was not applied to D1', error: String(error) });
      return { act, result: { kind: 'unavailable' } };
    }
    // No await from here on: the decision is settled and removed in one step.
    this.#sql.exec('DELETE FROM pending_decision WHERE id = ?', decision.id);
    if (outcome.kind === 'applied') this.#settle(decision, outcome);
    else if (closes) this.#parts.sessions.setClosed(wasClosed);
    return { act, result: outcome };
  }

  /** Takes over in this object what D1 has. Sessions that began after the decision end by ordinary changes. */
  #settle(decision: PendingDecision, outcome: Extract<DecisionOutcome, { kind: 'applied' }>): void {
    const { sessions, guardStore, proofs, changes } = this.#parts;
    const { ends, endEvent, endedIds, owner, atMs, closes } = decision;
    sessions.setClosed(!outcome.isOpen);
    sessions.setAccountExpiry(outcome.expiresAtMs);
    if (decision.deletesCodes) {
      guardStore.deleteOtps(SELF);
      proofs.deleteResetTokens();
    }
    const ended = ends ? sessions.endNow({ ...ends, event: endEvent }, Date.now()) : [];
    const logged = new Set(endedIds);
    const left = ended.filter(
      (change) => change.type !== 'event' || !logged.has(change.event.sessionId ?? 0),
    );
    const confirmed: AccountChange[] = closes ? [{ type: 'closing_confirmed', owner, atMs }] : [];
    if (left.length + confirmed.length > 0) changes.add([...left, ...confirmed]);
  }

  #pending(): PendingDecision | null {
    const row = this.#sql.exec<{ decision: string }>('SELECT decision FROM pending_decision').toArray()[0];
    return row ? (JSON.parse(row.decision) as PendingDecision) : null;
  }
}
