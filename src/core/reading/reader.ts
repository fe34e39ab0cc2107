/** The reader of a passage, and the errors for a passage that the reader may not read. */
import { AppError } from '../../rules/app-error.ts';
import type { Reader } from '../../store/reading/passages.ts';
import type { Ctx } from '../request/context.ts';

/** A requested passage, and the URL of the page where a reader can get premium access. */
export interface PassageRequest {
  id: string;
  upgradeUrl: string;
}

/** The caller as a reader in store queries. */
export function readerOf({ actor, nowMs }: Ctx): Reader {
  return { accountNumber: actor.kind === 'user' ? actor.accountNumber : null, nowMs };
}

/**
 * Requires that the passage exists and that the reader may read the passage.
 * @param row the result row of `passageAccessStatement`
 * @throws AppError `NOT_FOUND`, `PREMIUM_REQUIRED`
 */
export function requireReadable(row: { isReadable: number } | undefined, upgradeUrl: string): void {
  if (!row) throw new AppError('NOT_FOUND');
  if (!row.isReadable) throw new AppError('PREMIUM_REQUIRED', { upgradeUrl });
}
