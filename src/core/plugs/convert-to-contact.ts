/** Converts a target into a contact. */
import { AppError, invalidField } from '../../rules/app-error.ts';
import {
  canConvert,
  MAX_TAGS,
  type PlugChanges,
  type PlugFields,
  withAdditions,
  withTypeDefaults,
} from '../../rules/plugs/plug.ts';
import type { PlugRow } from '../../store/plugs/plugs.ts';
import type { Ctx } from '../request/context.ts';
import { type PlugWriteOptions, type WrittenPlug, writePlug } from './write-plug.ts';

export interface ConvertInput extends PlugWriteOptions {
  id: string;
  /** Values that replace those of the target. Empty values are ignored, tags are added, and custom data is merged. */
  additions: PlugChanges;
}

/**
 * Converts a target. The contact has the fields of the target, changed by `additions`. A contact without a network type
 * gets the default. If two conversions of one target run in parallel, at most one succeeds.
 * @throws AppError `ALREADY_CONTACT`, `NOT_CONVERTIBLE`, `INVALID_INPUT`, and the codes of `writePlug`
 */
export function convertToContact(ctx: Ctx, { additions, ...target }: ConvertInput): Promise<WrittenPlug> {
  return writePlug(ctx, {
    ...target,
    place: 'live',
    change: (plug) => convertedPlug(plug, additions, ctx.nowMs),
  });
}

/**
 * Returns the contact that results from a target and the additions.
 * @throws AppError `ALREADY_CONTACT`, `NOT_CONVERTIBLE`, `INVALID_INPUT` when there are too many tags
 */
export function convertedPlug(plug: PlugRow, additions: PlugChanges, nowMs: number): PlugRow {
  if (plug.plugType === 'contact') throw new AppError('ALREADY_CONTACT');
  const fields = withTypeDefaults('contact', { ...plug, ...withAdditions(plug, additions) });
  if (!canConvert(fields)) throw new AppError('NOT_CONVERTIBLE');
  rejectTooManyTags(fields);
  return { ...plug, ...fields, plugType: 'contact', convertedAtMs: nowMs };
}

/**
 * Rejects a plug with more tags than the maximum.
 * @throws AppError `INVALID_INPUT`
 */
export function rejectTooManyTags({ tags }: PlugFields): void {
  if (tags.length <= MAX_TAGS) return;
  const message = `tags must be at most ${MAX_TAGS}`;
  throw invalidField('tags', message);
}
