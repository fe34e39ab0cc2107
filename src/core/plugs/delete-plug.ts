/** Deletes plugs and restores deleted ones. */
import { AppError } from '../../rules/app-error.ts';
import { deletePlugStatements, type PlugRow } from '../../store/plugs/plugs.ts';
import { requireAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { newEtag } from './etag.ts';
import { writePlug } from './write-plug.ts';

/**
 * Marks a live plug as deleted. It can be restored.
 * @throws AppError `NOT_FOUND`, and as `requireAccess` does
 */
export async function deletePlug(ctx: Ctx, { id }: { id: string }): Promise<void> {
  await requireAccess(ctx);
  const values = { etag: newEtag(), nowMs: ctx.nowMs };
  const statements = deletePlugStatements(ctx.database, userOf(ctx).accountNumber, id, values);
  const [rows] = await ctx.database.batch([...statements]);
  if (rows.length === 0) throw new AppError('NOT_FOUND');
}

/**
 * Restores a deleted plug. A live plug stays unchanged.
 * @throws AppError as `writePlug` does
 */
export function restorePlug(ctx: Ctx, { id }: { id: string }): Promise<PlugRow> {
  return writePlug(ctx, {
    id,
    change: (plug) => (plug.deletedAtMs === null ? plug : { ...plug, deletedAtMs: null }),
  });
}
