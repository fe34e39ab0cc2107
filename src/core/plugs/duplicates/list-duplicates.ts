/** Lists the groups of plugs of the caller that can be the same person. */
import { readCursor, writeCursor } from '../../../rules/page-cursor.ts';
import {
  type DuplicateGroup,
  type DuplicateReason,
  duplicateGroups,
  type GroupPosition,
  isBefore,
  positionOf,
} from '../../../rules/plugs/duplicates/duplicate-groups.ts';
import { similarPairs } from '../../../rules/plugs/duplicates/names/similar-pairs.ts';
import {
  dismissedPairsStatement,
  namesStatement,
  plugsByRowsStatement,
  sharedKeysStatement,
} from '../../../store/plugs/duplicates/duplicates.ts';
import { anyPlugsStatement, type PlugRow } from '../../../store/plugs/plugs.ts';
import { type CallerAccount, readWithAccess, userOf } from '../../request/access.ts';
import type { Ctx } from '../../request/context.ts';

export interface ListDuplicatesInput {
  /** The maximum number of groups on the page. */
  limit: number;
  cursor?: string | undefined;
  /** Lists only the group of this plug. The page is empty if the plug has no duplicates or does not exist. */
  plugId?: string | undefined;
}

/** A group with its plugs. `DuplicateGroup` contains only their row numbers. */
export interface GroupOfPlugs {
  reasons: DuplicateReason[];
  /** The oldest plugs of the group, at most `MAX_GROUP_PLUGS`, in the order of creation. */
  plugs: PlugRow[];
  /** The number of all plugs of the group. */
  count: number;
}

export interface DuplicatePage {
  account: CallerAccount;
  groups: GroupOfPlugs[];
  /** The number of groups on all pages. */
  total: number;
  /** The number of groups on the previous pages. */
  skipped: number;
  nextCursor: string | null;
  /**
   * The cursor of the page that begins `limit` groups before this page. Null if at most `limit` groups precede this
   * page.
   */
  previousCursor: string | null;
  /** Whether a company has so many plugs that the names of its plugs were not all compared with each other. */
  isTruncated: boolean;
}

/**
 * The maximum number of plugs of a group that are read. The main number of a company can connect thousands of plugs.
 */
export const MAX_GROUP_PLUGS = 50;
/**
 * The maximum number of plugs on a page. A plug can have about 90 KiB of text, and a worker has 128 MB for all of its
 * requests. A page with large groups can therefore have fewer groups than requested.
 */
export const MAX_PAGE_PLUGS = 250;

/**
 * Lists one page of groups in at most two round trips, regardless of the number of plugs. The first round trip reads
 * the keys of all plugs and the names of all plugs with a company. The second round trip reads the plugs of the page,
 * and is omitted for an empty page.
 * @throws AppError `INVALID_INPUT` for an invalid cursor, and the codes of `readWithAccess`
 */
export async function listDuplicates(
  ctx: Ctx,
  { limit, cursor, plugId }: ListDuplicatesInput,
): Promise<DuplicatePage> {
  const after = cursor === undefined ? null : readCursor(cursor, positionFrom);
  const { accountNumber } = userOf(ctx);
  const { account, results } = await readWithAccess(ctx, [
    sharedKeysStatement(accountNumber),
    namesStatement(accountNumber),
    dismissedPairsStatement(accountNumber),
    ...(plugId === undefined ? [] : [anyPlugsStatement(accountNumber, [plugId])]),
  ]);
  const [shared, names, dismissed, plugsWithId] = results;
  const { pairs, isTruncated } = similarPairs(names);
  const similar = pairs.map((rows) => ({ reason: 'similar_name' as const, rows }));
  const groupsOfAccount = duplicateGroups([...shared, ...similar], dismissed);
  const listedGroups = plugsWithId
    ? groupsOfAccount.filter(({ rows }) => plugsWithId.some(({ row }) => rows.includes(row)))
    : groupsOfAccount;
  const remaining = listedGroups.filter((group) => after === null || isBefore(after, positionOf(group)));
  const groups = groupsOfPage(remaining.slice(0, limit));
  const last = groups.at(-1);
  const skipped = listedGroups.length - remaining.length;
  // The group directly before the previous page, if all pages have `limit` groups. Undefined if the previous page is
  // the first page, or if there is no previous page.
  const preceding = listedGroups[skipped - limit - 1];
  const plugs = await readPlugs(
    ctx,
    groups.flatMap(({ rows }) => rows),
  );
  return {
    account,
    groups: groups.flatMap(({ reasons, rows }, at) => {
      const found = rows.flatMap((row) => plugs.get(row) ?? []);
      // Another request can delete or merge plugs between the two reads. A group is left out if fewer than two of its
      // plugs remain.
      return found.length > 1
        ? [{ reasons, plugs: found, count: remaining[at]?.rows.length ?? found.length }]
        : [];
    }),
    total: listedGroups.length,
    skipped,
    nextCursor: last && remaining.length > groups.length ? cursorAfter(last) : null,
    previousCursor: preceding ? cursorAfter(preceding) : null,
    isTruncated,
  };
}

/**
 * Returns the first groups that together have at most `MAX_PAGE_PLUGS` plugs. Of each group, only the oldest
 * `MAX_GROUP_PLUGS` plugs are returned and counted.
 */
function groupsOfPage(groups: DuplicateGroup[]): DuplicateGroup[] {
  const shown: DuplicateGroup[] = [];
  let count = 0;
  for (const group of groups) {
    const rows = group.rows.slice(0, MAX_GROUP_PLUGS);
    count += rows.length;
    if (count > MAX_PAGE_PLUGS) break;
    shown.push({ ...group, rows });
  }
  return shown;
}

async function readPlugs(ctx: Ctx, rows: number[]): Promise<Map<number, PlugRow>> {
  if (rows.length === 0) return new Map();
  const [plugs] = await ctx.database.batch([plugsByRowsStatement(userOf(ctx).accountNumber, rows)]);
  return new Map(plugs.map((plug) => [plug.row, plug]));
}

function cursorAfter(group: DuplicateGroup): string {
  const { isSuggestion, oldestRow } = positionOf(group);
  return writeCursor([isSuggestion, oldestRow]);
}

function positionFrom([isSuggestion, oldestRow, ...others]: unknown[]): GroupPosition | null {
  const isPosition =
    typeof isSuggestion === 'boolean' && Number.isSafeInteger(oldestRow) && others.length === 0;
  return isPosition ? { isSuggestion, oldestRow: Number(oldestRow) } : null;
}
