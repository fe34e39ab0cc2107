/** The paths of the pages of one contact. */

/** The page that adds a contact. */
export const NEW_CONTACT_PATH = '/web/contacts/new';

/** The page of a contact. `edit` names the field whose form is open. */
export function contactPath(id: string, edit?: string): string {
  const path = `/web/contacts/${id}`;
  return edit === undefined
    ? path
    : `${path}?${new URLSearchParams({ edit })}#edit-${encodeURIComponent(edit)}`;
}

/** The card of a contact as a file. */
export function vCardPath(id: string): string {
  return `${contactPath(id)}/vcard`;
}

/** The QR code of a contact. With the entity tag in the path, a browser loads the code again after a change. */
export function qrPath({ id, etag }: { id: string; etag: string }): string {
  return `${contactPath(id)}/qr.svg?${new URLSearchParams({ etag })}`;
}

/** The page of a contact with the form of a key of its custom data, or without it. */
export function dataPath(id: string, place: 'edit_key' | 'view_key', key: string): string {
  return `${contactPath(id)}?${new URLSearchParams({ [place]: key })}#data`;
}
