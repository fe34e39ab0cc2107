/** Moves plugs to the trash, restores them and deletes them permanently. */
import type { Ctx } from '../request/context.ts';
import { attemptOnPlug, type PlugWriteOptions, type WrittenPlug, writePlug } from './write-plug.ts';
import { erasePlugForGood } from './write-plugs.ts';

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
 * Deletes a plug in the trash permanently. A live plug gives `NOT_FOUND`.
 * @throws AppError with the codes of `attemptOnPlug`
 */
export async function erasePlug(ctx: Ctx, reference: PlugReference): Promise<void> {
  await attemptOnPlug(ctx, { ...reference, place: 'trash' }, async ({ plug }) => {
    return (await erasePlugForGood(ctx, plug)) || undefined;
  });
}
