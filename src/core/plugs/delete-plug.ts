/** Moves plugs to the trash and back, and deletes them for good. */
import type { Conditions } from '../../rules/conditional-request.ts';
import { erasePlugStatements, type PlugRow } from '../../store/plugs/plugs.ts';
import type { Ctx } from '../request/context.ts';
import { attemptOnPlug, writePlug } from './write-plug.ts';

export interface PlugReference {
  id: string;
  conditions?: Conditions | undefined;
}

/**
 * Moves a live plug to the trash.
 * @throws AppError as `writePlug` does
 */
export async function deletePlug(ctx: Ctx, reference: PlugReference): Promise<void> {
  await writePlug(ctx, {
    ...reference,
    place: 'live',
    change: (plug) => ({ ...plug, deletedAtMs: ctx.nowMs }),
  });
}

/**
 * Takes a plug out of the trash. A live plug stays as it is.
 * @throws AppError as `writePlug` does
 */
export function restorePlug(ctx: Ctx, reference: PlugReference): Promise<PlugRow> {
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
    const [, erased] = await ctx.database.batch([...erasePlugStatements(read)]);
    return erased[0];
  });
}
