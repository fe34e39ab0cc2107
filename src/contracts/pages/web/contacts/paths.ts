/** The paths of the pages of one contact. */

/** The page of a contact. `edit` names the field whose form is open. */
export function contactPath(id: string, edit?: string): string {
  const path = `/web/contacts/${id}`;
  return edit === undefined
    ? path
    : `${path}?${new URLSearchParams({ edit })}#edit-${encodeURIComponent(edit)}`;
}
