/** What a refused unique key of plugs means. */
import { AppError } from '../../rules/app-error.ts';
import type { PlugType } from '../../rules/plugs/plug.ts';
import { UniqueViolation } from '../../store/database/database.ts';

/** The error to throw instead: a duplicate's own code, or the error itself. */
export function duplicateError(error: unknown, plugType: PlugType): unknown {
  if (!(error instanceof UniqueViolation)) return error;
  return new AppError(plugType === 'contact' ? 'DUPLICATE_CONTACT' : 'DUPLICATE_TARGET');
}
