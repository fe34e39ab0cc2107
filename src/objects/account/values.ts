/** Single integers that an account's object stores by name. Every method is synchronous. */
import type { SchemaStep } from '../schema-steps.ts';

export const VALUES_SCHEMA: SchemaStep = {
  step: 2,
  why: 'single values of an account: session sequence, expiry, password epoch',
  statements: ['CREATE TABLE account_values (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID'],
};

export type ValueName =
  | 'session_sequence'
  | 'expires_at'
  | 'password_epoch'
  | 'closed'
  | 'incarnation'
  | 'is_recovered';

export class AccountValues {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(name: ValueName): number | null {
    const row = this.#sql
      .exec<{ value: number }>('SELECT value FROM account_values WHERE name = ?', name)
      .toArray()[0];
    return row?.value ?? null;
  }

  /** Adds 1 and returns the new value. The first value is 1. */
  increment(name: ValueName): number {
    return this.#sql
      .exec<{ value: number }>(
        `INSERT INTO account_values (name, value) VALUES (?, 1)
         ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`,
        name,
      )
      .one().value;
  }

  /** Stores a value. Null deletes the stored value. */
  set(name: ValueName, value: number | null): void {
    this.#sql.exec('DELETE FROM account_values WHERE name = ?', name);
    if (value !== null) {
      this.#sql.exec('INSERT INTO account_values (name, value) VALUES (?, ?)', name, value);
    }
  }
}
