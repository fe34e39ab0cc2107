/** The maximum size of a request body. Each contract applies it itself, so that the error has the contract's format. */
import { bodyLimit } from 'hono/body-limit';
import { AppError } from '../rules/app-error.ts';

const DEFAULT_MAX_BYTES = 64 * 1024;

/** Middleware that rejects a body of more than `maxBytes` with `BODY_TOO_LARGE`. */
export function limitBody(maxBytes = DEFAULT_MAX_BYTES) {
  return bodyLimit({
    maxSize: maxBytes,
    onError: () => {
      throw new AppError('BODY_TOO_LARGE');
    },
  });
}
