/** The sessions of one account in the storage of its object. Every method is synchronous and makes no decision. */
import type { SessionEndReason } from '../../rules/app-error.ts';
import type { RefreshRecord } from '../../rules/sessions/refresh.ts';
import { SESSION_KINDS, type SessionKind } from '../../rules/sessions/session-kind.ts';
import type { SchemaStep } from '../schema-steps.ts';

export interface StoredSession {
  id: number;
  kind: SessionKind;
  record: RefreshRecord;
  accessSeconds: number;
  refreshSeconds: number;
  createdAtMs: number;
  /** When the session and its newest refresh token expire. */
  expiresAtMs: number;
  endedAtMs: number | null;
  endedReason: SessionEndReason | null;
}

export interface SessionActivity {
  id: number;
  /** When the newest refresh token was issued. For a session without refresh tokens, when the session began. */
  lastAdvanceAtMs: number;
}

export const SESSIONS_SCHEMA: SchemaStep = {
  step: 3,
  purpose: 'sessions of an account',
  statements: [
    `CREATE TABLE sessions (id INTEGER PRIMARY KEY, record TEXT NOT NULL, access_seconds INTEGER NOT NULL,
       refresh_seconds INTEGER NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
       ended_at INTEGER, ended_reason TEXT)`,
  ],
};

export const SESSION_KINDS_SCHEMA: SchemaStep = {
  step: 11,
  purpose: 'the kind of a session',
  statements: ["ALTER TABLE sessions ADD COLUMN kind TEXT NOT NULL DEFAULT 'client'"],
};

type Row = {
  id: number;
  kind: SessionKind;
  record: string;
  access_seconds: number;
  refresh_seconds: number;
  created_at: number;
  expires_at: number;
  ended_at: number | null;
  ended_reason: SessionEndReason | null;
};

export class SessionStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(id: number): StoredSession | undefined {
    const row = this.#sql.exec<Row>('SELECT * FROM sessions WHERE id = ?', id).toArray()[0];
    return (
      row && {
        id: row.id,
        kind: row.kind,
        record: recordOf(row.record),
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
      `INSERT INTO sessions (id, kind, record, access_seconds, refresh_seconds, created_at, expires_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      session.id,
      session.kind,
      JSON.stringify(session.record),
      session.accessSeconds,
      session.refreshSeconds,
      session.createdAtMs,
      session.expiresAtMs,
    );
  }

  update(id: number, record: RefreshRecord, expiresAtMs: number): void {
    this.#sql.exec(
      'UPDATE sessions SET record = ?, expires_at = ? WHERE id = ?',
      JSON.stringify(record),
      expiresAtMs,
      id,
    );
  }

  /** The ids of the sessions of these kinds that have neither ended nor expired, the oldest session first. */
  liveIds(nowMs: number, kinds: readonly SessionKind[] = SESSION_KINDS): number[] {
    return this.#sql
      .exec<{ id: number }>(
        `SELECT id FROM sessions WHERE ended_at IS NULL AND expires_at > ?
           AND kind IN (SELECT value FROM json_each(?)) ORDER BY id`,
        nowMs,
        JSON.stringify(kinds),
      )
      .toArray()
      .map(({ id }) => id);
  }

  /**
   * When the newest refresh token of each live session was issued. A refresh that issues no new token does not change
   * this time.
   */
  readActivity(nowMs: number): SessionActivity[] {
    return this.#sql
      .exec<{ id: number; record: string }>(
        'SELECT id, record FROM sessions WHERE ended_at IS NULL AND expires_at > ?',
        nowMs,
      )
      .toArray()
      .map(({ id, record }) => ({ id, lastAdvanceAtMs: recordOf(record).advancedAtMs }));
  }

  /** Ends those of the given sessions that have not ended yet. Returns these sessions as they were before. */
  end(ids: number[], reason: SessionEndReason, nowMs: number): StoredSession[] {
    const open = ids
      .map((id) => this.find(id))
      .filter((session) => session !== undefined && session.endedAtMs === null) as StoredSession[];
    for (const { id } of open) {
      this.#sql.exec('UPDATE sessions SET ended_at = ?, ended_reason = ? WHERE id = ?', nowMs, reason, id);
    }
    return open;
  }

  isEmpty(): boolean {
    return this.#sql.exec('SELECT 1 FROM sessions LIMIT 1').toArray().length === 0;
  }

  /** Deletes sessions that ended or expired before `beforeMs`. */
  sweep(beforeMs: number): void {
    this.#sql.exec('DELETE FROM sessions WHERE expires_at < ? OR ended_at < ?', beforeMs, beforeMs);
  }
}

/**
 * Parses a record. Old records have no `clientChanges`, because earlier code did not compare the clients of refreshes.
 */
function recordOf(text: string): RefreshRecord {
  return { clientChanges: 0, ...(JSON.parse(text) as Omit<RefreshRecord, 'clientChanges'>) };
}
