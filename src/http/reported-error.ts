/** Converts any thrown value into the error type that the contracts render. */
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { AppError } from '../rules/app-error.ts';
import type { AppEnv } from './app-env.ts';

/** The error to render. An unexpected error is logged with the id of the request, and its text is not returned. */
export function reportedError(error: Error, c: Context<AppEnv>): AppError {
  const appError = toAppError(error);
  if (appError.code === 'INTERNAL') {
    console.error({ request_id: c.get('requestId'), error: error.stack ?? String(error) });
  }
  return appError;
}

/** Hono's own errors keep their meaning. Any other error is `INTERNAL`. */
function toAppError(error: Error): AppError {
  if (error instanceof AppError) return error;
  if (!(error instanceof HTTPException)) return new AppError('INTERNAL');
  switch (error.status) {
    case 400:
      return new AppError('MALFORMED_BODY');
    case 413:
      return new AppError('BODY_TOO_LARGE');
    case 415:
      return new AppError('UNSUPPORTED_MEDIA_TYPE');
    default:
      return new AppError('INTERNAL');
  }
}
