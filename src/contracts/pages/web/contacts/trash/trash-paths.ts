/** The paths of the trash. */

export const TRASH_PATH = '/web/contacts/trash';
/** The confirmation page, and the form that deletes permanently. */
export const ERASE_PATH = `${TRASH_PATH}/erase`;

export function erasePath(ids: string[]): string {
  return `${ERASE_PATH}?${new URLSearchParams(ids.map((id) => ['ids', id]))}`;
}

export function restorePath(id: string): string {
  return `/web/contacts/${id}/restore`;
}

/** The id of the confirmation dialog of one contact. */
export function dialogId(id: string): string {
  return `erase-${id}`;
}
