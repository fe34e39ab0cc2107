/** Reads the stored plugs that can be duplicates of the entries of a file. */
import { type SQL, sql } from 'drizzle-orm';
import {
  type ComparedPlug,
  EXACT_REASONS,
  type KeyRange,
} from '../../../rules/plugs/duplicates/reason-keys.ts';
import { type PlainStatement, plainStatement } from '../../database/plain-statement.ts';
import { PLUG } from '../../database/table-sql.ts';
import type { PlugRow } from '../plugs.ts';
import { MAX_PARAMETER_BYTES } from '../write-parts.ts';

/** The values of a stored plug that an import compares. They are a small part of the row. */
export type Candidate = ComparedPlug & { id: string; duplicateKey: string | null };

/** The maximum number of plugs that one statement returns. Many plugs can have numbers with the same last digits. */
const MAX_CANDIDATES = 20_000;
/** The maximum number of ranges in one statement. Long keys reach `MAX_PARAMETER_BYTES` with fewer ranges. */
const MAX_RANGES_PER_STATEMENT = 5_000;

/**
 * The live plugs of an owner that have a key in one of the ranges, at most `MAX_CANDIDATES` for each statement. The
 * ranges are divided into several statements, so that no parameter exceeds `MAX_PARAMETER_BYTES`. Several statements
 * can return the same plug.
 */
export function candidatesStatements(owner: number, ranges: KeyRange[]): PlainStatement<Candidate>[] {
  return partsOfRanges(distinctRanges(ranges)).map((part) => candidatesOf(owner, plugsInRanges(owner, part)));
}

/** The live plugs of an owner that have one of these duplicate keys, at most `MAX_CANDIDATES`. */
export function candidatesByDuplicateKeyStatement(owner: number, keys: string[]): PlainStatement<Candidate> {
  return candidatesOf(
    owner,
    sql`SELECT plugs.row AS plug FROM json_each(${JSON.stringify(keys)}) AS wanted CROSS JOIN plugs
      WHERE plugs.owner = ${owner} AND plugs.duplicate_key = wanted.value AND plugs.deleted_at IS NULL`,
  );
}

/**
 * The complete rows of at most `limit` live plugs that have a key in one of the ranges. The ranges must fit into one
 * statement. Further ranges are ignored.
 */
export function candidateRowsStatement(
  owner: number,
  ranges: KeyRange[],
  limit: number,
): PlainStatement<PlugRow> {
  const [part = []] = partsOfRanges(distinctRanges(ranges));
  return plainStatement(
    sql`SELECT ${PLUG.columns} FROM (${plugsInRanges(owner, part)} LIMIT ${limit}) AS found CROSS JOIN plugs
      WHERE plugs.row = found.plug AND plugs.owner = ${owner} AND plugs.deleted_at IS NULL`,
    PLUG.toRow,
  );
}

/** Selects the row numbers of the plugs that have a key in one of the ranges. */
function plugsInRanges(owner: number, ranges: KeyRange[]): SQL {
  const rows = ranges.map(({ reason, first, last }) => [EXACT_REASONS.indexOf(reason) + 1, first, last]);
  return sql`SELECT DISTINCT key.plug FROM json_each(${JSON.stringify(rows)}) AS range CROSS JOIN plug_keys AS key
    WHERE key.owner = ${owner} AND key.kind = range.value ->> 0
      AND key.key BETWEEN range.value ->> 1 AND range.value ->> 2`;
}

/** The compared values of the live plugs whose row numbers the query `found` selects. */
function candidatesOf(owner: number, found: SQL): PlainStatement<Candidate> {
  return plainStatement(
    sql`SELECT plugs.id, plugs.first_name, plugs.last_name, plugs.email, plugs.company, plugs.primary_number,
        plugs.secondary_number, plugs.linkedin_url, plugs.telegram_username, plugs.telegram_user_id,
        plugs.phone_country, plugs.duplicate_key
      FROM (${found} LIMIT ${MAX_CANDIDATES}) AS found CROSS JOIN plugs
      WHERE plugs.row = found.plug AND plugs.owner = ${owner} AND plugs.deleted_at IS NULL`,
    (values) => {
      const [id, firstName, lastName, email, company, primaryNumber, ...others] = values as string[];
      const [secondaryNumber, linkedinUrl, telegramUsername, telegramUserId, phoneCountry, duplicateKey] =
        others;
      const names = { id, firstName, lastName, email, company, primaryNumber };
      const rest = {
        secondaryNumber,
        linkedinUrl,
        telegramUsername,
        telegramUserId,
        phoneCountry,
        duplicateKey,
      };
      return { ...names, ...rest } as unknown as Candidate;
    },
  );
}

function distinctRanges(ranges: KeyRange[]): KeyRange[] {
  return [
    ...new Map(ranges.map((range) => [`${range.reason} ${range.first} ${range.last}`, range])).values(),
  ];
}

function partsOfRanges(ranges: KeyRange[]): KeyRange[][] {
  const parts: KeyRange[][] = [];
  let bytes = 0;
  for (const range of ranges) {
    // A character can need six bytes in JSON, as `\u0000`. Most characters need fewer, so the estimate is high enough.
    const size = 6 * (range.first.length + range.last.length) + 8;
    const part = parts.at(-1);
    const isFull = !part || part.length >= MAX_RANGES_PER_STATEMENT || bytes + size > MAX_PARAMETER_BYTES;
    if (isFull) parts.push([range]);
    else part.push(range);
    bytes = isFull ? size : bytes + size;
  }
  return parts;
}
