/**
 * Makes the data of an account's object consistent with D1 after the object or D1 was lost or restored. The object
 * deletes data of an earlier incarnation of the database. An object without data reads the password epoch and the
 * highest session id from D1.
 */
import type { RecoveredAccount } from '../../rules/sessions/account-change.ts';
import { firstUnusedSequence, sequenceOf } from '../../rules/sessions/session-id.ts';
import type { AccountValues } from './values.ts';

export interface IncarnationParts {
  sql: SqlStorage;
  values: AccountValues;
  /** Reads the incarnation of the database. */
  read: () => Promise<number>;
  recover: (owner: number, nowMs: number) => Promise<RecoveredAccount | null>;
}

export class AccountIncarnation {
  readonly #parts: IncarnationParts;
  #recovery: Promise<void> | null = null;

  constructor(parts: IncarnationParts) {
    this.#parts = parts;
  }

  /** Called before every decision about sessions or passwords. `seen` is the incarnation that the caller has read. */
  async enter(seen: number | undefined, owner: number): Promise<void> {
    this.drop(seen);
    if (this.#hasData()) return;
    // Concurrent calls share one recovery. A second recovery would end a session that began after the first recovery.
    this.#recovery ??= this.#recover(owner).finally(() => {
      this.#recovery = null;
    });
    await this.#recovery;
  }

  /**
   * Deletes sessions, epoch, reset tokens and queued changes of an earlier incarnation. The session sequence is not
   * reset, because a token of a deleted session must not be valid for a new session.
   */
  drop(seen: number | undefined): void {
    const { sql, values } = this.#parts;
    if (seen === undefined || seen <= (values.find('incarnation') ?? 0)) return;
    for (const table of ['sessions', 'changes', 'pending_decision', 'reset_tokens']) {
      sql.exec(`DELETE FROM ${table}`);
    }
    for (const name of ['password_epoch', 'expires_at', 'closed', 'is_recovered'] as const)
      values.set(name, null);
    values.set('incarnation', seen);
  }

  /**
   * Like `drop`, for the alarm. The alarm has no caller that passes the incarnation, so the incarnation is read from
   * D1.
   */
  async dropIfRestored(): Promise<void> {
    this.drop(await this.#parts.read().catch(() => undefined));
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
    const isUsed = account.hasSignedIn || values.find('incarnation') !== null;
    const sequence = Math.max(
      values.find('session_sequence') ?? 0,
      account.lastSessionId === null ? 0 : sequenceOf(account.lastSessionId),
      isUsed ? firstUnusedSequence(nowMs) : 0,
    );
    values.set('session_sequence', sequence);
    values.set('password_epoch', account.passwordEpoch || null);
    values.set('closed', account.isOpen ? null : 1);
    values.set('is_recovered', 1);
  }
}
