/**
 * The uploaded file of an account, between its upload and its import. The file is stored so that the forms of the pages
 * contain only the id of the file. An account has at most one stored file, which expires after one hour.
 */
import { v7 as uuid } from 'uuid';
import {
  deleteImportFileStatement,
  importFilePartsStatement,
  replaceImportFileStatements,
  setImportChoicesStatement,
} from '../../../../store/plugs/imports/import-files.ts';
import { type CallerAccount, readWithAccess, requireAccess, userOf } from '../../../request/access.ts';
import type { Ctx } from '../../../request/context.ts';
import { compress, decompress } from '../import/compressed-text.ts';
import type { ImportInput } from '../import/import-input.ts';
import { IMPORT_KEY_PREFIX, importOfKeyStatement } from '../import/import-key.ts';
import { CONTACT_FILE_TYPES, readContactFile } from '../read-contact-file.ts';
import type { UploadedFile } from '../uploaded-file.ts';

const FILE_LIFETIME_MS = 3600_000;

/** The choices of the user for the import of a file. */
export type ImportChoices = Required<Pick<ImportInput, 'onDuplicate' | 'tags'>> & {
  mapping: NonNullable<ImportInput['mapping']>;
};

export const DEFAULT_CHOICES: ImportChoices = { onDuplicate: 'skip', tags: [], mapping: {} };

export interface ImportFile extends UploadedFile {
  id: string;
  choices: ImportChoices;
}

export interface ImportFileRead {
  account: CallerAccount;
  /**
   * Null if the account has no stored file with this id: the file was imported completely, replaced or deleted, has
   * expired, or belongs to another account.
   */
  file: ImportFile | null;
  /**
   * The import of the file. Null if no import has begun.
   */
  begun: { importId: string; isComplete: boolean } | null;
}

/**
 * Stores a file for one hour and returns its id. The file replaces the previous file of the account, even if the import
 * of the previous file was interrupted.
 * @throws AppError `INVALID_INPUT` for a file that cannot be read, `TOO_MANY_ENTRIES`, and the codes of `requireAccess`
 */
export async function storeImportFile(ctx: Ctx, upload: UploadedFile): Promise<string> {
  const { timeZone } = await requireAccess(ctx);
  readContactFile(upload.file, { type: upload.type, timeZone, isPreview: true });
  const id = uuid();
  await ctx.database.batch(
    replaceImportFileStatements({
      owner: userOf(ctx).accountNumber,
      id,
      name: upload.fileName,
      type: upload.type,
      content: await compress(upload.file),
      choices: DEFAULT_CHOICES,
      expiresAtMs: ctx.nowMs + FILE_LIFETIME_MS,
    }),
  );
  return id;
}

/**
 * Reads a file, and the import of the file if it has begun, in one round trip.
 * @throws AppError with the codes of `readWithAccess`
 */
export async function readImportFile(ctx: Ctx, id: string): Promise<ImportFileRead> {
  const { accountNumber: owner } = userOf(ctx);
  const { account, results } = await readWithAccess(ctx, [
    importFilePartsStatement(owner, id, ctx.nowMs),
    importOfKeyStatement(ctx, id),
  ]);
  const [parts, [begun]] = results;
  const [first] = parts;
  const type = CONTACT_FILE_TYPES.find((each) => each === first?.type);
  return {
    account,
    file:
      first && type
        ? {
            id,
            type,
            fileName: first.name,
            file: await decompress(parts.map(({ content }) => content).join('')),
            choices: { ...DEFAULT_CHOICES, ...first.choices },
          }
        : null,
    begun: begun ? { importId: begun.importId, isComplete: begun.counts !== null } : null,
  };
}

/**
 * Stores the choices for the import of a file. Does nothing if the import has begun or the file does not exist.
 * @throws AppError with the codes of `requireAccess`
 */
export async function setImportChoices(ctx: Ctx, id: string, choices: ImportChoices): Promise<void> {
  await requireAccess(ctx);
  await ctx.database.batch([
    setImportChoicesStatement(userOf(ctx).accountNumber, id, IMPORT_KEY_PREFIX, choices),
  ]);
}

/**
 * Deletes a file. It is not an error if the file does not exist.
 * @throws AppError with the codes of `requireAccess`
 */
export async function deleteImportFile(ctx: Ctx, id: string): Promise<void> {
  await requireAccess(ctx);
  await ctx.database.batch([deleteImportFileStatement(userOf(ctx).accountNumber, id)]);
}
