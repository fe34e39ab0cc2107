/**
 * The etag of a plug: random text that changes with every revision of the plug. The API returns the etag in the header
 * `ETag`, and the conditions of a write refer to the etag.
 */
import { randomToken } from '../../crypto/random.ts';
import { AppError } from '../../rules/app-error.ts';
import { type Conditions, preconditionsHold } from '../../rules/conditional-request.ts';
import type { PlugRow } from '../../store/plugs/plugs.ts';

const ETAG_BYTES = 9;

/** Returns a new etag: 9 random bytes in base64url. */
export function newEtag(): string {
  return randomToken(ETAG_BYTES);
}

/**
 * Rejects a write of a plug when a condition of the request is false (RFC 9110 section 13).
 * @throws AppError `PRECONDITION_FAILED`
 */
export function requireConditions({ etag, updatedAtMs }: PlugRow, conditions: Conditions = {}): void {
  if (!preconditionsHold(conditions, { etag, modifiedAtMs: updatedAtMs }))
    throw new AppError('PRECONDITION_FAILED');
}
