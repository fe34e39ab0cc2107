/** Maps a violated unique index of accounts to an application error. */
import { AppError } from '../../rules/app-error.ts';
import { UniqueViolation } from '../../store/database/database.ts';

const CODE_OF_INDEX: Record<string, 'EMAIL_TAKEN' | 'PLEX_TAKEN'> = {
  'users.email': 'EMAIL_TAKEN',
  'users.plex_id': 'PLEX_TAKEN',
};

/**
 * Returns the error to throw: an `AppError` if the e-mail address, the Plex id or the user name is taken, otherwise the
 * given error. A violated index that is not in `CODE_OF_INDEX` is the index of the user names.
 */
export function identityTakenError(error: unknown): unknown {
  if (!(error instanceof UniqueViolation)) return error;
  return new AppError(CODE_OF_INDEX[error.index] ?? 'USERNAME_TAKEN');
}
