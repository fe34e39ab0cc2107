/** Writes the changes of an account's object to D1. The entry point gives this function to the object. */

import { noCost } from '../../rules/cost.ts';
import type { AccountChange, DatabaseCost } from '../../rules/sessions/account-change.ts';
import { openDatabase } from '../../store/database/database.ts';
import { applyAccountChanges } from '../../store/sessions/account-changes.ts';

/**
 * Writes the changes in one transaction and returns what it cost.
 * @throws AppError `UNAVAILABLE`
 */
export async function applyAccountChangesTo(
  binding: D1Database,
  changes: AccountChange[],
): Promise<DatabaseCost> {
  const cost = noCost();
  await applyAccountChanges(openDatabase(binding, cost), changes);
  return { trips: cost.d1Trips, rowsRead: cost.d1RowsRead, rowsWritten: cost.d1RowsWritten };
}
