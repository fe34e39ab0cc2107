/** Changes a plug with optimistic locking: the write succeeds only if the plug has not changed since it was read. */
import { AppError, unavailable } from '../../rules/app-error.ts';
import { customDataProblem, duplicateKey } from '../../rules/plugs/plug.ts';
import { indexTerms } from '../../rules/plugs/search-terms.ts';
import { anyPlugStatement, type PlugRow, updatePlugStatements } from '../../store/plugs/plugs.ts';
import { readWithAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { duplicateError } from './duplicate-error.ts';
import { newEtag, requireEtag } from './etag.ts';

export interface PlugWrite {
  id: string;
  /** The etags that the client accepts to overwrite. */
  ifMatch?: string[] | undefined;
  /** Returns the changed plug, or its argument when nothing changes. Throws when a rule forbids the change. */
  change: (plug: PlugRow) => PlugRow;
}

/** Maximum attempts while other requests write the same plug. */
const MAX_ATTEMPTS = 10;

/**
 * Reads, changes and writes a plug in two round trips. Starts again when another request wrote the plug in between.
 * @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`, `DUPLICATE_CONTACT`, `DUPLICATE_TARGET`,
 *   `INVALID_INPUT`, what `change` throws, and as `readWithAccess` does
 */
export async function writePlug(ctx: Ctx, { id, ifMatch, change }: PlugWrite): Promise<PlugRow> {
  const { accountNumber } = userOf(ctx);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const { results } = await readWithAccess(ctx, [anyPlugStatement(accountNumber, id)]);
    const read = results[0][0];
    if (!read) throw new AppError('NOT_FOUND');
    const changed = change(read);
    requireEtag(read, ifMatch);
    if (changed === read) return read;
    rejectLargeCustomData(changed);
    const written = await writeIfUnchanged(ctx, read, changed);
    if (written) return written;
  }
  throw unavailable();
}

/** Checks the merged data: it can be too large although the sent part is small. */
function rejectLargeCustomData({ customData }: PlugRow): void {
  const message = customDataProblem(customData);
  if (message) throw new AppError('INVALID_INPUT', { problems: [{ field: 'custom_data', message }] });
}

async function writeIfUnchanged(ctx: Ctx, read: PlugRow, changed: PlugRow): Promise<PlugRow | undefined> {
  const { row: _row, id: _id, owner: _owner, ...values } = changed;
  const written = {
    ...values,
    duplicateKey: duplicateKey(changed.plugType, changed),
    etag: newEtag(),
    updatedAtMs: ctx.nowMs,
  };
  const terms = indexTerms(read.owner, changed.plugType, changed);
  try {
    const [rows] = await ctx.database.batch([...updatePlugStatements(read, written, terms)]);
    return rows[0];
  } catch (error) {
    throw duplicateError(error, changed.plugType);
  }
}
