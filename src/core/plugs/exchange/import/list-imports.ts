/** Lists the imports of an account, and undoes an import. */
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
export async function listImports(ctx: Ctx, input: ListImportsInput): Promise<ImportPage> {
  const { results } = await readWithAccess(ctx, [importPageStatement(ctx, input)]);
  return importPageOf(results[0], input);
}

/**
 * The statement that reads a page of imports and the first import of the next page.
 * @throws AppError `INVALID_INPUT` for an invalid cursor
 */
export function importPageStatement(ctx: Ctx, { limit, cursor }: ListImportsInput) {
  const after = cursor === undefined ? null : readCursor(cursor, positionOf);
  const sinceMs = ctx.nowMs - REVISION_RETENTION_MS;
  return importsStatement(userOf(ctx).accountNumber, { sinceMs, after, limit: limit + 1 });
}

/** The page of the rows that `importPageStatement` reads. */
export function importPageOf(rows: ListedImport[], { limit }: ListImportsInput): ImportPage {
  const imports = rows.slice(0, limit);
  const last = imports.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { imports, nextCursor: hasMore ? writeCursor([last.createdAtMs, last.id]) : null };
}

/**
 * Undoes an import of the last 90 days. New plugs are moved to the trash, and filled fields are cleared. A value that
 * was edited later stays and is listed in `kept`.
 * @throws AppError `NOT_FOUND`, `UNAVAILABLE`, and the codes of `readWithAccess`
 */
export function undoImport(ctx: Ctx, id: string): Promise<UndoResult> {
  return undoChangeset(ctx, id, { id, kind: 'import', onConflict: 'keep', isDryRun: false });
}

function positionOf([createdAtMs, id]: unknown[]): [number, string] | null {
  return Number.isSafeInteger(createdAtMs) && typeof id === 'string' ? [createdAtMs as number, id] : null;
}
