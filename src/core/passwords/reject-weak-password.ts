/** Rejects a password that violates rules. The error has the message of every violated rule, in the published order. */
import { AppError } from '../../rules/app-error.ts';

/**
 * Rejects a password unless `messages`, the messages of the violated rules, is empty.
 * @throws AppError `INVALID_INPUT` with each message on the field
 */
export function rejectWeakPassword(field: string, messages: string[]): void {
  if (messages.length === 0) return;
  throw new AppError('INVALID_INPUT', { problems: messages.map((message) => ({ field, message })) });
}
