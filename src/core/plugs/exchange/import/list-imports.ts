/** Lists the imports of an account, and undoes an import. */
import { importsStatement, type ListedImport } from '../../../../store/plugs/imports/imports.ts';
import { readWithAccess, userOf } from '../../../request/access.ts';
import type { Ctx } from '../../../request/context.ts';
import {
  type ChangesetPageInput,
  changesetRange,
  pageOfChangesets,
} from '../../history/page-of-changesets.ts';
import { undoChangeset } from '../../history/undo-changeset.ts';
import type { UndoResult } from '../../history/undo-input.ts';

export interface ImportPage {
  imports: ListedImport[];
  nextCursor: string | null;
}

/**
 * Lists the imports of the last 90 days, newest first, in one round trip.
 * @throws AppError `INVALID_INPUT` for an invalid cursor, and the codes of `readWithAccess`
 */
export async function listImports(ctx: Ctx, input: ChangesetPageInput): Promise<ImportPage> {
  const { results } = await readWithAccess(ctx, [importPageStatement(ctx, input)]);
  return importPageOf(results[0], input);
}

/**
 * Returns the statement that reads a page of imports and the first import of the next page.
 * @throws AppError `INVALID_INPUT` for an invalid cursor, and the codes of `userOf`
 */
export function importPageStatement(ctx: Ctx, input: ChangesetPageInput) {
  return importsStatement(userOf(ctx).accountNumber, changesetRange(ctx.nowMs, input));
}

/** Returns the page from the rows that `importPageStatement` has read. */
export function importPageOf(rows: ListedImport[], input: ChangesetPageInput): ImportPage {
  const [imports, nextCursor] = pageOfChangesets(rows, input);
  return { imports, nextCursor };
}

/**
 * Undoes an import of the last 90 days. New plugs are moved to the trash, unless they were edited later. In filled
 * plugs, the values of the import are removed, unless they were edited later. `kept` lists the values that stay.
 * @throws AppError with the codes of `undoChangeset`
 */
export function undoImport(ctx: Ctx, id: string): Promise<UndoResult> {
  return undoChangeset(ctx, id, { id, kind: 'import', onConflict: 'keep', isDryRun: false });
}
