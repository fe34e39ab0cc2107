/** The id of the revision that a write created. "Undo" reverts this revision. */
import type { WrittenPlug } from '../../../../core/plugs/write-plug.ts';
import { revisionId } from '../../../../rules/plugs/history/revision-number.ts';

/** The id of the revision, or null if the write changed nothing. */
export function writtenRevisionId({ plug, isWritten }: WrittenPlug): string | null {
  return isWritten ? revisionId(plug.seq) : null;
}
