/** Reads the imports of an account for the pages, with the stored file of the account. */
import { AppError } from '../../../../rules/app-error.ts';
import { REVISION_RETENTION_MS } from '../../../../rules/plugs/history/revision-number.ts';
import { type WaitingFile, waitingFileStatement } from '../../../../store/plugs/imports/import-files.ts';
import { importStatement, type ListedImport } from '../../../../store/plugs/imports/imports.ts';
import { type CallerAccount, readWithAccess, userOf } from '../../../request/access.ts';
import type { Ctx } from '../../../request/context.ts';
import type { ChangesetPageInput } from '../../history/page-of-changesets.ts';
import { IMPORT_KEY_PREFIX } from '../import/import-key.ts';
import { type ImportReport, unpackReport } from '../import/import-report.ts';
import { type ImportPage, importPageOf, importPageStatement } from '../import/list-imports.ts';

export interface ImportOverview extends ImportPage {
  account: CallerAccount;
  /** The stored file of the account; null if there is none. */
  waiting: WaitingFile | null;
}

/**
 * Reads a page of the imports, and the stored file of the account, in one round trip.
 * @throws AppError `INVALID_INPUT` for an invalid cursor, and the codes of `readWithAccess`
 */
export async function readImportOverview(ctx: Ctx, input: ChangesetPageInput): Promise<ImportOverview> {
  const { account, results } = await readWithAccess(ctx, [
    importPageStatement(ctx, input),
    waitingStatement(ctx),
  ]);
  return { account, ...importPageOf(results[0], input), waiting: results[1][0] ?? null };
}

export interface ImportRead {
  account: CallerAccount;
  listed: ListedImport;
  /** Null if the import is not complete, had no idempotency key, or has a report that is not stored (`StoredImport`). */
  report: ImportReport | null;
  /** The file of the import if the file is still stored. An interrupted import can then be continued. */
  waiting: WaitingFile | null;
}

/**
 * Reads an import of the last 90 days with its report, in one round trip.
 * @throws AppError `NOT_FOUND`, and the codes of `readWithAccess`
 */
export async function readImport(ctx: Ctx, id: string): Promise<ImportRead> {
  const { account, results } = await readWithAccess(ctx, [
    importStatement(userOf(ctx).accountNumber, id, ctx.nowMs - REVISION_RETENTION_MS),
    waitingStatement(ctx),
  ]);
  const [[stored], [waiting]] = results;
  if (!stored) throw new AppError('NOT_FOUND');
  const { report, ...listed } = stored;
  return {
    account,
    listed,
    report: report === null ? null : await unpackReport(report),
    waiting: waiting?.importId === id ? waiting : null,
  };
}

function waitingStatement(ctx: Ctx) {
  return waitingFileStatement(userOf(ctx).accountNumber, IMPORT_KEY_PREFIX, ctx.nowMs);
}
