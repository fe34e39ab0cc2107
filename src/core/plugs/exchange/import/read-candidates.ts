/**
 * Reads the stored plugs that an import compares with the entries of its file, the plugs that it fills, and the ids of
 * the plugs that it wrote before an interruption.
 */
import { keyRanges, reasonKeys } from '../../../../rules/plugs/duplicates/reason-keys.ts';
import { isComplete, plugFieldsFrom } from '../../../../rules/plugs/plug.ts';
import { duplicateKey } from '../../../../rules/plugs/plug-keys.ts';
import type { PlainStatement } from '../../../../store/database/plain-statement.ts';
import { allPlugsTotalStatement } from '../../../../store/plugs/counters.ts';
import {
  type Candidate,
  candidateRowsStatement,
  candidatesByDuplicateKeyStatement,
  candidatesStatements,
} from '../../../../store/plugs/imports/candidates.ts';
import { writtenPlugsStatement } from '../../../../store/plugs/imports/imports.ts';
import { anyPlugsStatement, type PlugRow } from '../../../../store/plugs/plugs.ts';
import { MAX_PLUGS_PER_WRITE } from '../../../../store/plugs/write-parts.ts';
import { readWithAccess, userOf } from '../../../request/access.ts';
import type { Ctx } from '../../../request/context.ts';
import type { ImportEntry } from './import-entry.ts';

export interface CandidatesRead {
  candidates: Candidate[];
  /**
   * The complete rows of at most 500 plugs that can be duplicates of the first 250 entries. The first chunk then
   * usually needs no further round trip. Empty without `readsRows`.
   */
  rows: PlugRow[];
  /** The number of plugs of the account, including those in the trash. */
  total: number;
}

/**
 * Reads the compared values of the live plugs that can be duplicates of the entries, in one round trip. Each statement
 * reads at most 20,000 plugs. With `readsRows`, the same batch also reads complete rows (`CandidatesRead.rows`).
 * @throws AppError with the codes of `readWithAccess`
 */
export async function readCandidates(
  ctx: Ctx,
  entries: readonly ImportEntry[],
  { readsRows }: { readsRows: boolean },
): Promise<CandidatesRead> {
  const { accountNumber: owner } = userOf(ctx);
  const fields = entries.map((entry) => plugFieldsFrom(entry.fields));
  const ranges = fields.map(keyRanges);
  const duplicateKeys = fields.flatMap((each, at) =>
    duplicateKeyWithoutReason(each, entries[at]?.plugType ?? null),
  );
  const firstRanges = readsRows ? ranges.slice(0, MAX_PLUGS_PER_WRITE).flat() : [];
  const rowsStatement = candidateRowsStatement(owner, firstRanges, 2 * MAX_PLUGS_PER_WRITE);
  const statements: PlainStatement<Candidate>[] = [
    ...candidatesStatements(owner, ranges.flat()),
    ...(duplicateKeys.length > 0 ? [candidatesByDuplicateKeyStatement(owner, duplicateKeys)] : []),
  ];
  const { results } = await readWithAccess(ctx, [
    allPlugsTotalStatement(owner),
    rowsStatement,
    ...statements,
  ]);
  const [[total = 0], rows, ...candidates] = results as unknown as [number[], PlugRow[], ...Candidate[][]];
  return { candidates: candidates.flat(), rows, total };
}

/** Reads plugs by their ids, including plugs in the trash. The result has no row for an id without a plug. */
export async function readPlugRows(ctx: Ctx, ids: readonly string[]): Promise<PlugRow[]> {
  const [rows] = await ctx.database.batch([anyPlugsStatement(userOf(ctx).accountNumber, ids)]);
  return rows;
}

/**
 * Reads the ids of the plugs that an interrupted import has written. The value of an id is true if the import created
 * the plug. Plugs that were permanently deleted are missing.
 */
export async function readWrittenPlugs(ctx: Ctx, importId: string): Promise<Map<string, boolean>> {
  const statement = writtenPlugsStatement(userOf(ctx).accountNumber, importId);
  const [written] = await ctx.database.batch([statement]);
  return new Map(written);
}

/**
 * Returns the `duplicateKey` of the target that an entry would create. The array is empty for a contact, for a target
 * without a key, and if the reason `same_name_company` compares the same values. This reason ignores, for example, a
 * name that consists of symbols.
 */
function duplicateKeyWithoutReason(
  fields: ReturnType<typeof plugFieldsFrom>,
  givenType: ImportEntry['plugType'],
): string[] {
  const type = givenType ?? (isComplete(fields) ? 'contact' : 'target');
  const key = duplicateKey(type, fields);
  if (key === null || type === 'contact') return [];
  const reasons = reasonKeys({ ...fields, primaryNumber: null, secondaryNumber: null, phoneCountry: null });
  return reasons.some(({ reason }) => reason === 'same_name_company') ? [] : [key];
}
