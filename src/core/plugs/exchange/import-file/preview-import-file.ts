/** The preview of a stored file. */
import { AppError } from '../../../../rules/app-error.ts';
import type { CallerAccount } from '../../../request/access.ts';
import type { Ctx } from '../../../request/context.ts';
import type { ImportReport } from '../import/import-report.ts';
import { readWrittenPlugs } from '../import/read-candidates.ts';
import { runImport } from '../import/run-import.ts';
import { type ContactFile, readContactFile } from '../read-contact-file.ts';
import { type ImportChoices, type ImportFile, readImportFile } from './import-file.ts';

export interface FilePreview {
  kind: 'preview';
  account: CallerAccount;
  file: ImportFile;
  contacts: ContactFile;
  /** The outcome of each entry. */
  report: ImportReport;
  /**
   * The ids of the plugs that an interrupted import of the file has written. A value is true if the import created the
   * plug. Null if no import has begun.
   */
  written: ReadonlyMap<string, boolean> | null;
}

/** The file was imported, so it has a report instead of a preview. */
export interface ImportedFile {
  kind: 'imported';
  importId: string;
}

/**
 * Previews a stored file with the choices in `sent`, or with the stored choices if `sent` is absent. Nothing is
 * written. If the import of the file has begun, `sent` is ignored, because the import can only continue with the stored
 * choices. A preview takes two round trips, and one more after an interrupted import. If duplicates are updated, every
 * 250 stored plugs that the entries describe take one more.
 * @throws AppError `NOT_FOUND` for a file that has expired or does not exist, `INVALID_INPUT` for a wrong mapping,
 *   `PLUG_QUOTA_EXCEEDED`, and the codes of `readWithAccess`
 */
export async function previewImportFile(
  ctx: Ctx,
  id: string,
  sent?: ImportChoices,
): Promise<FilePreview | ImportedFile> {
  const { account, file: stored, begun } = await readImportFile(ctx, id);
  if (begun?.isComplete) return { kind: 'imported', importId: begun.importId };
  if (!stored) throw new AppError('NOT_FOUND');
  const choices = begun ? stored.choices : (sent ?? stored.choices);
  const file = { ...stored, choices };
  const { timeZone } = account;
  const { mapping } = choices;
  const contacts = readContactFile(file.file, { type: file.type, timeZone, mapping, isPreview: true });
  const written = begun ? await readWrittenPlugs(ctx, begun.importId) : null;
  const report = await runImport(
    ctx,
    contacts,
    { ...choices, fileName: file.fileName, isDryRun: true },
    { timeZone, importId: begun?.importId ?? '', claim: null, written: written ?? new Map(), lastSeq: null },
  );
  return { kind: 'preview', account, file, contacts, report, written };
}
