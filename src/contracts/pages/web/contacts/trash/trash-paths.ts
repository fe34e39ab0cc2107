/** The paths of the trash. */

export const TRASH_PATH = '/web/contacts/trash';
/** The page that asks for a confirmation, and the form that deletes for good. */
export const ERASE_PATH = `${TRASH_PATH}/erase`;

export function erasePath(ids: string[]): string {
  return `${ERASE_PATH}?${new URLSearchParams(ids.map((id) => ['ids', id]))}`;
}

export function restorePath(id: string): string {
  return `/web/contacts/${id}/restore`;
}

/** The id of the dialog that asks for the confirmation of one deletion. */
export function dialogId(id: string): string {
  return `erase-${id}`;
}
