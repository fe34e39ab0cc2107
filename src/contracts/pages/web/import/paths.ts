/** The paths of the import pages. */

/** The page with the upload form and the list of imports. */
export const IMPORT_PATH = '/web/import';

/** The preview of a stored file. */
export function filePath(id: string): string {
  return `${IMPORT_PATH}/files/${id}`;
}

/** The result of an import. */
export function importPath(id: string): string {
  return `${IMPORT_PATH}/${id}`;
}
