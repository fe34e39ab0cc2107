/** Moves plugs to the trash and back, and deletes them for good. */
import type { Conditions } from '../../rules/conditional-request.ts';
import type { Ctx } from '../request/context.ts';
import { attemptOnPlug, type WrittenPlug, writePlug } from './write-plug.ts';
import { erasePlugForGood } from './write-plugs.ts';

export interface PlugReference {
  id: string;
  conditions?: Conditions | undefined;
}

/**
 * Moves a live plug to the trash.
 * @throws AppError as `writePlug` does
 */
export function deletePlug(ctx: Ctx, reference: PlugReference): Promise<WrittenPlug> {
  return writePlug(ctx, {
    ...reference,
    place: 'live',
    change: (plug) => ({ ...plug, deletedAtMs: ctx.nowMs }),
  });
}

/**
 * Takes a plug out of the trash. A live plug stays as it is.
 * @throws AppError as `writePlug` does
 */
export function restorePlug(ctx: Ctx, reference: PlugReference): Promise<WrittenPlug> {
  return writePlug(ctx, {
    ...reference,
    place: 'anywhere',
    change: (plug) => ({ ...plug, deletedAtMs: null }),
  });
}

/**
 * Deletes a plug in the trash for good. A live plug is not found there.
 * @throws AppError as `attemptOnPlug` does
 */
export async function erasePlug(ctx: Ctx, reference: PlugReference): Promise<void> {
  await attemptOnPlug(ctx, { ...reference, place: 'trash' }, async (read) => {
    return (await erasePlugForGood(ctx, read)) || undefined;
  });
}
