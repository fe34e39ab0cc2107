/** Maps a violated unique index of plugs to an application error. */
import { AppError } from '../../rules/app-error.ts';
import type { PlugType } from '../../rules/plugs/plug.ts';
import { UniqueViolation } from '../../store/database/database.ts';

/** The value of `UniqueViolation.index` for the unique index of the duplicate keys of plugs. */
const DUPLICATE_KEY_INDEX = 'plugs.owner';

/** Returns the error to throw: the `AppError` for a duplicate, or the given error if it has another cause. */
export function duplicateError(error: unknown, plugType: PlugType): unknown {
  if (!(error instanceof UniqueViolation && error.index === DUPLICATE_KEY_INDEX)) return error;
  return new AppError(duplicateCode(plugType));
}

/** Returns the error code for a duplicate of this plug type. */
export function duplicateCode(plugType: PlugType): 'DUPLICATE_CONTACT' | 'DUPLICATE_TARGET' {
  return plugType === 'contact' ? 'DUPLICATE_CONTACT' : 'DUPLICATE_TARGET';
}
