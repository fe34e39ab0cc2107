/** Imports accounts from another system, for administrators. */
import { requireAdmin } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { type ImportResult, type ImportRow, importRows } from './import-rows.ts';

/**
 * Imports accounts. A row that cannot be imported is skipped with a reason, and the other rows are imported. The import
 * can be repeated: an existing account receives only the values that it does not have yet.
 * @throws AppError `FORBIDDEN`, `UNAVAILABLE`, and the codes of `readWithAccess`
 */
export async function importAccounts(ctx: Ctx, { rows }: { rows: ImportRow[] }): Promise<ImportResult[]> {
  const { number: actor } = await requireAdmin(ctx);
  // The owners of the accounts can read the events, so the events must not contain the client address, the user agent
  // or the country of the administrator.
  const request = { address: null, userAgent: null, country: null };
  return importRows({ database: ctx.database, nowMs: ctx.nowMs, request, actor }, rows);
}
