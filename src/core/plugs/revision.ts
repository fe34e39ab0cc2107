/** A plug's revision: new with every write, so that a write can tell whether it saw the last one. */
import { AppError } from '../../rules/app-error.ts';
import type { PlugRow } from '../../store/plugs/plugs.ts';

export const REVISION_BYTES = 9;

/**
 * Holds a write to the revision its client saw (`If-Match`, RFC 9110 section 13.1.1); `*` is any.
 * @throws AppError `PRECONDITION_FAILED`
 */
export function requireRevision(plug: PlugRow, wanted: string[] | undefined): void {
  if (!wanted || wanted.includes('*') || wanted.includes(plug.revision)) return;
  throw new AppError('PRECONDITION_FAILED');
}
