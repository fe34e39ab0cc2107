/**
 * The form of the list: an action on the selected contacts, or on all contacts that match the search and the filters.
 */

import type { BulkAction } from '../../../../../core/plugs/bulk/bulk-action.ts';
import { MAX_LENGTHS } from '../../../../../http/fields/plug-fields.ts';
import * as z from '../../../../../http/openapi/zod.ts';
import { singleLine } from '../../../../../http/wire-fields.ts';
import { PRIORITIES } from '../../../../../rules/plugs/plug.ts';
import { type ListState, listQueryOf, listStateOf } from '../list/list-state.ts';
import { selectedIds } from './selected-ids.ts';

export const BULK_PATH = '/web/contacts/bulk';

/** Matches an action with the prefix `priority-`, such as `priority-high`, and captures the rest. */
const PRIORITY_ACTION = /^priority-(.*)$/;

/**
 * The schema of the form. The field `action` is the value of the pressed button, such as `delete` or `priority-high`.
 */
export const bulkFormSchema = z
  .object({
    ids: selectedIds.optional(),
    /**
     * The number of matching contacts when the form was shown. If the form contains this number, the action applies to
     * all contacts that match when the form is sent, and `ids` is ignored.
     */
    matching: z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number)
      .optional(),
    action: z.string(),
    tag: singleLine('Tag', MAX_LENGTHS.tag).default(''),
    /** The state of the list, as the query of its URL. It contains the search and the filters. */
    list: z.string().default(''),
  })
  .transform(({ action: actionName, tag, list, matching, ids = [] }, context) => {
    const action = actionOf(actionName, tag);
    if (!action) context.addIssue({ code: 'custom', path: ['tag'], message: 'Enter a tag.' });
    if (ids.length === 0 && matching === undefined) {
      context.addIssue({ code: 'custom', path: ['ids'], message: 'Select contacts first.' });
    }
    return action ? { action, ids, matching, list: stateOfList(list) } : z.NEVER;
  });

/** The value of the field `list` for a state of the list. */
export function listField(state: ListState): string {
  return String(listQueryOf(state));
}

/** The state of the list that the value of the field `list` contains, without the selection. */
export function stateOfList(fieldValue: string | undefined): ListState {
  return { ...listStateOf(Object.fromEntries(new URLSearchParams(fieldValue))), select: undefined };
}

/** Returns null for an unknown name, and for `tag` and `untag` without a tag. */
function actionOf(name: string, tag: string): BulkAction | null {
  const priority = PRIORITIES.find((each) => each === PRIORITY_ACTION.exec(name)?.[1]);
  if (priority) return { kind: 'set', values: { priority } };
  if (name === 'convert' || name === 'delete') return { kind: name };
  if ((name === 'tag' || name === 'untag') && tag) return { kind: name, tags: [tag] };
  return null;
}
