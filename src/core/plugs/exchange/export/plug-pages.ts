/** Reads, page by page, all plugs that match filters and a search. */
import type { SearchQuery } from '../../../../rules/plugs/search-query.ts';
import { type PageKey, type PlugFilters, plugPageStatement } from '../../../../store/plugs/lists.ts';
import type { PlugRow } from '../../../../store/plugs/plugs.ts';
import { searchRowsStatement } from '../../../../store/plugs/search.ts';
import { readWithAccess, userOf } from '../../../request/access.ts';
import type { Ctx } from '../../../request/context.ts';

/**
 * The number of plugs of a page. A plug has at most about 90 KiB of text, and D1 returns at most 32 MiB per round trip.
 * 100,000 plugs take 400 round trips with two statements each; an invocation may run 1,000 statements.
 */
export const PLUGS_PER_EXPORT_PAGE = 250;
const ORDER = { field: 'created_at', isDescending: false } as const;

/** The filters and the search of an export. With a search, the newest plug is first, otherwise the oldest. */
export interface ExportSelection {
  filters: PlugFilters;
  query: SearchQuery | null;
}

export interface ExportPage {
  plugs: PlugRow[];
  /** The key of the last plug if there is a next page. */
  next: PageKey | null;
  /** The IANA time zone of the account. */
  timeZone: string;
}

/**
 * Reads the page after a key, or the first page if `after` is undefined. The access check is in the same round trip, so
 * no further page is read after the session has ended.
 * @throws AppError with the codes of `readWithAccess`
 */
export async function readExportPage(
  ctx: Ctx,
  { filters, query }: ExportSelection,
  after: PageKey | undefined,
): Promise<ExportPage> {
  const page = { filters, order: ORDER, limit: PLUGS_PER_EXPORT_PAGE, skip: 0, after };
  const statement = query
    ? searchRowsStatement(query, { filters, belowRow: after?.row, limit: PLUGS_PER_EXPORT_PAGE + 1 })
    : plugPageStatement(userOf(ctx).accountNumber, page);
  const { account, results } = await readWithAccess(ctx, [statement]);
  const [rows] = results;
  const plugs = rows.slice(0, PLUGS_PER_EXPORT_PAGE);
  const last = plugs.at(-1);
  const next =
    last && rows.length > PLUGS_PER_EXPORT_PAGE ? { value: last.createdAtMs, row: last.row } : null;
  return { plugs, next, timeZone: account.timeZone };
}
