/** The uploaded file of an account, between its preview and its import. */
import { sql } from 'drizzle-orm';
import { plainStatement } from '../../database/plain-statement.ts';

/** The maximum length of one part of the content, in characters of base64. D1 stores at most 2 MB in one row. */
export const MAX_PART_LENGTH = 1_000_000;

export interface NewImportFile {
  owner: number;
  id: string;
  name: string | null;
  /** `csv`, `vcard` or `json`. */
  type: string;
  /** The compressed content in base64. */
  content: string;
  choices: object;
  expiresAtMs: number;
}

export interface ImportFilePart {
  name: string | null;
  type: string;
  content: string;
  /** The choices of the user for the import. Null in every part except the first. */
  choices: object | null;
}

/** The statements that store a file and delete the previous file of the account. They must run in one batch. */
export function replaceImportFileStatements(file: NewImportFile) {
  const { owner, id, name, type, content, choices, expiresAtMs } = file;
  const count = Math.ceil(content.length / MAX_PART_LENGTH);
  const parts = Array.from({ length: count }, (_, at) =>
    content.slice(at * MAX_PART_LENGTH, (at + 1) * MAX_PART_LENGTH),
  );
  return [
    plainStatement(sql`DELETE FROM import_files WHERE owner = ${owner}`),
    ...parts.map((text, part) =>
      plainStatement(
        sql`INSERT INTO import_files (owner, part, id, name, type, content, choices, expires_at)
          VALUES (${owner}, ${part}, ${id}, ${name}, ${type}, ${text},
            ${part === 0 ? JSON.stringify(choices) : null}, ${expiresAtMs})`,
      ),
    ),
  ];
}

/** The parts of a file in their order, unless the file has expired. */
export function importFilePartsStatement(owner: number, id: string, nowMs: number) {
  return plainStatement(
    sql`SELECT name, type, content, choices FROM import_files
      WHERE owner = ${owner} AND id = ${id} AND expires_at > ${nowMs} ORDER BY part`,
    ([name, type, content, choices]): ImportFilePart => ({
      name: name as string | null,
      type: type as string,
      content: content as string,
      choices: choices === null ? null : JSON.parse(choices as string),
    }),
  );
}

/** A stored file. Its import has not begun or is not complete, or the deletion of the file after the import failed. */
export interface WaitingFile {
  id: string;
  name: string | null;
  /** The id of the import of the file. Null if no import has begun. */
  importId: string | null;
}

/**
 * The file of an account, unless it has expired. The idempotency key of the import is `keyPrefix` followed by the id of
 * the file. The column `plug_id` of the key contains the id of the import.
 */
export function waitingFileStatement(owner: number, keyPrefix: string, nowMs: number) {
  return plainStatement(
    sql`SELECT file.id, file.name, claim.plug_id FROM import_files AS file
      LEFT JOIN idempotency_keys AS claim ON claim.owner = file.owner AND claim.key = ${keyPrefix} || file.id
      WHERE file.owner = ${owner} AND file.part = 0 AND file.expires_at > ${nowMs}`,
    ([id, name, importId]) => ({ id, name, importId }) as WaitingFile,
  );
}

/**
 * Stores the choices for the import of a file, unless this import has begun. See `waitingFileStatement` for the key.
 */
export function setImportChoicesStatement(owner: number, id: string, keyPrefix: string, choices: object) {
  return plainStatement(
    sql`UPDATE import_files SET choices = ${JSON.stringify(choices)}
      WHERE owner = ${owner} AND part = 0 AND id = ${id} AND NOT EXISTS (
        SELECT 1 FROM idempotency_keys AS claim WHERE claim.owner = ${owner} AND claim.key = ${keyPrefix + id})`,
  );
}

/** Deletes a file. If another file has replaced it, the other file remains. */
export function deleteImportFileStatement(owner: number, id: string) {
  return plainStatement(sql`DELETE FROM import_files WHERE owner = ${owner} AND id = ${id}`);
}
