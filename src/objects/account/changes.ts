/**
 * The changes of an account that D1 does not have yet. They are stored in the same step as the decision that causes
 * them, and written to D1 immediately or by the alarm. Writes are in order and one at a time: an older change must not
 * overwrite a newer one.
 */

import { AppError } from '../../rules/app-error.ts';
import type { AccountChange, DatabaseCost } from '../../rules/sessions/account-change.ts';
import { scheduleAlarm } from '../alarm.ts';
import type { SchemaStep } from '../schema-steps.ts';
import type { EventDraft } from './inputs.ts';

export const CHANGES_SCHEMA: SchemaStep = {
  step: 5,
  why: 'changes that D1 does not have yet',
  statements: [
    'CREATE TABLE changes (id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT UNIQUE, change TEXT NOT NULL)',
  ],
};

/** The free plan of D1 allows 50 statements in one invocation, and a change needs one or two. */
const MAX_CHANGES_PER_WRITE = 25;
const RETRY_MS = 5_000;
const MAX_RETRY_MS = 10 * 60_000;

type PendingRow = { id: number; change: string };

export class AccountChanges {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;
  readonly #apply: (changes: AccountChange[]) => Promise<DatabaseCost>;
  #lastWrite: Promise<unknown> = Promise.resolve();
  /** Retries in a row for which D1 was not available. */
  #failedRetries = 0;

  constructor(storage: DurableObjectStorage, apply: (changes: AccountChange[]) => Promise<DatabaseCost>) {
    this.#storage = storage;
    this.#sql = storage.sql;
    this.#apply = apply;
  }

  /** Adds changes. A pending activity of a session is replaced by a newer one. */
  add(changes: AccountChange[]): void {
    for (const change of changes) {
      const key = change.type === 'session_active' ? `active:${change.sessionId}` : null;
      this.#sql.exec(
        'INSERT OR REPLACE INTO changes (key, change) VALUES (?, ?)',
        key,
        JSON.stringify(change),
      );
    }
  }

  /** Adds a security event with a new id. */
  addEvent(event: EventDraft, sessionId: number | null): void {
    this.add([{ type: 'event', event: { ...event, id: crypto.randomUUID(), sessionId } }]);
  }

  /**
   * Writes all pending changes to D1. Returns null when D1 was not available; the changes stay pending then.
   * The alarm is set first, so that a worker that stops in between is followed by a retry.
   */
  async flush(): Promise<DatabaseCost | null> {
    await scheduleAlarm(this.#storage, Date.now() + RETRY_MS);
    return this.#writeAllInTurn();
  }

  /**
   * Writes all pending changes to D1 when the alarm runs. Returns false when D1 was not available, and then sets the
   * alarm again. The delay doubles from seconds to minutes.
   */
  async retry(): Promise<boolean> {
    const isWritten = (await this.#writeAllInTurn()) !== null;
    if (isWritten) {
      this.#failedRetries = 0;
      return true;
    }
    const delayMs = Math.min(RETRY_MS * 2 ** this.#failedRetries, MAX_RETRY_MS);
    this.#failedRetries += 1;
    await scheduleAlarm(this.#storage, Date.now() + delayMs);
    return false;
  }

  #writeAllInTurn(): Promise<DatabaseCost | null> {
    const written = this.#lastWrite.then(() => this.#writeAll());
    this.#lastWrite = written;
    return written;
  }

  async #writeAll(): Promise<DatabaseCost | null> {
    const total: DatabaseCost = { trips: 0, rowsRead: 0, rowsWritten: 0 };
    for (let rows = this.#pending(); rows.length > 0; rows = this.#pending()) {
      const outcome = await this.#write(rows, total);
      if (outcome === 'unavailable') return null;
      if (outcome === 'rejected' && !(await this.#writeEach(rows, total))) return null;
    }
    return total;
  }

  async #write(rows: PendingRow[], total: DatabaseCost): Promise<'written' | 'rejected' | 'unavailable'> {
    try {
      const cost = await this.#apply(rows.map(({ change }) => JSON.parse(change) as AccountChange));
      total.trips += cost.trips;
      total.rowsRead += cost.rowsRead;
      total.rowsWritten += cost.rowsWritten;
    } catch (error) {
      console.error({ message: 'Account changes were not written to D1', error: String(error) });
      return error instanceof AppError && error.is('UNAVAILABLE') ? 'unavailable' : 'rejected';
    }
    for (const { id } of rows) this.#sql.exec('DELETE FROM changes WHERE id = ?', id);
    return 'written';
  }

  /** A change that D1 rejects must not block the ones after it. It is marked, stays stored and is not tried again. */
  async #writeEach(rows: PendingRow[], total: DatabaseCost): Promise<boolean> {
    for (const row of rows) {
      const outcome = await this.#write([row], total);
      if (outcome === 'unavailable') return false;
      if (outcome === 'rejected') {
        this.#sql.exec("UPDATE changes SET key = 'rejected:' || id WHERE id = ?", row.id);
      }
    }
    return true;
  }

  #pending(): PendingRow[] {
    return this.#sql
      .exec<PendingRow>(
        "SELECT id, change FROM changes WHERE key IS NULL OR key NOT LIKE 'rejected:%' ORDER BY id LIMIT ?",
        MAX_CHANGES_PER_WRITE,
      )
      .toArray();
  }
}
