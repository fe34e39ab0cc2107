/** Maps a violated unique index of accounts to an application error. */
import { AppError } from '../../rules/app-error.ts';
import { UniqueViolation } from '../../store/database/database.ts';

const TAKEN: Record<string, 'EMAIL_TAKEN' | 'PLEX_TAKEN'> = {
  'users.email': 'EMAIL_TAKEN',
  'users.plex_id': 'PLEX_TAKEN',
};

/**
 * Returns the error to throw: the code for a taken e-mail address, Plex id or user name, or the given error if it has
 * another cause.
 */
export function identityTakenError(error: unknown): unknown {
  if (!(error instanceof UniqueViolation)) return error;
  return new AppError(TAKEN[error.index] ?? 'USERNAME_TAKEN');
}
