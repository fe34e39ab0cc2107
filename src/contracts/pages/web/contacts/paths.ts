/** The paths of the page that adds a contact, and of the page, the vCard file and the QR code of one contact. */

export const NEW_CONTACT_PATH = '/web/contacts/new';

/** The path of the page of a contact. `edit` is the name of the field whose form is open. */
export function contactPath(id: string, edit?: string): string {
  const path = `/web/contacts/${id}`;
  return edit === undefined
    ? path
    : `${path}?${new URLSearchParams({ edit })}#edit-${encodeURIComponent(edit)}`;
}

/** The path of the vCard file of a contact. */
export function vCardPath(id: string): string {
  return `${contactPath(id)}/vcard`;
}

/** The path of the QR code of a contact. The entity tag in the query makes browsers load a new code after a change. */
export function qrPath({ id, etag }: { id: string; etag: string }): string {
  return `${contactPath(id)}/qr.svg?${new URLSearchParams({ etag })}`;
}

/**
 * The path of the page of a contact. `edit_key` opens the form of a key of the custom data. `view_key` closes the form.
 * The key is sent as JSON (see `keyFromJson`).
 */
export function dataPath(id: string, parameter: 'edit_key' | 'view_key', key: string): string {
  return `${contactPath(id)}?${new URLSearchParams({ [parameter]: JSON.stringify(key) })}#data`;
}
