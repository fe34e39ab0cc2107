/** The etag of a plug: random text that is new with every write and is shown in the `ETag` header. */
import { randomToken } from '../../crypto/random.ts';
import { AppError } from '../../rules/app-error.ts';
import type { PlugRow } from '../../store/plugs/plugs.ts';

const ETAG_BYTES = 9;

/** A new etag: 9 random bytes in base64url. */
export function newEtag(): string {
  return randomToken(ETAG_BYTES);
}

/**
 * Rejects a write whose `If-Match` (RFC 9110 section 13.1.1) does not list the etag of the plug. `*` accepts any.
 * @throws AppError `PRECONDITION_FAILED`
 */
export function requireEtag(plug: PlugRow, accepted: string[] | undefined): void {
  if (!accepted || accepted.includes('*') || accepted.includes(plug.etag)) return;
  throw new AppError('PRECONDITION_FAILED');
}
