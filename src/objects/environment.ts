/** The bindings that objects use, and the way out that the door gives them. */
import type { AccountChange, DatabaseCost } from '../rules/sessions/account-change.ts';

export interface ObjectEnvironment {
  DB: D1Database;
  EDGE_CACHE: KVNamespace;
}

/** Writes an account's changes to D1 in one transaction; applying one twice changes nothing. */
export type ApplyChanges = (database: D1Database, changes: AccountChange[]) => Promise<DatabaseCost>;
