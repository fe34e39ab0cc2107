/**
 * Statements that read the data for the list of all duplicates of an owner. Other statements record the pairs of plugs
 * that the owner marked as different people, or delete these records.
 */
import { sql } from 'drizzle-orm';
import type { PlugPair } from '../../../rules/plugs/duplicates/duplicate-groups.ts';
import type { NamedPlug } from '../../../rules/plugs/duplicates/names/similar-pairs.ts';
import { EXACT_REASONS, type ExactReason } from '../../../rules/plugs/duplicates/reason-keys.ts';
import { plainStatement } from '../../database/plain-statement.ts';
import { PLUG } from '../../database/table-sql.ts';

export interface SharedKey {
  reason: ExactReason;
  /** The row numbers of the live plugs that have the key. */
  rows: number[];
}

/** The keys that several live plugs have. The statement reads all keys of the owner once, in the order of the index. */
export function sharedKeysStatement(owner: number) {
  return plainStatement(
    sql`SELECT kind, json_group_array(plug) FROM plug_keys WHERE owner = ${owner}
      GROUP BY kind, key HAVING count(*) > 1`,
    ([kind, rows]): SharedKey => ({
      reason: EXACT_REASONS[(kind as number) - 1] ?? 'same_email',
      rows: JSON.parse(rows as string),
    }),
  );
}

/** The folded names of the live plugs that have a company. */
export function namesStatement(owner: number) {
  return plainStatement(
    sql`SELECT row, first_name_key, last_name_key, company_key FROM plugs
      WHERE owner = ${owner} AND deleted_at IS NULL AND company_key > ''`,
    ([row, firstNameKey, lastNameKey, companyKey]) =>
      ({ row, firstNameKey, lastNameKey, companyKey }) as NamedPlug,
  );
}

/** The pairs that an owner has marked as different people. */
export function dismissedPairsStatement(owner: number) {
  return plainStatement(
    sql`SELECT plug, other_plug FROM dismissed_duplicates WHERE owner = ${owner}`,
    (pair) => pair as PlugPair,
  );
}

/** The live plugs with these row numbers. */
export function plugsByRowsStatement(owner: number, rows: readonly number[]) {
  return plainStatement(
    sql`SELECT ${PLUG.columns} FROM json_each(${JSON.stringify(rows)}) AS wanted CROSS JOIN plugs
      WHERE plugs.row = wanted.value AND plugs.owner = ${owner} AND plugs.deleted_at IS NULL`,
    PLUG.toRow,
  );
}

/**
 * Records for each pair of these plugs that the two plugs are different people. A pair that is already recorded is not
 * written again.
 */
export function dismissStatement(owner: number, ids: readonly string[]) {
  return plainStatement(
    sql`INSERT OR IGNORE INTO dismissed_duplicates (owner, plug, other_plug) ${pairsOf(owner, ids)}`,
  );
}

/** Deletes the records of `dismissStatement` for each pair of these plugs. */
export function undismissStatement(owner: number, ids: readonly string[]) {
  return plainStatement(
    sql`DELETE FROM dismissed_duplicates WHERE (owner, plug, other_plug) IN (${pairsOf(owner, ids)})`,
  );
}

/** A query for each pair of these plugs, with the smaller row number first. */
function pairsOf(owner: number, ids: readonly string[]) {
  return sql`WITH named AS MATERIALIZED (
      SELECT plugs.row FROM json_each(${JSON.stringify(ids)}) AS wanted CROSS JOIN plugs
      WHERE plugs.id = wanted.value AND plugs.owner = ${owner})
    SELECT ${owner}, one.row, other.row FROM named AS one CROSS JOIN named AS other WHERE one.row < other.row`;
}
