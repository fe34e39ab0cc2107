/** The paths of the pages of duplicates. */

export const DUPLICATES_PATH = '/web/duplicates';
export const MERGE_PATH = `${DUPLICATES_PATH}/merge`;
export const DISMISS_PATH = `${DUPLICATES_PATH}/dismiss`;
/** The form that undoes a dismissal. */
export const UNDISMISS_PATH = `${DISMISS_PATH}/undo`;

/** The page of the list that begins at a cursor. */
export function duplicatesPath(cursor: string | null | undefined): string {
  return cursor ? `${DUPLICATES_PATH}?${new URLSearchParams({ cursor })}` : DUPLICATES_PATH;
}

/** The page with only the group of one contact. */
export function duplicatesOfContactPath(id: string): string {
  return `${DUPLICATES_PATH}?${new URLSearchParams({ contact: id })}`;
}
