/**
 * Changes on their way to D1. Written in the same step as the decision they tell of, published at once or by
 * the alarm, in order, one publication at a time: an older change must not overtake a newer one.
 */

import { AppError } from '../../rules/app-error.ts';
import type { AccountChange, DatabaseCost } from '../../rules/sessions/account-change.ts';
import type { SchemaStep } from '../schema-steps.ts';

export const CHANGES_SCHEMA: SchemaStep = {
  step: 3,
  why: 'changes that D1 has not seen yet',
  statements: [
    'CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT UNIQUE, change TEXT NOT NULL)',
  ],
};

/** D1 refuses more statements than this in one invocation on its free plan; half of it is one publication. */
const CHANGES_AT_ONCE = 25;

type WaitingRow = { id: number; change: string };

export class AccountChanges {
  readonly #sql: SqlStorage;
  readonly #publish: (changes: AccountChange[]) => Promise<DatabaseCost>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(sql: SqlStorage, publish: (changes: AccountChange[]) => Promise<DatabaseCost>) {
    this.#sql = sql;
    this.#publish = publish;
  }

  /** Adds changes. A change with a key replaces an unpublished one of the same key. */
  add(changes: AccountChange[]): void {
    for (const change of changes) {
      const key = change.type === 'session_active' ? `active:${change.sessionId}` : null;
      this.#sql.exec(
        'INSERT OR REPLACE INTO outbox (key, change) VALUES (?, ?)',
        key,
        JSON.stringify(change),
      );
    }
  }

  /** Publishes all that waits; null when D1 did not take it, and then it still waits. */
  flush(): Promise<DatabaseCost | null> {
    const flushed = this.#last.then(() => this.#flushAll());
    this.#last = flushed;
    return flushed;
  }

  async #flushAll(): Promise<DatabaseCost | null> {
    const total: DatabaseCost = { trips: 0, rowsRead: 0, rowsWritten: 0 };
    for (let rows = this.#waiting(); rows.length > 0; rows = this.#waiting()) {
      const isPublished = await this.#publishRows(rows, total);
      if (isPublished === 'away') return null;
      if (isPublished === 'refused' && !(await this.#publishEach(rows, total))) return null;
    }
    return total;
  }

  async #publishRows(rows: WaitingRow[], total: DatabaseCost): Promise<'published' | 'refused' | 'away'> {
    try {
      const cost = await this.#publish(rows.map(({ change }) => JSON.parse(change) as AccountChange));
      total.trips += cost.trips;
      total.rowsRead += cost.rowsRead;
      total.rowsWritten += cost.rowsWritten;
    } catch (error) {
      console.error({ message: 'D1 did not take an account change', error: String(error) });
      return error instanceof AppError && error.is('UNAVAILABLE') ? 'away' : 'refused';
    }
    for (const { id } of rows) this.#sql.exec('DELETE FROM outbox WHERE id = ?', id);
    return 'published';
  }

  /** One change that D1 will never take must not stand before the end of a session: it is set aside, and kept. */
  async #publishEach(rows: WaitingRow[], total: DatabaseCost): Promise<boolean> {
    for (const row of rows) {
      const outcome = await this.#publishRows([row], total);
      if (outcome === 'away') return false;
      if (outcome === 'refused') {
        this.#sql.exec("UPDATE outbox SET key = 'refused:' || id WHERE id = ?", row.id);
      }
    }
    return true;
  }

  #waiting(): WaitingRow[] {
    return this.#sql
      .exec<WaitingRow>(
        "SELECT id, change FROM outbox WHERE key IS NULL OR key NOT LIKE 'refused:%' ORDER BY id LIMIT ?",
        CHANGES_AT_ONCE,
      )
      .toArray();
  }
}
