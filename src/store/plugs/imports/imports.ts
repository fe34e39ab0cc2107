/** Reads imports by their idempotency key, by their id or as a list. An import is a changeset with a report. */
import { sql } from 'drizzle-orm';
import {
  CHANGESET_KINDS,
  CHANGESET_STATES,
  type ChangesetState,
} from '../../../rules/plugs/history/changeset.ts';
import { plainStatement } from '../../database/plain-statement.ts';
import { StoppedBatch, stopBatch } from '../../database/stopped-batch.ts';
import type { ChangesetRange } from '../changesets.ts';

const IMPORT_CODE = CHANGESET_KINDS.indexOf('import') + 1;
const COMPLETE_CODE = CHANGESET_STATES.indexOf('complete') + 1;

/** The import that has claimed an idempotency key. */
export interface StoredImport {
  requestHash: string;
  /** The id of the changeset. */
  importId: string;
  /** When the key was claimed. */
  createdAtMs: number;
  /** The number of the last revision of the import. Null if no chunk has written a plug yet. */
  lastSeq: number | null;
  /**
   * The compressed report (`packReport`). Null while the import is running, after an interruption, if the report was too
   * large to be stored, and if a plug that the import wrote was permanently deleted.
   */
  report: string | null;
  /** The counts of a complete import. Null while the import is running and after an interruption. */
  counts: ImportCounts | null;
}

/** The import that was started with this key after `sinceMs`. */
export function storedImportStatement(owner: number, key: string, sinceMs: number) {
  return plainStatement(
    sql`SELECT claim.request_hash, claim.plug_id, claim.created_at, changesets.report ->> 'report' AS report,
        changesets.state, changesets.report -> 'counts' AS counts, changesets.last_seq
      FROM idempotency_keys AS claim
      LEFT JOIN changesets ON changesets.owner = claim.owner AND changesets.id = claim.plug_id
      WHERE claim.owner = ${owner} AND claim.key = ${key} AND claim.created_at > ${sinceMs}`,
    ([requestHash, importId, createdAtMs, report, state, counts, lastSeq]) =>
      ({
        requestHash,
        importId,
        createdAtMs,
        report,
        lastSeq,
        counts: state === COMPLETE_CODE ? countsFrom(counts) : null,
      }) as StoredImport,
  );
}

/**
 * Stops the batch if another request has written plugs of the import after this request read `lastSeq`. The statement
 * must run before the plugs are written.
 */
export function requireUnchangedImportStatement(owner: number, id: string, lastSeq: number | null) {
  return plainStatement(
    sql`SELECT ${stopBatch(sql`json_object('changedImport', id)`)} FROM changesets
      WHERE owner = ${owner} AND id = ${id} AND last_seq IS NOT ${lastSeq}`,
  );
}

/** Whether `requireUnchangedImportStatement` stopped the batch. */
export function isChangedImportError(error: unknown): boolean {
  return error instanceof StoppedBatch && Object.hasOwn(Object(error.report), 'changedImport');
}

/**
 * The ids of the plugs that a changeset wrote. The second value of a row is true if the changeset created the plug.
 * Permanently deleted plugs are missing. The statement reads only the revisions of the owner from the first to the last
 * number of the changeset.
 */
export function writtenPlugsStatement(owner: number, changeset: string) {
  return plainStatement(
    sql`SELECT plugs.id, max(revision.kind = 1) AS is_created
      FROM changesets CROSS JOIN plug_revisions AS revision CROSS JOIN plugs
      WHERE changesets.owner = ${owner} AND changesets.id = ${changeset} AND revision.owner = changesets.owner
        AND revision.seq BETWEEN changesets.first_seq AND changesets.last_seq
        AND revision.changeset = changesets.id AND plugs.row = revision.plug
      GROUP BY plugs.id`,
    ([id, isCreated]) => [id, isCreated === 1] as [string, boolean],
  );
}

/** The number of entries of the file with each outcome. */
export interface ImportCounts {
  created: number;
  updated: number;
  skipped: number;
  failed: number;
}

export interface ListedImport {
  id: string;
  /** The name of the file; null if the request contained no name. */
  fileName: string | null;
  state: ChangesetState;
  createdAtMs: number;
  /** All counts are 0 if the changeset contains no counts. */
  counts: ImportCounts;
  /** The id of the changeset that undid the import. Null if the import is not undone. */
  undoneBy: string | null;
}

/** One page of the imports of an owner, the newest first. */
export function importsStatement(owner: number, { sinceMs, after, limit }: ChangesetRange) {
  const [createdAtMs, id] = after ?? [Number.MAX_SAFE_INTEGER, ''];
  return plainStatement(
    sql`SELECT ${COLUMNS} FROM changesets
      WHERE owner = ${owner} AND kind = ${IMPORT_CODE} AND created_at >= ${sinceMs}
        AND (created_at, id) < (${createdAtMs}, ${id})
      ORDER BY created_at DESC, id DESC LIMIT ${limit}`,
    listedImport,
  );
}

/**
 * One import, if it was created at `sinceMs` or later, with its compressed report (`packReport`). The report is null if
 * it was not stored.
 */
export function importStatement(owner: number, id: string, sinceMs: number) {
  return plainStatement(
    sql`SELECT ${COLUMNS}, report ->> 'report' AS packed FROM changesets
      WHERE owner = ${owner} AND id = ${id} AND kind = ${IMPORT_CODE} AND created_at >= ${sinceMs}`,
    (values) => ({ ...listedImport(values), report: values[6] as string | null }),
  );
}

const COLUMNS = sql`id, label, state, created_at, report -> 'counts' AS counts, undone_by`;

function listedImport([importId, fileName, state, atMs, counts, undoneBy]: unknown[]): ListedImport {
  return {
    id: importId as string,
    fileName: fileName as string | null,
    state: CHANGESET_STATES[(state as number) - 1] ?? 'partial',
    createdAtMs: atMs as number,
    counts: countsFrom(counts),
    undoneBy: undoneBy as string | null,
  };
}

function countsFrom(stored: unknown): ImportCounts {
  return JSON.parse((stored as string | null) ?? '{"created":0,"updated":0,"skipped":0,"failed":0}');
}
