/** Updates some fields of a plug. */
import { AppError } from '../../rules/app-error.ts';
import { type PlugChanges, withChanges } from '../../rules/plugs/plug.ts';
import type { PlugRow } from '../../store/plugs/plugs.ts';
import type { Ctx } from '../request/context.ts';
import { writePlug } from './write-plug.ts';

export interface UpdatePlugInput {
  id: string;
  changes: PlugChanges;
  ifMatch?: string[] | undefined;
}

/**
 * Updates a plug: absent keys stay unchanged, null clears a field, `customData` is merged. The type does not change.
 * @throws AppError as `writePlug` does
 */
export function updatePlug(ctx: Ctx, { id, changes, ifMatch }: UpdatePlugInput): Promise<PlugRow> {
  return writePlug(ctx, {
    id,
    ifMatch,
    change: (plug) => {
      if (plug.deletedAtMs !== null) throw new AppError('NOT_FOUND');
      return { ...plug, ...withChanges(plug, changes) };
    },
  });
}
