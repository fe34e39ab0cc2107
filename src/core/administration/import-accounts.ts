/** Accounts brought along from another system. */
import { requireAdmin } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { type ImportResult, type ImportRow, importRows } from './import-rows.ts';

/**
 * Brings accounts in, each on its own: what cannot be is skipped, and says why. Importing again harms nothing: an
 * account that is there only gets what it lacks.
 * @throws AppError `FORBIDDEN`, `UNAVAILABLE`, and as `readWithAccess` does
 */
export async function importAccounts(ctx: Ctx, { rows }: { rows: ImportRow[] }): Promise<ImportResult[]> {
  await requireAdmin(ctx);
  return importRows(ctx, rows);
}
