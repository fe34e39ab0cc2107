/** A password that breaks rules is told all of them, in their published order. */
import { AppError } from '../../rules/app-error.ts';

/** @throws AppError `INVALID_INPUT` with each broken rule's sentence on the field */
export function refuseWeakPassword(field: string, sentences: string[]): void {
  if (sentences.length === 0) return;
  throw new AppError('INVALID_INPUT', { problems: sentences.map((message) => ({ field, message })) });
}
