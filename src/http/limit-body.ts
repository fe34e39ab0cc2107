/**
 * The maximum size of a request body. Each contract with request bodies uses this middleware itself, so that the error
 * has the format of the contract.
 */
import { bodyLimit } from 'hono/body-limit';
import { AppError } from '../rules/app-error.ts';

const DEFAULT_MAX_BODY_BYTES = 64 * 1024;

/**
 * The maximum size of a body with the fields of a plug. JSON can encode a character as two escapes of six bytes each. A
 * valid body with two texts of 10,000 characters and 10 KiB of custom data can therefore exceed 64 KiB.
 */
export const MAX_PLUG_BODY_BYTES = 384 * 1024;

/** Middleware that rejects a body of more than `maxBytes` with `BODY_TOO_LARGE`. */
export function limitBody(maxBytes = DEFAULT_MAX_BODY_BYTES) {
  return bodyLimit({
    maxSize: maxBytes,
    onError: () => {
      throw new AppError('BODY_TOO_LARGE');
    },
  });
}
