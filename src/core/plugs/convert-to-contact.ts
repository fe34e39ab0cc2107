/** Converts a target to a contact. */
import { AppError } from '../../rules/app-error.ts';
import { canConvert, type PlugChanges, withChanges, withTypeDefaults } from '../../rules/plugs/plug.ts';
import type { PlugRow } from '../../store/plugs/plugs.ts';
import type { Ctx } from '../request/context.ts';
import { writePlug } from './write-plug.ts';

/**
 * Converts a target with its stored fields and the changes. Of two concurrent conversions one fails with
 * `ALREADY_CONTACT`.
 * @throws AppError `ALREADY_CONTACT`, `NOT_CONVERTIBLE`, and as `writePlug` does
 */
export function convertToContact(
  ctx: Ctx,
  { id, changes }: { id: string; changes: PlugChanges },
): Promise<PlugRow> {
  return writePlug(ctx, {
    id,
    change: (plug) => {
      if (plug.deletedAtMs !== null) throw new AppError('NOT_FOUND');
      if (plug.plugType === 'contact') throw new AppError('ALREADY_CONTACT');
      const fields = withTypeDefaults('contact', { ...plug, ...withChanges(plug, changes) });
      if (!canConvert(fields)) throw new AppError('NOT_CONVERTIBLE');
      return { ...plug, ...fields, plugType: 'contact', convertedAtMs: ctx.nowMs };
    },
  });
}
