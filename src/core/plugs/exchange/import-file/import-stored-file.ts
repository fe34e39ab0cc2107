/** Imports a stored file once. */
import { AppError } from '../../../../rules/app-error.ts';
import {
  deleteImportFileStatement,
  setImportChoicesStatement,
} from '../../../../store/plugs/imports/import-files.ts';
import { userOf } from '../../../request/access.ts';
import type { Ctx } from '../../../request/context.ts';
import { importContacts } from '../import/import-contacts.ts';
import { IMPORT_KEY_PREFIX } from '../import/import-key.ts';
import { countsOf } from '../import/import-report.ts';
import { type ImportChoices, readImportFile } from './import-file.ts';

export interface StoredFileImport {
  importId: string;
  /** False if an error ended the import after some of the entries. Importing the file again continues the import. */
  isComplete: boolean;
  /**
   * The number of entries that created or filled a plug, including entries before an interruption. 0 if the file was
   * already imported completely.
   */
  imported: number;
}

/**
 * Imports a stored file, and deletes the file when the import is complete. The id of the file is the idempotency key,
 * so a request after a complete import imports nothing. An interrupted import continues with the choices that were
 * stored when it began.
 * @throws AppError `NOT_FOUND` for a file that has expired or does not exist, and the codes of `importContacts`
 */
export async function importStoredFile(
  ctx: Ctx,
  id: string,
  choices: ImportChoices,
): Promise<StoredFileImport> {
  const { file, begun } = await readImportFile(ctx, id);
  if (begun?.isComplete) return { importId: begun.importId, isComplete: true, imported: 0 };
  if (!file) throw new AppError('NOT_FOUND');
  const { accountNumber: owner } = userOf(ctx);
  const { choices: stored, ...upload } = file;
  const chosen = begun ? stored : choices;
  const isChanged = JSON.stringify(chosen) !== JSON.stringify(stored);
  const report = await importContacts(ctx, {
    ...upload,
    ...chosen,
    isDryRun: false,
    idempotencyKey: id,
    // The stored choices are needed to continue after an interruption.
    statementsBeforeClaim: isChanged ? [setImportChoicesStatement(owner, id, IMPORT_KEY_PREFIX, chosen)] : [],
  });
  const { created, updated } = countsOf(report);
  if (report.isComplete) await deleteImported(ctx, id);
  return { importId: report.importId ?? '', isComplete: report.isComplete, imported: created + updated };
}

/**
 * Deletes the file of a complete import. A failure is only logged, because the import has succeeded. The scheduled job
 * then deletes the file later.
 */
async function deleteImported(ctx: Ctx, id: string): Promise<void> {
  try {
    await ctx.database.batch([deleteImportFileStatement(userOf(ctx).accountNumber, id)]);
  } catch (error) {
    console.error({ message: 'An imported file was not deleted', error: String(error) });
  }
}
