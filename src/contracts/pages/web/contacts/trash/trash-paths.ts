/** The paths of the trash. */

export const TRASH_PATH = '/web/contacts/trash';
/** The path of the confirmation page (GET), and of the form that deletes contacts permanently (POST). */
export const ERASE_PATH = `${TRASH_PATH}/erase`;

/** The path of the confirmation page for these contacts. */
export function erasePath(ids: string[]): string {
  return `${ERASE_PATH}?${new URLSearchParams(ids.map((id) => ['ids', id]))}`;
}

export function restorePath(id: string): string {
  return `/web/contacts/${id}/restore`;
}

/** The id of the dialog that confirms the permanent deletion of one contact. */
export function eraseDialogId(id: string): string {
  return `erase-${id}`;
}
