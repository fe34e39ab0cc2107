/** The file in the request of an import: the body itself, or the part `file` of a form. */
import type { Context } from 'hono';
import { decodeFile } from '../../../../core/plugs/exchange/decode-file.ts';
import { type ContactFileType, typeOfText } from '../../../../core/plugs/exchange/read-contact-file.ts';
import type { AppEnv } from '../../../../http/app-env.ts';
import { AppError } from '../../../../rules/app-error.ts';
import { NO_EVENTS } from '../event-field.ts';

/** The maximum size of a file. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;
/** The other parts of a form, and its boundaries. */
const FORM_BYTES = 64 * 1024;
/** The maximum size of the body. */
export const MAX_IMPORT_BODY_BYTES = MAX_FILE_BYTES + FORM_BYTES;

export interface SentFile {
  file: Uint8Array;
  type: ContactFileType;
  fileName: string | null;
}

const MAX_FILE_NAME_LENGTH = 255;
const TYPES: Record<string, ContactFileType> = {
  'text/csv': 'csv',
  'application/csv': 'csv',
  'text/tab-separated-values': 'csv',
  'text/vcard': 'vcard',
  'text/x-vcard': 'vcard',
  'text/directory': 'vcard',
  'application/vcard': 'vcard',
  'application/json': 'json',
};
const EXTENSIONS: Record<string, ContactFileType> = { csv: 'csv', tsv: 'csv', vcf: 'vcard', json: 'json' };
/** The first bytes of a ZIP archive, which files of spreadsheet programs are. */
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/**
 * Reads the file of a request.
 * @throws AppError `FILE_TYPE_UNSUPPORTED`, `FILE_TOO_LARGE`, `INVALID_INPUT` for a form without a file
 */
export async function readSentFile(c: Context<AppEnv>): Promise<SentFile> {
  const contentType = mediaType(c.req.header('Content-Type') ?? '');
  if (contentType === 'multipart/form-data') return readFormFile(c);
  const type = TYPES[contentType];
  if (!type && contentType !== 'text/plain') throw new AppError('FILE_TYPE_UNSUPPORTED');
  return sentFile(new Uint8Array(await c.req.arrayBuffer()), type, null);
}

/** Middleware option of `bodyLimit`: the error names the maximum size of a file. */
export function rejectLargeFile(): never {
  throw new AppError('FILE_TOO_LARGE', { maxBytes: MAX_FILE_BYTES });
}

async function readFormFile(c: Context<AppEnv>): Promise<SentFile> {
  const form = await c.req.formData().catch(() => {
    throw invalid('file', 'The form is malformed');
  });
  if (form.get('event')) throw invalid('event', NO_EVENTS);
  const file = form.get('file');
  if (file === null || typeof file === 'string') throw invalid('file', 'file is required');
  const name = [...file.name.toWellFormed().replace(/\p{Cc}/gu, '')].slice(0, MAX_FILE_NAME_LENGTH).join('');
  const [, extension = ''] = /\.(\w+)$/.exec(name) ?? [];
  const type = EXTENSIONS[extension.toLowerCase()] ?? TYPES[mediaType(file.type)];
  return sentFile(new Uint8Array(await file.arrayBuffer()), type, name || null);
}

function sentFile(file: Uint8Array, type: ContactFileType | undefined, fileName: string | null): SentFile {
  if (file.byteLength > MAX_FILE_BYTES) rejectLargeFile();
  if (ZIP.every((byte, at) => file[at] === byte)) {
    throw invalid('file', 'The file is a spreadsheet or an archive. Save it as CSV first');
  }
  return { file, type: type ?? typeOfText(decodeFile(file)), fileName };
}

function mediaType(contentType: string): string {
  return contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

function invalid(field: string, message: string): AppError {
  return new AppError('INVALID_INPUT', { problems: [{ field, message }] });
}
