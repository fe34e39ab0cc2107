/** Everything that can be thrown, as the one error the contracts render. */
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { AppError } from '../rules/app-error.ts';
import type { AppEnv } from './app-env.ts';

/** The error to render; what nobody expected is logged with the request's id, and never shown. */
export function reportedError(error: Error, c: Context<AppEnv>): AppError {
  const appError = toAppError(error);
  if (appError.code === 'INTERNAL') {
    console.error({ request_id: c.get('requestId'), error: error.stack ?? String(error) });
  }
  return appError;
}

/** Hono's own refusals keep their meaning; anything unexpected is `INTERNAL`. */
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
