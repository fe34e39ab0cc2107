/** What an object spent on D1 for this request counts as this request's. */
import type { DatabaseCost } from '../../rules/sessions/account-change.ts';
import type { Ctx } from './context.ts';

/** Adds an object's round trips to the request's. */
export function addDatabaseCost({ cost }: Ctx, spent: DatabaseCost): void {
  cost.d1Trips += spent.trips;
  cost.d1RowsRead += spent.rowsRead;
  cost.d1RowsWritten += spent.rowsWritten;
}
