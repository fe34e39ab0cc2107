/**
 * The storage for proofs of identity in an account's object: the address blocks and devices from which the owner has
 * signed in, the epoch of the password, and the valid reset tokens. Every method is synchronous.
 */
import { DAY_MS } from '../../rules/durations.ts';
import type { ClientTraits } from '../../rules/sessions/refresh.ts';
import type { SchemaStep } from '../schema-steps.ts';
import type { AccountValues } from './values.ts';

export const PROOFS_SCHEMA: SchemaStep = {
  step: 4,
  purpose: 'address blocks and devices that have signed in, and reset tokens',
  statements: [
    'CREATE TABLE known_addresses (address TEXT PRIMARY KEY, signed_in_at INTEGER NOT NULL) WITHOUT ROWID',
    `CREATE TABLE devices (address_block TEXT, family TEXT, seen_at INTEGER NOT NULL,
       PRIMARY KEY (address_block, family)) WITHOUT ROWID`,
    'CREATE TABLE reset_tokens (hash TEXT PRIMARY KEY, expires_at INTEGER NOT NULL) WITHOUT ROWID',
  ],
};

/**
 * The time after the last sign-in from an address block during which the block is known. Attempts from known blocks are
 * counted separately from other attempts.
 */
const KNOWN_ADDRESS_RETENTION_MS = 90 * DAY_MS;
/** The retention of devices. It equals the retention of security events. */
const DEVICE_RETENTION_MS = 400 * DAY_MS;

export class AccountProofs {
  readonly #sql: SqlStorage;
  readonly #values: AccountValues;

  constructor(sql: SqlStorage, values: AccountValues) {
    this.#sql = sql;
    this.#values = values;
  }

  /** The number of times that the password was replaced since the database was last restored. */
  passwordEpoch(): number {
    return this.#values.find('password_epoch') ?? 0;
  }

  /** Starts a new epoch and deletes every reset token, so that no old token can replace the new password. */
  startPasswordEpoch(): number {
    this.deleteResetTokens();
    return this.#values.increment('password_epoch');
  }

  isKnownAddress(addressBlock: string, nowMs: number): boolean {
    const rows = this.#sql.exec(
      'SELECT 1 FROM known_addresses WHERE address = ? AND signed_in_at > ?',
      addressBlock,
      nowMs - KNOWN_ADDRESS_RETENTION_MS,
    );
    return rows.toArray().length > 0;
  }

  /**
   * Records the address block and the device of a sign-in. A device is a user-agent family at an address block. Returns
   * true if the device is new and the account has other devices.
   */
  recordSignIn({ addressBlock, userAgentFamily }: ClientTraits, nowMs: number): boolean {
    const seen = this.#sql
      .exec<{ devices: number; equal_devices: number }>(
        `SELECT count(*) AS devices, coalesce(sum(address_block = ? AND family = ?), 0) AS equal_devices FROM devices`,
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
    this.#sql.exec(
      'INSERT OR REPLACE INTO known_addresses (address, signed_in_at) VALUES (?, ?)',
      addressBlock,
      nowMs,
    );
    return seen.devices > 0 && seen.equal_devices === 0;
  }

  storeResetToken(hash: string, expiresAtMs: number): void {
    this.#sql.exec('INSERT OR REPLACE INTO reset_tokens (hash, expires_at) VALUES (?, ?)', hash, expiresAtMs);
  }

  hasResetToken(hash: string, nowMs: number): boolean {
    const rows = this.#sql.exec('SELECT 1 FROM reset_tokens WHERE hash = ? AND expires_at > ?', hash, nowMs);
    return rows.toArray().length > 0;
  }

  deleteResetTokens(): void {
    this.#sql.exec('DELETE FROM reset_tokens');
  }

  /**
   * True if no device is stored. Other entries need no check, because address blocks are deleted before devices, and
   * reset tokens expire after minutes.
   */
  isEmpty(): boolean {
    return this.#sql.exec('SELECT 1 FROM devices LIMIT 1').toArray().length === 0;
  }

  /** Deletes entries that no longer affect a decision. */
  sweep(nowMs: number): void {
    this.#sql.exec('DELETE FROM known_addresses WHERE signed_in_at < ?', nowMs - KNOWN_ADDRESS_RETENTION_MS);
    this.#sql.exec('DELETE FROM devices WHERE seen_at < ?', nowMs - DEVICE_RETENTION_MS);
    this.#sql.exec('DELETE FROM reset_tokens WHERE expires_at < ?', nowMs);
  }
}
