/** The form of the list: an action on the selected contacts, or on all contacts that match. */

import type { BulkAction } from '../../../../../core/plugs/bulk/bulk-action.ts';
import { MAX_LENGTHS } from '../../../../../http/fields/plug-fields.ts';
import * as z from '../../../../../http/openapi/zod.ts';
import { singleLine } from '../../../../../http/wire-fields.ts';
import { PRIORITIES } from '../../../../../rules/plugs/plug.ts';
import { type ListState, listQueryOf, listStateOf } from '../list/list-state.ts';
import { selectedIds } from './selected-ids.ts';

export const BULK_PATH = '/web/contacts/bulk';

const PRIORITY = /^priority-(.*)$/;

/** The value of the pressed button is the action. */
export const bulkForm = z
  .object({
    ids: selectedIds.optional(),
    /** The number of contacts that match. If it is sent, the action applies to all these contacts. */
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
  .transform(({ action: name, tag, list, matching, ids = [] }, context) => {
    const action = actionOf(name, tag);
    if (!action) context.addIssue({ code: 'custom', path: ['tag'], message: 'Enter a tag.' });
    if (ids.length === 0 && matching === undefined) {
      context.addIssue({ code: 'custom', path: ['ids'], message: 'Select contacts first.' });
    }
    return action ? { action, ids, matching, list: stateOfList(list) } : z.NEVER;
  });

/** The value of the field `list`. */
export function listField(state: ListState): string {
  return String(listQueryOf(state));
}

/** The state in the field `list`, without the selection. */
export function stateOfList(field: string | undefined): ListState {
  return { ...listStateOf(Object.fromEntries(new URLSearchParams(field))), select: undefined };
}

function actionOf(name: string, tag: string): BulkAction | null {
  const priority = PRIORITIES.find((each) => each === PRIORITY.exec(name)?.[1]);
  if (priority) return { kind: 'set', values: { priority } };
  if (name === 'convert' || name === 'delete') return { kind: name };
  if ((name === 'tag' || name === 'untag') && tag) return { kind: name, tags: [tag] };
  return null;
}
