/**
 * Makes the data of an account's object consistent with D1 after the object or D1 was lost or restored. The
 * incarnation of the database is the time of its last restore. The object deletes data of an earlier incarnation. An
 * object without data ends the sessions of the account in D1, and reads the password epoch, the highest session id,
 * the expiry, and whether the account is open.
 */
import type { RecoveredAccount } from '../../rules/sessions/account-change.ts';
import { firstUnusedSequence, sequenceOf } from '../../rules/sessions/session-id.ts';
import type { AccountValues } from './values.ts';

export interface IncarnationParts {
  sql: SqlStorage;
  values: AccountValues;
  /** Reads the incarnation of the database. */
  readIncarnation: () => Promise<number>;
  /** Ends the sessions of the account in D1, and reads the account. Null if D1 does not have the account. */
  recover: (owner: number, nowMs: number) => Promise<RecoveredAccount | null>;
}

export class AccountIncarnation {
  readonly #parts: IncarnationParts;
  #recovery: Promise<void> | null = null;

  constructor(parts: IncarnationParts) {
    this.#parts = parts;
  }

  /**
   * Called before every decision about sessions or passwords. Deletes outdated data, and recovers an object without
   * data. `incarnation` is the incarnation that the caller has read from D1.
   * @throws AppError `UNAVAILABLE` if the object has no data and D1 does not respond
   */
  async ensureConsistent(incarnation: number | undefined, owner: number): Promise<void> {
    this.dropIfOutdated(incarnation);
    if (this.#hasData()) return;
    // Concurrent calls share one recovery. A second recovery would end a session that began after the first recovery.
    this.#recovery ??= this.#recover(owner).finally(() => {
      this.#recovery = null;
    });
    await this.#recovery;
  }

  /**
   * If `incarnation` is newer than the stored incarnation, deletes the sessions, password epoch, expiry, reset tokens,
   * queued writes and pending decision, and the mark that the account is closed. The next call of `ensureConsistent`
   * reads the epoch, the expiry and the mark from D1. Failed attempts, limits, one-time codes and known devices stay. The
   * session sequence is not reset, because a token of a deleted session must not be valid for a new session.
   */
  dropIfOutdated(incarnation: number | undefined): void {
    const { sql, values } = this.#parts;
    if (incarnation === undefined || incarnation <= (values.find('incarnation') ?? 0)) return;
    for (const table of ['sessions', 'changes', 'pending_decision', 'reset_tokens']) {
      sql.exec(`DELETE FROM ${table}`);
    }
    for (const name of ['password_epoch', 'expires_at', 'closed', 'is_recovered'] as const)
      values.set(name, null);
    values.set('incarnation', incarnation);
  }

  /**
   * Like `dropIfOutdated`, for the alarm. The alarm has no caller that passes the incarnation, so the incarnation is
   * read from D1. If D1 does not respond, nothing is deleted.
   */
  async dropIfRestored(): Promise<void> {
    this.dropIfOutdated(await this.#parts.readIncarnation().catch(() => undefined));
  }

  #hasData(): boolean {
    const { values } = this.#parts;
    if (values.find('is_recovered') !== null) return true;
    // The object was created before the recovery code existed, and no restore was detected since then.
    return values.find('session_sequence') !== null && values.find('incarnation') === null;
  }

  async #recover(owner: number): Promise<void> {
    const { values, recover } = this.#parts;
    const nowMs = Date.now();
    const account = await recover(owner, nowMs);
    if (!account) return;
    // Sessions that D1 no longer has may have used further positions of the sequence.
    const mayHaveHadSessions = account.hasSignedIn || values.find('incarnation') !== null;
    const sequence = Math.max(
      values.find('session_sequence') ?? 0,
      account.lastSessionId === null ? 0 : sequenceOf(account.lastSessionId),
      mayHaveHadSessions ? firstUnusedSequence(nowMs) : 0,
    );
    values.set('session_sequence', sequence);
    values.set('password_epoch', account.passwordEpoch || null);
    values.set('closed', account.isOpen ? null : 1);
    values.set('expires_at', account.expiresAtMs);
    values.set('is_recovered', 1);
  }
}
