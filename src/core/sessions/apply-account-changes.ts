/** D1 operations that an account's object needs. The entry point passes these functions to the object. */

import type { AccountDecision, DecisionOutcome } from '../../rules/accounts/account-decision.ts';
import { noCost } from '../../rules/cost.ts';
import type { AccountChange, DatabaseCost, RecoveredAccount } from '../../rules/sessions/account-change.ts';
import { applyAccountDecision } from '../../store/accounts/account-decisions.ts';
import { openDatabase, UniqueViolation } from '../../store/database/database.ts';
import { applyAccountChanges } from '../../store/sessions/account-changes.ts';
import { recoverAccount } from '../../store/sessions/account-recovery.ts';

/**
 * Writes the changes to D1 in one transaction and returns the cost of the write.
 * @throws AppError `UNAVAILABLE`
 */
export async function applyAccountChangesTo(
  binding: D1Database,
  changes: AccountChange[],
): Promise<DatabaseCost> {
  const cost = noCost();
  await applyAccountChanges(openDatabase(binding, cost), changes);
  return databaseCost(cost);
}

/**
 * Applies a decision in one transaction if its condition holds. The result is `failed` if the condition does not hold
 * or there is no such account, and `taken` if another account has one of the new values.
 * @throws AppError `UNAVAILABLE`
 */
export async function applyAccountDecisionTo(
  binding: D1Database,
  decision: AccountDecision,
): Promise<DecisionOutcome> {
  const cost = noCost();
  try {
    const account = await applyAccountDecision(openDatabase(binding, cost), decision);
    if (!account) return { kind: 'failed', cost: databaseCost(cost) };
    return { kind: 'applied', ...account, cost: databaseCost(cost) };
  } catch (error) {
    if (error instanceof UniqueViolation) return { kind: 'taken', index: error.index };
    throw error;
  }
}

/**
 * Ends the sessions of an account whose object has no data, because the object is new, has lost its data, or has
 * deleted its data after a restore of D1. Returns the data in D1 with which the object begins. Returns null if there is
 * no such account.
 * @throws AppError `UNAVAILABLE`
 */
export function recoverAccountFrom(
  binding: D1Database,
  owner: number,
  nowMs: number,
): Promise<RecoveredAccount | null> {
  return recoverAccount(openDatabase(binding, noCost()), owner, nowMs);
}

function databaseCost({ d1Trips, d1RowsRead, d1RowsWritten }: ReturnType<typeof noCost>): DatabaseCost {
  return { trips: d1Trips, rowsRead: d1RowsRead, rowsWritten: d1RowsWritten };
}
