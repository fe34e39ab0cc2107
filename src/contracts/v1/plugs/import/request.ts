/** The file in the request of an import: the body itself, or the part `file` of a form. */
import type { Context } from 'hono';
import {
  checkUploadedFile,
  readUploadedFile,
  typeOfMedia,
  type UploadedFile,
} from '../../../../core/plugs/exchange/uploaded-file.ts';
import type { AppEnv } from '../../../../http/app-env.ts';
import { AppError, invalidField } from '../../../../rules/app-error.ts';
import { NO_EVENTS_MESSAGE } from '../event-field.ts';

/**
 * Reads the file of a request. In a body of `text/plain`, the first characters select the type of the file.
 * @throws AppError `FILE_TYPE_UNSUPPORTED`, `FILE_TOO_LARGE`, and `INVALID_INPUT` for a malformed form, for a form without
 *   a file or with an event, and for a ZIP archive, such as a spreadsheet
 */
export async function readSentFile(c: Context<AppEnv>): Promise<UploadedFile> {
  const contentType = c.req.header('Content-Type') ?? '';
  if (/^\s*multipart\/form-data\s*(?:;|$)/i.test(contentType)) return readFormFile(c);
  const type = typeOfMedia(contentType);
  if (!type && !/^\s*text\/plain\s*(?:;|$)/i.test(contentType)) throw new AppError('FILE_TYPE_UNSUPPORTED');
  return checkUploadedFile(new Uint8Array(await c.req.arrayBuffer()), type, null);
}

async function readFormFile(c: Context<AppEnv>): Promise<UploadedFile> {
  const form = await c.req.formData().catch(() => {
    throw invalidField('file', 'The form is malformed');
  });
  if (form.get('event')) throw invalidField('event', NO_EVENTS_MESSAGE);
  const file = form.get('file');
  if (file === null || typeof file === 'string') throw invalidField('file', 'file is required');
  return readUploadedFile(file);
}
