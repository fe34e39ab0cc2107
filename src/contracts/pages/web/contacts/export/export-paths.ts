/** The paths of the export of contacts. */
import { DEFAULT_SORT, firstPage, type ListState, listQueryOf } from '../list/list-state.ts';

export const EXPORT_PATH = '/web/contacts/export';

/**
 * The path of the file with all contacts that match the search and the filters of the list. The order of the list is
 * left out, because it does not change the file.
 */
export function exportPath(format: string, state: ListState): string {
  const query = new URLSearchParams({ format });
  for (const [name, value] of listQueryOf({ ...firstPage(state), sort: DEFAULT_SORT }))
    query.set(name, value);
  return `${EXPORT_PATH}?${query}`;
}
