/** Converts a target into a contact. */
import { AppError } from '../../rules/app-error.ts';
import type { Conditions } from '../../rules/conditional-request.ts';
import {
  canConvert,
  MAX_TAGS,
  type PlugChanges,
  type PlugFields,
  withAdditions,
  withTypeDefaults,
} from '../../rules/plugs/plug.ts';
import type { Ctx } from '../request/context.ts';
import { type WrittenPlug, writePlug } from './write-plug.ts';

export interface ConvertInput {
  id: string;
  additions: PlugChanges;
  conditions?: Conditions | undefined;
}

/**
 * Converts a target. The contact has the fields of the target and the added fields. If two conversions run in parallel,
 * one succeeds and the other throws `ALREADY_CONTACT`.
 * @throws AppError `ALREADY_CONTACT`, `NOT_CONVERTIBLE`, `INVALID_INPUT`, and the codes of `writePlug`
 */
export function convertToContact(
  ctx: Ctx,
  { id, additions, conditions }: ConvertInput,
): Promise<WrittenPlug> {
  return writePlug(ctx, {
    id,
    place: 'live',
    conditions,
    change: (plug) => {
      if (plug.plugType === 'contact') throw new AppError('ALREADY_CONTACT');
      const fields = withTypeDefaults('contact', { ...plug, ...withAdditions(plug, additions) });
      if (!canConvert(fields)) throw new AppError('NOT_CONVERTIBLE');
      rejectManyTags(fields);
      return { ...plug, ...fields, plugType: 'contact', convertedAtMs: ctx.nowMs };
    },
  });
}

/** The target and the added fields together may have too many tags. */
function rejectManyTags({ tags }: PlugFields): void {
  if (tags.length <= MAX_TAGS) return;
  const message = `tags must be at most ${MAX_TAGS}`;
  throw new AppError('INVALID_INPUT', { problems: [{ field: 'tags', message }] });
}
