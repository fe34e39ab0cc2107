/** The paths of the import pages. */

/** The path of the page with the upload form and the list of imports. */
export const IMPORT_PATH = '/web/import';

/** The path of the preview of a stored file. */
export function filePath(id: string): string {
  return `${IMPORT_PATH}/files/${id}`;
}

/** The path of the page with the result of an import. */
export function importPath(id: string): string {
  return `${IMPORT_PATH}/${id}`;
}
