/** The idempotency keys of imports. A repeated request returns the report of the first request. */
import { fingerprint } from '../../../../crypto/compare.ts';
import { AppError } from '../../../../rules/app-error.ts';
import type { Statement } from '../../../../store/database/database.ts';
import { claimKeyStatements } from '../../../../store/plugs/idempotency.ts';
import { type StoredImport, storedImportStatement } from '../../../../store/plugs/imports/imports.ts';
import { readWithAccess, userOf } from '../../../request/access.ts';
import type { Ctx } from '../../../request/context.ts';
import type { ImportInput } from './import-input.ts';
import { type ImportReport, unpackReport } from './import-report.ts';

const KEY_LIFETIME_MS = 24 * 3600_000;
/** A header cannot contain the first character, so that the key of an import never equals the key of a new plug. */
export const KEY_PREFIX = '\u0001import:';
/** After this time, an import without a report counts as interrupted. */
const MAX_RUNNING_MS = 10_000;
const POLL_MS = 500;

/** A key that the first write of an import claims. */
export interface ImportClaim {
  key: string;
  requestHash: string;
  /** Statements that run before the claim in its batch. */
  companions: readonly Statement[];
}

export interface FoundImport {
  timeZone: string;
  /** The import of the key; null if the key is new. */
  importId: string | null;
  /** The report; null if the import is new or was interrupted. */
  report: ImportReport | null;
}

/**
 * Finds the import of a key. If the import is running in a parallel request, the function waits for the report of the
 * import until at most 10 seconds after the import began.
 * @throws AppError `IDEMPOTENCY_KEY_REUSED` if the key belongs to another request, and the codes of `readWithAccess`
 */
export async function findImport(ctx: Ctx, key: string, hash: string): Promise<FoundImport> {
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    const { timeZone, stored } = await readStored(ctx, key);
    if (!stored) return { timeZone, importId: null, report: null };
    if (stored.requestHash !== hash) throw new AppError('IDEMPOTENCY_KEY_REUSED');
    const { importId, report, createdAtMs } = stored;
    if (report !== null) return { timeZone, importId, report: await unpackReport(report) };
    if (ctx.nowMs + waitedMs - createdAtMs >= MAX_RUNNING_MS) return { timeZone, importId, report: null };
    await new Promise((resolve) => {
      setTimeout(resolve, POLL_MS);
    });
  }
}

/** The statements that claim a key. The batch of a second claim fails. */
export function claimStatements(
  ctx: Ctx,
  { key, requestHash: hash, companions }: ImportClaim,
  importId: string,
): Statement[] {
  const { accountNumber: owner } = userOf(ctx);
  const row = { owner, key: KEY_PREFIX + key, requestHash: hash, plugId: importId, createdAtMs: ctx.nowMs };
  return [...companions, ...claimKeyStatements(ctx.database, row, ctx.nowMs - KEY_LIFETIME_MS)];
}

/** The import that has claimed a key. */
export function importOfKeyStatement(ctx: Ctx, key: string) {
  return storedImportStatement(userOf(ctx).accountNumber, KEY_PREFIX + key, ctx.nowMs - KEY_LIFETIME_MS);
}

/** The hash of the file and the options of a request. */
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
