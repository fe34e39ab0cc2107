/** Adds tags to a plug and removes tags from it. */
import { caseKey } from '../../rules/plugs/folding.ts';
import { distinctTags } from '../../rules/plugs/plug.ts';
import type { Ctx } from '../request/context.ts';
import { rejectManyTags } from './convert-to-contact.ts';
import { type WrittenPlug, writePlug } from './write-plug.ts';

export interface TagInput {
  id: string;
  tag: string;
}

/**
 * Adds a tag after the others. A tag that the plug already has, in any letter case, changes nothing.
 * @throws AppError `INVALID_INPUT` for too many tags, and the codes of `writePlug`
 */
export function addTag(ctx: Ctx, { id, tag }: TagInput): Promise<WrittenPlug> {
  return writePlug(ctx, {
    id,
    place: 'live',
    change: (plug) => {
      if (plug.tags.some((each) => caseKey(each) === caseKey(tag))) return plug;
      const tags = distinctTags([...plug.tags, tag]);
      const changed = { ...plug, tags };
      rejectManyTags(changed);
      return changed;
    },
  });
}

/**
 * Removes a tag, in any letter case.
 * @throws AppError with the codes of `writePlug`
 */
export function removeTag(ctx: Ctx, { id, tag }: TagInput): Promise<WrittenPlug> {
  return writePlug(ctx, {
    id,
    place: 'live',
    change: (plug) => ({ ...plug, tags: plug.tags.filter((each) => caseKey(each) !== caseKey(tag)) }),
  });
}
