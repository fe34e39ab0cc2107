/** What a refused unique key of an account means to whoever wanted it. */
import { AppError } from '../../rules/app-error.ts';
import { UniqueViolation } from '../../store/database/database.ts';

const TAKEN: Record<string, 'EMAIL_TAKEN' | 'PLEX_TAKEN'> = {
  'users.email': 'EMAIL_TAKEN',
  'users.plex_id': 'PLEX_TAKEN',
};

/** The error to throw instead: the address, the Plex user or the name is somebody else's, or the error itself. */
export function identityTaken(error: unknown): unknown {
  if (!(error instanceof UniqueViolation)) return error;
  return new AppError(TAKEN[error.index] ?? 'USERNAME_TAKEN');
}
