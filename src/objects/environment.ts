/** The bindings that Durable Objects use, and the function with which they write to D1. */
import type { AccountDecision, DecisionOutcome } from '../rules/accounts/account-decision.ts';
import type { AccountChange, DatabaseCost } from '../rules/sessions/account-change.ts';

export interface ObjectEnvironment {
  DB: D1Database;
  EDGE_CACHE: KVNamespace;
}

/** What an account's object does in D1. The entry point provides it, because objects may not import the store. */
export interface AccountDatabase {
  /** Writes changes in one transaction. Writing a change twice has no further effect. */
  applyChanges(database: D1Database, changes: AccountChange[]): Promise<DatabaseCost>;
  /** Applies a decision in one transaction, if its condition holds. Applying it twice has no further effect. */
  applyDecision(database: D1Database, decision: AccountDecision): Promise<DecisionOutcome>;
}
