/** Lists the security log of all accounts page by page, and exports a part of it, for administrators. */
import { readCursor, writeCursor } from '../../rules/page-cursor.ts';
import {
  browseLogStatement,
  type LogEntry,
  type LogFilters,
  lastInspectedEntryStatement,
} from '../../store/security-log/log-browser.ts';
import type { EventKey } from '../../store/security-log/security-events.ts';
import { readAsAdmin } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';

export interface LogPage {
  entries: LogEntry[];
  nextCursor: string | null;
}

/**
 * `limit` is the maximum number of returned entries, and `inspected` is the maximum number of entries that the
 * statement compares with the filters. `inspected` limits the time of the statement, because D1 runs one statement at a
 * time and some filters, such as the client address, have no index.
 */
const PAGE_BOUNDS = { limit: 50, inspected: 20_000 };
/** `limit` is needed because the response of an export is built in memory. */
const EXPORT_BOUNDS = { limit: 5_000, inspected: 50_000 };

/**
 * Returns one page of the security log, newest first. A page inspects a limited number of entries, so it may contain
 * fewer entries than the maximum although there is a next page.
 * @throws AppError `INVALID_INPUT` for an invalid cursor, `FORBIDDEN`, and the codes of `readWithAccess`
 */
export async function browseSecurityLog(
  ctx: Ctx,
  { filters, cursor }: { filters: LogFilters; cursor?: string | undefined },
): Promise<LogPage> {
  return readPage(ctx, filters, cursor, PAGE_BOUNDS);
}

/**
 * Returns at most 5,000 entries, newest first. The newest entries are inspected, at most 50,000. `nextCursor` is not
 * null if there may be further entries.
 * @throws AppError `FORBIDDEN`, and the codes of `readWithAccess`
 */
export async function exportSecurityLog(ctx: Ctx, { filters }: { filters: LogFilters }): Promise<LogPage> {
  return readPage(ctx, filters, undefined, EXPORT_BOUNDS);
}

async function readPage(
  ctx: Ctx,
  filters: LogFilters,
  cursor: string | undefined,
  bounds: typeof PAGE_BOUNDS,
): Promise<LogPage> {
  const after = cursor === undefined ? null : readCursor(cursor, positionOf);
  // All inspected entries match the filters for the account and the times. Only the other filters can exclude inspected
  // entries from the page.
  const excludesEntries =
    filters.type !== null || filters.address !== null || filters.isCausedByAdministrator;
  const { results } = await readAsAdmin(ctx, [
    browseLogStatement(filters, after, bounds),
    ...(excludesEntries ? [lastInspectedEntryStatement(filters, after, bounds.inspected)] : []),
  ]);
  const [rows, lastInspected = []] = results as unknown as [LogEntry[], EventKey[]?];
  const entries = newestEntries(rows, bounds.limit);
  const next = rows.length > bounds.limit ? entries.at(-1)?.event : lastInspected[0];
  return { entries, nextCursor: next ? writeCursor([next.createdAtMs, next.id]) : null };
}

/** The newest entries, newest first. Entries of the same millisecond are in the order of their ids. */
export function newestEntries(entries: LogEntry[], limit: number): LogEntry[] {
  return entries
    .toSorted(({ event: one }, { event: other }) => {
      return other.createdAtMs - one.createdAtMs || (one.id < other.id ? 1 : -1);
    })
    .slice(0, limit);
}

function positionOf([createdAtMs, id]: unknown[]): EventKey | null {
  const isKey = Number.isSafeInteger(createdAtMs) && typeof id === 'string';
  return isKey ? { createdAtMs: Number(createdAtMs), id } : null;
}
