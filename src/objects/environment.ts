/** The bindings that Durable Objects use, and the function with which they write to D1. */
import type { AccountChange, DatabaseCost } from '../rules/sessions/account-change.ts';

export interface ObjectEnvironment {
  DB: D1Database;
  EDGE_CACHE: KVNamespace;
}

/** Writes the changes of an account to D1 in one transaction. Writing a change twice has no further effect. */
export type ApplyChanges = (database: D1Database, changes: AccountChange[]) => Promise<DatabaseCost>;
