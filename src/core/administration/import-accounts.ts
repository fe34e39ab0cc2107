/** Imports accounts from another system, for administrators. */
import { requireAdmin } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { type ImportResult, type ImportRow, importRows } from './import-rows.ts';

/**
 * Imports each account independently. A row that cannot be imported is skipped with a reason. The import can be
 * repeated: an existing account only receives the values that it lacks.
 * @throws AppError `FORBIDDEN`, `UNAVAILABLE`, and as `readWithAccess` does
 */
export async function importAccounts(ctx: Ctx, { rows }: { rows: ImportRow[] }): Promise<ImportResult[]> {
  await requireAdmin(ctx);
  // The owners of the accounts see the events, and must not learn where the administrator is.
  const request = { address: null, userAgent: null, country: null };
  return importRows({ database: ctx.database, nowMs: ctx.nowMs, request, by: 'administrator' }, rows);
}
