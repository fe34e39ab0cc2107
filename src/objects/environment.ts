/** The bindings that Durable Objects use, and the functions that read and write D1 for an account's object. */
import type { AccountDecision, DecisionOutcome } from '../rules/accounts/account-decision.ts';
import type { AccountChange, DatabaseCost, RecoveredAccount } from '../rules/sessions/account-change.ts';

export interface ObjectEnvironment {
  DB: D1Database;
  EDGE_CACHE: KVNamespace;
}

/**
 * The D1 functions of an account's object. The entry point sets these functions, because objects may not import the
 * store. If D1 does not respond, `readIncarnation` throws the error of D1, and the other functions throw AppError
 * `UNAVAILABLE`.
 */
export interface AccountDatabase {
  /**
   * Writes changes in one transaction. A change that is written again has no further effect. One exception: an e-mail
   * that was already sent is queued again.
   */
  applyChanges(database: D1Database, changes: AccountChange[]): Promise<DatabaseCost>;
  /**
   * Applies a decision in one transaction if its condition is true. A repeated application only ends the sessions of
   * `ends` that have begun in the meantime.
   */
  applyDecision(database: D1Database, decision: AccountDecision): Promise<DecisionOutcome>;
  /**
   * Ends the sessions of an account whose object has no data. Returns the data in D1 from which the object recovers, or
   * null if D1 does not have the account.
   */
  recover(database: D1Database, owner: number, nowMs: number): Promise<RecoveredAccount | null>;
  /**
   * The time of the last restore of the database, in milliseconds; 0 if the database was never restored. Rejects with
   * the error of D1.
   */
  readIncarnation(database: D1Database): Promise<number>;
}
