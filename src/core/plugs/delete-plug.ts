/** Moves plugs to the trash, reads the trash, restores plugs and deletes plugs permanently. */
import { anyPlugsStatement, type PlugRow } from '../../store/plugs/plugs.ts';
import { type CallerAccount, readWithAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { attemptOnPlug, type PlugWriteOptions, type WrittenPlug, writePlug } from './write-plug.ts';
import { eraseReadPlugs } from './write-plugs.ts';

export interface PlugReference extends PlugWriteOptions {
  id: string;
}

/**
 * Moves a live plug to the trash.
 * @throws AppError with the codes of `writePlug`
 */
export function deletePlug(ctx: Ctx, reference: PlugReference): Promise<WrittenPlug> {
  return writePlug(ctx, {
    ...reference,
    place: 'live',
    change: (plug) => ({ ...plug, deletedAtMs: ctx.nowMs }),
  });
}

/**
 * Restores a plug from the trash. A live plug does not change.
 * @throws AppError with the codes of `writePlug`
 */
export function restorePlug(ctx: Ctx, reference: PlugReference): Promise<WrittenPlug> {
  return writePlug(ctx, {
    ...reference,
    place: 'anywhere',
    change: (plug) => ({ ...plug, deletedAtMs: null }),
  });
}

/**
 * Deletes a plug in the trash permanently. A live plug is not found. `statementsBefore` and `revisionsAfter` are
 * ignored.
 * @throws AppError with the codes of `attemptOnPlug`
 */
export async function erasePlug(ctx: Ctx, reference: PlugReference): Promise<void> {
  await attemptOnPlug(ctx, { ...reference, place: 'trash' }, async ({ plug }) => {
    // If no plug was deleted, another write has changed or deleted the plug. The plug is then read again.
    return (await eraseReadPlugs(ctx, [plug])) || undefined;
  });
}

/**
 * Deletes plugs in the trash permanently, in at most two round trips. Returns the number of deleted plugs. An id is
 * ignored if its plug is live, belongs to another owner, does not exist, or is changed by another write in the
 * meantime.
 * @throws AppError with the codes of `readWithAccess`
 */
export async function erasePlugs(ctx: Ctx, { ids }: { ids: string[] }): Promise<number> {
  const { plugs } = await readTrash(ctx, { ids });
  return plugs.length > 0 ? eraseReadPlugs(ctx, plugs) : 0;
}

/**
 * Reads the caller's account, and the caller's plugs with these ids that are in the trash.
 * @throws AppError with the codes of `readWithAccess`
 */
export async function readTrash(
  ctx: Ctx,
  { ids }: { ids: string[] },
): Promise<{ account: CallerAccount; plugs: PlugRow[] }> {
  const { accountNumber } = userOf(ctx);
  const { account, results } = await readWithAccess(ctx, [anyPlugsStatement(accountNumber, ids)]);
  return { account, plugs: results[0].filter(({ deletedAtMs }) => deletedAtMs !== null) };
}
