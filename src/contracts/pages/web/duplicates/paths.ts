/** The paths of the duplicates page and of its forms. */

export const DUPLICATES_PATH = '/web/duplicates';
export const MERGE_PATH = `${DUPLICATES_PATH}/merge`;
/** The path of the form "Not the same person", which marks contacts as different people. */
export const DISMISS_PATH = `${DUPLICATES_PATH}/dismiss`;
/** The path of the form that undoes "Not the same person". */
export const UNDISMISS_PATH = `${DISMISS_PATH}/undo`;

/** The path of the page of duplicates that begins at a cursor. Without a cursor, it is the first page. */
export function duplicatesPath(cursor: string | null | undefined): string {
  return cursor ? `${DUPLICATES_PATH}?${new URLSearchParams({ cursor })}` : DUPLICATES_PATH;
}

/** The path of the page with only the group of one contact. */
export function duplicatesOfContactPath(id: string): string {
  return `${DUPLICATES_PATH}?${new URLSearchParams({ contact: id })}`;
}
