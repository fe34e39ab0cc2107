/** The bulk actions, and the effect of each action on one plug. */
import { AppError } from '../../../rules/app-error.ts';
import { caseKey } from '../../../rules/plugs/folding.ts';
import { distinctTags, type PlugChanges, withChanges } from '../../../rules/plugs/plug.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import { convertedPlug, rejectTooManyTags } from '../convert-to-contact.ts';

/** The fields that a bulk action can set. */
export type BulkValues = Pick<
  PlugChanges,
  'priority' | 'networkType' | 'businessType' | 'hubspotPipelineStage'
>;

/** `delete` moves plugs to the trash. */
export type BulkAction =
  | { kind: 'tag'; tags: readonly string[] }
  | { kind: 'untag'; tags: readonly string[] }
  | { kind: 'set'; values: BulkValues }
  | { kind: 'convert' }
  | { kind: 'delete' }
  | { kind: 'restore' };

/**
 * Returns the plug after an action. An action without an effect, such as the deletion of a plug that is already in the
 * trash, returns an equal plug.
 * @throws AppError `MERGED` for a plug that was merged into another plug; `NOT_FOUND` for a plug in the trash, unless
 *   the action is `delete` or `restore`; `INVALID_INPUT` when there are too many tags; `ALREADY_CONTACT`;
 *   `NOT_CONVERTIBLE`
 */
export function plugAfter(action: BulkAction, plug: PlugRow, nowMs: number): PlugRow {
  const { mergedInto } = plug;
  if (mergedInto !== null) {
    throw new AppError('MERGED', { mergedInto, isUndoRequired: action.kind === 'restore' });
  }
  if (action.kind === 'delete') return { ...plug, deletedAtMs: plug.deletedAtMs ?? nowMs };
  if (action.kind === 'restore') return { ...plug, deletedAtMs: null };
  if (plug.deletedAtMs !== null) throw new AppError('NOT_FOUND');
  switch (action.kind) {
    case 'tag':
      return withTags(plug, distinctTags([...plug.tags, ...action.tags]));
    case 'untag':
      return withTags(plug, withoutTags(plug.tags, action.tags));
    case 'set':
      return { ...plug, ...withChanges(plug, action.values) };
    case 'convert':
      return convertedPlug(plug, {}, nowMs);
  }
}

/** Replaces the tags. A plug that already has more tags than the maximum may keep or lose tags. */
function withTags(plug: PlugRow, tags: string[]): PlugRow {
  const changed = { ...plug, tags };
  if (tags.length > plug.tags.length) rejectTooManyTags(changed);
  return changed;
}

/** Removes tags. The comparison ignores letter case. */
function withoutTags(tags: readonly string[], removed: readonly string[]): string[] {
  const keys = new Set(removed.map(caseKey));
  return tags.filter((tag) => !keys.has(caseKey(tag)));
}
