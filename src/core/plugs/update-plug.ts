/** Changes some fields of a plug, and adds and removes tags. */
import { AppError } from '../../rules/app-error.ts';
import { caseKey } from '../../rules/plugs/folding.ts';
import { distinctTags, isIdentified, type PlugChanges, withChanges } from '../../rules/plugs/plug.ts';
import type { Ctx } from '../request/context.ts';
import { rejectTooManyTags } from './convert-to-contact.ts';
import { type PlugWriteOptions, type WrittenPlug, writePlug } from './write-plug.ts';

export interface UpdatePlugInput extends PlugWriteOptions {
  id: string;
  changes: PlugChanges;
}

/** The fields that can identify a plug, with their names in `INVALID_INPUT`. */
const IDENTIFYING_FIELDS = {
  firstName: 'first_name',
  lastName: 'last_name',
  company: 'company',
  email: 'email',
  primaryNumber: 'primary_number',
  secondaryNumber: 'secondary_number',
} as const;

/**
 * Changes the fields that are in `changes`. Null clears a field. Custom data is merged, and a key with the value null
 * is removed. The type does not change. The plug must keep at least one of name, company, e-mail address and number.
 * @throws AppError `INVALID_INPUT`, and the codes of `writePlug`
 */
export function updatePlug(ctx: Ctx, { changes, ...target }: UpdatePlugInput): Promise<WrittenPlug> {
  return writePlug(ctx, {
    ...target,
    place: 'live',
    change: (plug) => {
      const changed = { ...plug, ...withChanges(plug, changes) };
      if (!isIdentified(changed)) throw missingFieldsError(changes);
      return changed;
    },
  });
}

export interface TagInput {
  id: string;
  tag: string;
}

/**
 * Adds a tag at the end of the list. A tag that the plug already has, in any letter case, is not added again.
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
      rejectTooManyTags(changed);
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

/** Returns the error for changes that leave no identifying field. The error names the fields that the changes clear. */
function missingFieldsError(changes: PlugChanges): AppError {
  const cleared = Object.entries(IDENTIFYING_FIELDS).filter(
    ([field]) => field in changes && isEmpty(changes, field),
  );
  const problems = cleared.map(([, field]) => ({ field, message: `${field} is required` }));
  return new AppError('INVALID_INPUT', { problems });
}

function isEmpty(changes: PlugChanges, field: string): boolean {
  const value = changes[field as keyof PlugChanges];
  return value === null || value === '';
}
