/** Lists the imports of an account, and undoes one. */
import { readCursor, writeCursor } from '../../../../rules/page-cursor.ts';
import { REVISION_RETENTION_MS } from '../../../../rules/plugs/history/revision-number.ts';
import { importsStatement, type ListedImport } from '../../../../store/plugs/imports/imports.ts';
import { readWithAccess, userOf } from '../../../request/access.ts';
import type { Ctx } from '../../../request/context.ts';
import { undoChangeset } from '../../history/undo-changeset.ts';
import type { UndoResult } from '../../history/undo-input.ts';

export interface ListImportsInput {
  limit: number;
  cursor?: string | undefined;
}

export interface ImportPage {
  imports: ListedImport[];
  nextCursor: string | null;
}

/**
 * Lists the imports of the last 90 days, newest first, in one round trip.
 * @throws AppError `INVALID_INPUT` for an invalid cursor, and the codes of `readWithAccess`
 */
export async function listImports(ctx: Ctx, { limit, cursor }: ListImportsInput): Promise<ImportPage> {
  const after = cursor === undefined ? null : readCursor(cursor, positionOf);
  const sinceMs = ctx.nowMs - REVISION_RETENTION_MS;
  const statement = importsStatement(userOf(ctx).accountNumber, { sinceMs, after, limit: limit + 1 });
  const { results } = await readWithAccess(ctx, [statement]);
  const imports = results[0].slice(0, limit);
  const last = imports.at(-1);
  const hasMore = results[0].length > limit && last !== undefined;
  return { imports, nextCursor: hasMore ? writeCursor([last.createdAtMs, last.id]) : null };
}

/**
 * Undoes an import of the last 90 days. New plugs are moved to the trash, and filled fields are cleared. What was edited
 * later stays and is in `kept`.
 * @throws AppError `NOT_FOUND`, `UNAVAILABLE`, and the codes of `readWithAccess`
 */
export function undoImport(ctx: Ctx, id: string): Promise<UndoResult> {
  return undoChangeset(ctx, id, { id, kind: 'import', onConflict: 'keep', isDryRun: false });
}

function positionOf([createdAtMs, id]: unknown[]): [number, string] | null {
  return Number.isSafeInteger(createdAtMs) && typeof id === 'string' ? [createdAtMs as number, id] : null;
}
