/** The sessions of one account as its object keeps them. Synchronous storage; decides nothing by itself. */
import type { SessionEndReason } from '../../rules/app-error.ts';
import type { RefreshRecord } from '../../rules/sessions/refresh.ts';
import type { SchemaStep } from '../schema-steps.ts';

export interface StoredSession {
  id: number;
  record: RefreshRecord;
  accessSeconds: number;
  refreshSeconds: number;
  createdAtMs: number;
  /** End of the life of the newest refresh token. */
  expiresAtMs: number;
  endedAtMs: number | null;
  endedReason: SessionEndReason | null;
}

export const SESSIONS_SCHEMA: SchemaStep = {
  step: 2,
  why: 'sessions, the addresses that have signed in, reset tokens and facts of an account',
  statements: [
    `CREATE TABLE sessions (id INTEGER PRIMARY KEY, record TEXT NOT NULL, access_seconds INTEGER NOT NULL,
       refresh_seconds INTEGER NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
       ended_at INTEGER, ended_reason TEXT)`,
    'CREATE TABLE known_addresses (address TEXT PRIMARY KEY, signed_in_at INTEGER NOT NULL) WITHOUT ROWID',
    'CREATE TABLE reset_tokens (hash TEXT PRIMARY KEY, expires_at INTEGER NOT NULL) WITHOUT ROWID',
    'CREATE TABLE facts (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID',
  ],
};

type Row = {
  id: number;
  record: string;
  access_seconds: number;
  refresh_seconds: number;
  created_at: number;
  expires_at: number;
  ended_at: number | null;
  ended_reason: SessionEndReason | null;
};

export class AccountSessions {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(id: number): StoredSession | undefined {
    const row = this.#sql.exec<Row>('SELECT * FROM sessions WHERE id = ?', id).toArray()[0];
    return (
      row && {
        id: row.id,
        record: JSON.parse(row.record) as RefreshRecord,
        accessSeconds: row.access_seconds,
        refreshSeconds: row.refresh_seconds,
        createdAtMs: row.created_at,
        expiresAtMs: row.expires_at,
        endedAtMs: row.ended_at,
        endedReason: row.ended_reason,
      }
    );
  }

  insert(session: StoredSession): void {
    this.#sql.exec(
      `INSERT INTO sessions (id, record, access_seconds, refresh_seconds, created_at, expires_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
      session.id,
      JSON.stringify(session.record),
      session.accessSeconds,
      session.refreshSeconds,
      session.createdAtMs,
      session.expiresAtMs,
    );
  }

  advance(id: number, record: RefreshRecord, expiresAtMs: number): void {
    this.#sql.exec(
      'UPDATE sessions SET record = ?, expires_at = ? WHERE id = ?',
      JSON.stringify(record),
      expiresAtMs,
      id,
    );
  }

  liveIds(nowMs: number): number[] {
    return this.#sql
      .exec<{ id: number }>(
        'SELECT id FROM sessions WHERE ended_at IS NULL AND expires_at > ? ORDER BY id',
        nowMs,
      )
      .toArray()
      .map(({ id }) => id);
  }

  /** Ends those of the ids that still live and says which they were. */
  end(ids: number[], reason: SessionEndReason, nowMs: number): StoredSession[] {
    const live = ids
      .map((id) => this.find(id))
      .filter((session) => session !== undefined && session.endedAtMs === null) as StoredSession[];
    for (const { id } of live) {
      this.#sql.exec('UPDATE sessions SET ended_at = ?, ended_reason = ? WHERE id = ?', nowMs, reason, id);
    }
    return live;
  }

  /** The next number of this account's sequence of sessions, never given twice. */
  nextSequence(): number {
    return this.#sql
      .exec<{ value: number }>(
        `INSERT INTO facts (name, value) VALUES ('sequence', 1)
         ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`,
      )
      .one().value;
  }

  setAccountExpiry(expiresAtMs: number | null): void {
    this.#sql.exec("DELETE FROM facts WHERE name = 'expires_at'");
    if (expiresAtMs !== null) {
      this.#sql.exec("INSERT INTO facts (name, value) VALUES ('expires_at', ?)", expiresAtMs);
    }
  }

  accountHasExpired(nowMs: number): boolean {
    const row = this.#sql
      .exec<{ value: number }>("SELECT value FROM facts WHERE name = 'expires_at'")
      .toArray()[0];
    return row !== undefined && row.value <= nowMs;
  }

  isEmpty(): boolean {
    return this.#sql.exec('SELECT 1 FROM sessions LIMIT 1').toArray().length === 0;
  }

  sweep(nowMs: number, sessionsKeptMs: number): void {
    this.#sql.exec(
      'DELETE FROM sessions WHERE expires_at < ? OR ended_at < ?',
      nowMs - sessionsKeptMs,
      nowMs - sessionsKeptMs,
    );
  }
}
