/** A file of contacts as a client sends it: its size, its name and its type. */
import { AppError, invalidField } from '../../../rules/app-error.ts';
import { decodeFile } from './decode-file.ts';
import { type ContactFileType, typeOfText } from './read-contact-file.ts';

/** The maximum size of a file. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;
/** The maximum size of everything in a form except the file. */
const MAX_OTHER_FORM_BYTES = 64 * 1024;
/** The maximum size of a request body with a file. */
export const MAX_IMPORT_BODY_BYTES = MAX_FILE_BYTES + MAX_OTHER_FORM_BYTES;

export interface UploadedFile {
  file: Uint8Array;
  type: ContactFileType;
  fileName: string | null;
}

const MAX_FILE_NAME_LENGTH = 255;
const TYPE_BY_MEDIA_TYPE = new Map<string, ContactFileType>([
  ['text/csv', 'csv'],
  ['application/csv', 'csv'],
  ['text/tab-separated-values', 'csv'],
  ['text/vcard', 'vcard'],
  ['text/x-vcard', 'vcard'],
  ['text/directory', 'vcard'],
  ['application/vcard', 'vcard'],
  ['application/json', 'json'],
]);
const TYPE_BY_EXTENSION = new Map<string, ContactFileType>([
  ['csv', 'csv'],
  ['tsv', 'csv'],
  ['vcf', 'vcard'],
  ['json', 'json'],
]);
/** The first bytes of a ZIP archive. Spreadsheet files such as `.xlsx` and `.ods` are ZIP archives. */
const ZIP_SIGNATURE = [0x50, 0x4b, 0x03, 0x04];

/** The type of a file with this media type; undefined if no supported type of file has this media type. */
export function typeOfMedia(contentType: string): ContactFileType | undefined {
  const mediaType = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return TYPE_BY_MEDIA_TYPE.get(mediaType);
}

/**
 * Reads and checks the file of a form. The type follows from the extension of the file name, otherwise from the media
 * type, otherwise from the first characters.
 * @throws AppError with the codes of `checkUploadedFile`
 */
export async function readUploadedFile(file: File): Promise<UploadedFile> {
  const name = [...file.name.toWellFormed().replace(/\p{Cc}/gu, '')].slice(0, MAX_FILE_NAME_LENGTH).join('');
  const [, extension = ''] = /\.(\w+)$/.exec(name) ?? [];
  const type = TYPE_BY_EXTENSION.get(extension.toLowerCase()) ?? typeOfMedia(file.type);
  return checkUploadedFile(new Uint8Array(await file.arrayBuffer()), type, name || null);
}

/**
 * Checks the size and the beginning of a file. If `type` is undefined, the type follows from the first characters.
 * @throws AppError `FILE_TOO_LARGE`, `FILE_TYPE_UNSUPPORTED` for binary data if `type` is undefined, `INVALID_INPUT` for
 *   a ZIP archive, such as a spreadsheet
 */
export function checkUploadedFile(
  file: Uint8Array,
  type: ContactFileType | undefined,
  fileName: string | null,
): UploadedFile {
  if (file.byteLength > MAX_FILE_BYTES) rejectLargeFile();
  if (ZIP_SIGNATURE.every((byte, at) => file[at] === byte)) {
    const message = 'The file is a spreadsheet or an archive. Save it as CSV first';
    throw invalidField('file', message);
  }
  if (!type && isBinary(file)) throw new AppError('FILE_TYPE_UNSUPPORTED');
  return { file, type: type ?? typeOfText(decodeFile(file)), fileName };
}

/**
 * Whether one of the first 1,000 bytes is zero in a file that does not begin with the byte order mark of UTF-16. Text in
 * UTF-8 or Windows-1252 contains no zero byte.
 */
function isBinary(file: Uint8Array): boolean {
  const [first, second] = file;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return !isUtf16 && file.subarray(0, 1000).includes(0);
}

/**
 * Rejects a file that is too large. The error names the maximum size.
 * @throws AppError `FILE_TOO_LARGE`
 */
export function rejectLargeFile(): never {
  throw new AppError('FILE_TOO_LARGE', { maxBytes: MAX_FILE_BYTES });
}
