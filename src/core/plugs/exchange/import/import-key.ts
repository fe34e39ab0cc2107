/**
 * The idempotency keys of imports. A repeated request returns the report of a complete import, or continues an
 * interrupted import.
 */
import { fingerprint } from '../../../../crypto/compare.ts';
import { AppError } from '../../../../rules/app-error.ts';
import type { Statement } from '../../../../store/database/database.ts';
import { claimKeyStatements, KEY_LIFETIME_MS } from '../../../../store/plugs/idempotency.ts';
import {
  type ImportCounts,
  type StoredImport,
  storedImportStatement,
} from '../../../../store/plugs/imports/imports.ts';
import { readWithAccess, userOf } from '../../../request/access.ts';
import type { Ctx } from '../../../request/context.ts';
import type { ImportInput } from './import-input.ts';
import { type ImportReport, unpackReport } from './import-report.ts';

/**
 * The prefix of the stored keys of imports. The header with the key of a new plug cannot contain the first character of
 * this prefix, so the key of an import never equals the key of a new plug.
 */
export const IMPORT_KEY_PREFIX = '\u0001import:';
/** After this time, an import that is not complete counts as interrupted. */
const MAX_RUNNING_MS = 10_000;
const POLL_INTERVAL_MS = 500;

/**
 * A key that the first write of an import claims: this write stores the key. For 24 hours, no other import of the
 * account can store the same key.
 */
export interface ImportClaim {
  key: string;
  requestHash: string;
  /** Statements that run before the claim in its batch. */
  statementsBefore: readonly Statement[];
}

export interface FoundImport {
  timeZone: string;
  /** The id of the import that has claimed the key in the last 24 hours; null if there is none. */
  importId: string | null;
  /**
   * The report; null if there is no import, if the import is not complete 10 seconds after its beginning, or if the
   * report of a complete import is not stored (`StoredImport`).
   */
  report: ImportReport | null;
  /** The number of the last revision of the import. Null if there is no import, or if it has written no plug yet. */
  lastSeq: number | null;
  /** The counts of a complete import; null if there is no import, or if the import is not complete. */
  counts: ImportCounts | null;
}

/**
 * Finds the import of a key. If the import is not complete, it may be running in a parallel request. The function then
 * waits for its end until at most 10 seconds after the import began.
 * @throws AppError `IDEMPOTENCY_KEY_REUSED` if the key belongs to another request, and the codes of `readWithAccess`
 */
export async function findImport(ctx: Ctx, key: string, hash: string): Promise<FoundImport> {
  for (let waitedMs = 0; ; waitedMs += POLL_INTERVAL_MS) {
    const { timeZone, stored } = await readStored(ctx, key);
    if (!stored) return { timeZone, importId: null, report: null, counts: null, lastSeq: null };
    if (stored.requestHash !== hash) throw new AppError('IDEMPOTENCY_KEY_REUSED');
    const { importId, report, counts, createdAtMs, lastSeq } = stored;
    if (counts || ctx.nowMs + waitedMs - createdAtMs >= MAX_RUNNING_MS) {
      return {
        timeZone,
        importId,
        lastSeq,
        counts,
        report: report === null ? null : await unpackReport(report),
      };
    }
    await new Promise((resolve) => {
      setTimeout(resolve, POLL_INTERVAL_MS);
    });
  }
}

/** Returns the statements that claim a key. A batch that claims the same key again within 24 hours fails. */
export function claimStatements(
  ctx: Ctx,
  { key, requestHash: hash, statementsBefore }: ImportClaim,
  importId: string,
): Statement[] {
  const { accountNumber: owner } = userOf(ctx);
  const row = {
    owner,
    key: IMPORT_KEY_PREFIX + key,
    requestHash: hash,
    plugId: importId,
    createdAtMs: ctx.nowMs,
  };
  return [...statementsBefore, ...claimKeyStatements(ctx.database, row, ctx.nowMs - KEY_LIFETIME_MS)];
}

/** Returns the statement that reads the import that has claimed a key in the last 24 hours. */
export function importOfKeyStatement(ctx: Ctx, key: string) {
  return storedImportStatement(
    userOf(ctx).accountNumber,
    IMPORT_KEY_PREFIX + key,
    ctx.nowMs - KEY_LIFETIME_MS,
  );
}

/** Returns the hash of the file and of the options that change the result. The name of the file is not included. */
export function requestHash({ file, type, onDuplicate, tags, mapping }: ImportInput): string {
  return fingerprint(JSON.stringify([fingerprint(file), type, onDuplicate, tags, mapping]));
}

async function readStored(
  ctx: Ctx,
  key: string,
): Promise<{ timeZone: string; stored: StoredImport | undefined }> {
  const { account, results } = await readWithAccess(ctx, [importOfKeyStatement(ctx, key)]);
  return { timeZone: account.timeZone, stored: results[0][0] };
}
