/** What an account remembers of proofs: where it signed in from, which password is its own, which reset tokens count. */
import type { ClientOrigin } from '../../rules/sessions/refresh.ts';
import type { SchemaStep } from '../schema-steps.ts';

export const DEVICES_SCHEMA: SchemaStep = {
  step: 4,
  why: 'address blocks and user agent families that have signed in, to tell the owner of a new one',
  statements: [
    `CREATE TABLE devices (address_block TEXT, family TEXT, seen_at INTEGER NOT NULL,
       PRIMARY KEY (address_block, family)) WITHOUT ROWID`,
  ],
};

export class AccountProofs {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  passwordEpoch(): number {
    const row = this.#sql
      .exec<{ value: number }>("SELECT value FROM facts WHERE name = 'password_epoch'")
      .toArray()[0];
    return row?.value ?? 0;
  }

  nextPasswordEpoch(): number {
    return this.#sql
      .exec<{ value: number }>(
        `INSERT INTO facts (name, value) VALUES ('password_epoch', 1)
         ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`,
      )
      .one().value;
  }

  rememberAddress(address: string, nowMs: number): void {
    this.#sql.exec(
      'INSERT OR REPLACE INTO known_addresses (address, signed_in_at) VALUES (?, ?)',
      address,
      nowMs,
    );
  }

  knowsAddress(address: string, sinceMs: number): boolean {
    return (
      this.#sql
        .exec('SELECT 1 FROM known_addresses WHERE address = ? AND signed_in_at > ?', address, sinceMs)
        .toArray().length > 0
    );
  }

  /** Notes who signs in; true when it is new to an account that has others. */
  recordDevice({ addressBlock, userAgentFamily }: ClientOrigin, nowMs: number): boolean {
    const met = this.#sql
      .exec<{ any_device: number; this_device: number }>(
        `SELECT count(*) AS any_device, coalesce(sum(address_block = ? AND family = ?), 0) AS this_device FROM devices`,
        addressBlock,
        userAgentFamily,
      )
      .one();
    this.#sql.exec(
      'INSERT OR REPLACE INTO devices (address_block, family, seen_at) VALUES (?, ?, ?)',
      addressBlock,
      userAgentFamily,
      nowMs,
    );
    return met.any_device > 0 && met.this_device === 0;
  }

  storeResetToken(hash: string, expiresAtMs: number): void {
    this.#sql.exec('INSERT OR REPLACE INTO reset_tokens (hash, expires_at) VALUES (?, ?)', hash, expiresAtMs);
  }

  hasResetToken(hash: string, nowMs: number): boolean {
    return (
      this.#sql.exec('SELECT 1 FROM reset_tokens WHERE hash = ? AND expires_at > ?', hash, nowMs).toArray()
        .length > 0
    );
  }

  /** A changed password voids every token that could change it once more. */
  dropResetTokens(): void {
    this.#sql.exec('DELETE FROM reset_tokens');
  }

  isEmpty(): boolean {
    return this.#sql.exec('SELECT 1 FROM devices LIMIT 1').toArray().length === 0;
  }

  sweep(nowMs: number, addressesKeptMs: number, devicesKeptMs: number): void {
    this.#sql.exec('DELETE FROM known_addresses WHERE signed_in_at < ?', nowMs - addressesKeptMs);
    this.#sql.exec('DELETE FROM devices WHERE seen_at < ?', nowMs - devicesKeptMs);
    this.#sql.exec('DELETE FROM reset_tokens WHERE expires_at < ?', nowMs);
  }
}
