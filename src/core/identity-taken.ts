/** What a refused unique key of an account means to whoever wanted it. */
import { AppError } from '../rules/app-error.ts';
import { UniqueViolation } from '../store/database.ts';

/** The error to throw instead: the address or the name is somebody else's, or the error itself. */
export function identityTaken(error: unknown): unknown {
  if (!(error instanceof UniqueViolation)) return error;
  return new AppError(error.index === 'users.email' ? 'EMAIL_TAKEN' : 'USERNAME_TAKEN');
}
