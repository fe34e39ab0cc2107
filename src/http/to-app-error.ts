/** Everything that can be thrown, as the one error the contracts render. */
import { HTTPException } from 'hono/http-exception';
import { AppError } from '../rules/app-error.ts';

/** Hono's own refusals keep their meaning; anything unexpected is `INTERNAL`, and logged by the caller. */
export function toAppError(error: Error): AppError {
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
