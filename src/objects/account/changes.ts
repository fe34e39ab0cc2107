/**
 * The decisions of an account that D1 does not have yet. A decision is a list of related changes, including its events.
 * D1 applies all changes of a decision or none. A decision is stored in this object together with its effects, and is
 * written to D1 immediately or by the alarm. The writes run one after the other, in the order of the decisions. A
 * decision that D1 refuses remains queued and does not block later decisions: the result of the statements does not
 * depend on the order of the decisions.
 */

import { AppError } from '../../rules/app-error.ts';
import type { AccountChange, DatabaseCost } from '../../rules/sessions/account-change.ts';
import { retryDelayMs, scheduleAlarm } from '../alarm.ts';
import type { SchemaStep } from '../schema-steps.ts';

export const CHANGES_SCHEMA: SchemaStep = {
  step: 5,
  purpose: 'changes that D1 does not have yet',
  statements: [
    'CREATE TABLE changes (id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT UNIQUE, change TEXT NOT NULL)',
  ],
};

export const DECISIONS_SCHEMA: SchemaStep = {
  step: 9,
  purpose: 'one row is one decision, and a refused decision is tried again',
  statements: [
    // The change `password_rehashed` now contains the epoch of the password. Queued changes without an epoch are
    // deleted, because the next login computes the hash again.
    "DELETE FROM changes WHERE json_extract(change, '$.type') = 'password_rehashed'",
    "UPDATE changes SET change = '[' || change || ']'",
    "UPDATE changes SET key = NULL WHERE key LIKE 'rejected:%'",
    'ALTER TABLE changes RENAME COLUMN change TO decision',
    'ALTER TABLE changes ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE changes ADD COLUMN not_before INTEGER NOT NULL DEFAULT 0',
  ],
};

/**
 * The free plan of D1 allows 50 statements in one invocation. A decision needs up to four, or five for a Telegram
 * link. The events of all decisions in a batch need one statement together.
 */
const MAX_DECISIONS_PER_WRITE = 12;

type QueuedRow = { id: number; decision: string };

export class AccountChanges {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;
  readonly #apply: (changes: AccountChange[]) => Promise<DatabaseCost>;
  #lastWrite: Promise<unknown> = Promise.resolve();
  /** The number of consecutive retries for which D1 was not available. */
  #failedRetries = 0;

  constructor(storage: DurableObjectStorage, apply: (changes: AccountChange[]) => Promise<DatabaseCost>) {
    this.#storage = storage;
    this.#sql = storage.sql;
    this.#apply = apply;
  }

  /**
   * Queues a decision and returns its id. If a decision with the same key is already queued, the new decision is not
   * queued, and the id of the queued decision is returned. The end of a session removes the beginning of the session
   * from the queue, so that D1 does not receive the beginning after the end.
   */
  add(changes: AccountChange[], key: string | null = null): number {
    const ended = changes.flatMap((change) => (change.type === 'sessions_ended' ? change.sessionIds : []));
    if (ended.length > 0) this.#withdrawBeginnings(new Set(ended));
    const queued = this.#sql.exec<{ id: number }>('SELECT id FROM changes WHERE key = ?', key).toArray()[0];
    if (queued) return queued.id;
    return this.#sql
      .exec<{ id: number }>(
        'INSERT INTO changes (key, decision) VALUES (?, ?) RETURNING id',
        key,
        JSON.stringify(changes),
      )
      .one().id;
  }

  /** Queues the last activity of a session. A queued earlier activity of the session is replaced. */
  addActivity(change: Extract<AccountChange, { type: 'session_active' }>): void {
    this.#sql.exec(
      'INSERT OR REPLACE INTO changes (key, decision) VALUES (?, ?)',
      `active:${change.sessionId}`,
      JSON.stringify([change]),
    );
  }

  /** Whether the queue contains a decision other than the activity of a session. */
  hasDecisions(): boolean {
    const rows = this.#sql.exec("SELECT 1 FROM changes WHERE key IS NULL OR key NOT LIKE 'active:%' LIMIT 1");
    return rows.toArray().length > 0;
  }

  /** The ids of the queued decisions that contain a change of this type. */
  queuedIds(type: AccountChange['type']): number[] {
    return this.#queuedRows(type).map(({ id }) => id);
  }

  /**
   * Writes to D1 the queued decisions whose retry time has come, and the decisions with the ids `requiredIds` even
   * before their retry time. Returns the cost of the write if D1 has applied every required decision, otherwise null. A
   * decision that was not applied remains queued. The alarm is set first, so that a retry follows if the object stops
   * during the write.
   */
  async flush(requiredIds: number[]): Promise<DatabaseCost | null> {
    await scheduleAlarm(this.#storage, Date.now() + retryDelayMs(0));
    const { cost } = await this.#writeInTurn(requiredIds);
    return requiredIds.some((id) => this.#isQueued(id)) ? null : cost;
  }

  /** Writes the queued decisions that contain a change of this type. Returns false when there were none. */
  async flushQueued(type: AccountChange['type']): Promise<boolean> {
    const queued = this.queuedIds(type);
    if (queued.length > 0) await this.flush(queued);
    return queued.length > 0;
  }

  /**
   * Called by the alarm. Writes to D1 the decisions whose retry time has come. If decisions remain queued, sets the
   * alarm again and returns false. If D1 is not available, each delay is twice as long as the previous one, from 5
   * seconds up to 10 minutes.
   */
  async retry(): Promise<boolean> {
    const { isAvailable } = await this.#writeInTurn([]);
    const delayMs = retryDelayMs(isAvailable ? 0 : this.#failedRetries);
    this.#failedRetries = isAvailable ? 0 : this.#failedRetries + 1;
    const next = this.#sql.exec<{ at: number | null }>('SELECT min(not_before) AS at FROM changes').one().at;
    if (next === null) return true;
    await scheduleAlarm(this.#storage, Math.max(next, Date.now() + delayMs));
    return false;
  }

  #writeInTurn(requiredIds: number[]): Promise<{ cost: DatabaseCost; isAvailable: boolean }> {
    const written = this.#lastWrite.then(() => this.#writeDue(requiredIds));
    this.#lastWrite = written;
    return written;
  }

  async #writeDue(requiredIds: number[]): Promise<{ cost: DatabaseCost; isAvailable: boolean }> {
    const cost: DatabaseCost = { trips: 0, rowsRead: 0, rowsWritten: 0 };
    const nextRows = (afterId: number) => this.#dueRows(requiredIds, afterId);
    let lastId = 0;
    for (let rows = nextRows(lastId); rows.length > 0; rows = nextRows(lastId)) {
      if (!(await this.#writeAllOrEach(rows, cost))) return { cost, isAvailable: false };
      lastId = rows.at(-1)?.id ?? lastId;
    }
    return { cost, isAvailable: true };
  }

  /**
   * Writes decisions in one batch. If D1 refuses the batch, writes each decision separately. A single decision that D1
   * refuses is postponed. Returns false if D1 is not available.
   */
  async #writeAllOrEach(rows: QueuedRow[], cost: DatabaseCost): Promise<boolean> {
    const outcome = await this.#write(rows, cost);
    if (outcome === 'unavailable') return false;
    if (outcome === 'written') return true;
    const [row, ...others] = rows;
    if (row && others.length === 0) {
      this.#postpone(row.id);
      return true;
    }
    for (const each of rows) {
      if (!(await this.#writeAllOrEach([each], cost))) return false;
    }
    return true;
  }

  async #write(rows: QueuedRow[], total: DatabaseCost): Promise<'written' | 'refused' | 'unavailable'> {
    try {
      const cost = await this.#apply(rows.flatMap(changesOf));
      total.trips += cost.trips;
      total.rowsRead += cost.rowsRead;
      total.rowsWritten += cost.rowsWritten;
    } catch (error) {
      console.error({ message: 'Account changes were not written to D1', error: String(error) });
      return error instanceof AppError && error.is('UNAVAILABLE') ? 'unavailable' : 'refused';
    }
    for (const { id } of rows) this.#sql.exec('DELETE FROM changes WHERE id = ?', id);
    return 'written';
  }

  /**
   * Sets the next retry time of a decision that D1 refused. Each delay is twice as long as the previous one, up to 10
   * minutes. Before this time, the decision is written only by a call of `flush` that requires the decision.
   */
  #postpone(id: number): void {
    const row = this.#sql
      .exec<{ attempts: number }>('SELECT attempts FROM changes WHERE id = ?', id)
      .toArray()[0];
    if (!row) return;
    const notBeforeMs = Date.now() + retryDelayMs(row.attempts);
    this.#sql.exec(
      'UPDATE changes SET attempts = attempts + 1, not_before = ? WHERE id = ?',
      notBeforeMs,
      id,
    );
  }

  /** The next decisions to write, in the order of their ids. */
  #dueRows(requiredIds: number[], afterId: number): QueuedRow[] {
    return this.#sql
      .exec<QueuedRow>(
        `SELECT id, decision FROM changes
         WHERE id > ? AND (not_before <= ? OR id IN (SELECT value FROM json_each(?))) ORDER BY id LIMIT ?`,
        afterId,
        Date.now(),
        JSON.stringify(requiredIds),
        MAX_DECISIONS_PER_WRITE,
      )
      .toArray();
  }

  #isQueued(id: number): boolean {
    return this.#sql.exec('SELECT 1 FROM changes WHERE id = ?', id).toArray().length > 0;
  }

  #queuedRows(type: AccountChange['type']): QueuedRow[] {
    return this.#sql
      .exec<QueuedRow>(
        `SELECT id, decision FROM changes WHERE EXISTS
           (SELECT 1 FROM json_each(decision) WHERE json_extract(value, '$.type') = ?) ORDER BY id`,
        type,
      )
      .toArray();
  }

  /** Removes the beginnings of these sessions from the queued decisions. */
  #withdrawBeginnings(sessionIds: Set<number>): void {
    for (const row of this.#queuedRows('session_began')) {
      const remaining = changesOf(row).filter(
        (change) => change.type !== 'session_began' || !sessionIds.has(change.session.id),
      );
      this.#sql.exec('UPDATE changes SET decision = ? WHERE id = ?', JSON.stringify(remaining), row.id);
    }
  }
}

function changesOf({ decision }: QueuedRow): AccountChange[] {
  return JSON.parse(decision) as AccountChange[];
}
