/** Single integers that an account's object stores by name. Every method is synchronous. */
import type { SchemaStep } from '../schema-steps.ts';

export const VALUES_SCHEMA: SchemaStep = {
  step: 2,
  purpose: 'single values of an account: session sequence, expiry, password epoch',
  statements: ['CREATE TABLE account_values (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID'],
};

/** The names of the values. Times are in milliseconds. */
export type ValueName =
  /** The last position in the sequence of session ids. */
  | 'session_sequence'
  /** The expiry of the account. Absent if the account does not expire. */
  | 'expires_at'
  /** The number of times that the password was replaced since the database was last restored. */
  | 'password_epoch'
  /** 1 if the account is closed (see `AccountSessions.isClosed`), otherwise absent. */
  | 'closed'
  /** The incarnation of the database for which outdated data was last deleted. */
  | 'incarnation'
  /** 1 if the object has read its data from D1, otherwise absent. */
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
