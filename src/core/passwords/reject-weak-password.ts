/** Rejects a password that violates rules, with the message of every violated rule in the published order. */
import { AppError } from '../../rules/app-error.ts';

/**
 * Rejects a password unless `sentences`, the messages of the violated rules, is empty.
 * @throws AppError `INVALID_INPUT` with each message on the field
 */
export function rejectWeakPassword(field: string, sentences: string[]): void {
  if (sentences.length === 0) return;
  throw new AppError('INVALID_INPUT', { problems: sentences.map((message) => ({ field, message })) });
}
