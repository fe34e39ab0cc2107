/** Lists and searches accounts page by page, for the pages of administrators. */
import { readCursor, writeCursor } from '../../rules/page-cursor.ts';
import {
  type AccountBrowserFilters,
  type AccountKind,
  type AccountState,
  accountTotalsStatement,
  browseAccountsStatement,
  lastInspectedStatement,
  type SearchKey,
  searchAccountsStatement,
} from '../../store/accounts/account-browser.ts';
import { accountSearch } from '../../store/accounts/account-search.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import { readAsAdmin } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';

export interface BrowseAccountsInput {
  /**
   * The beginning of a user name or of an e-mail address, or an account number. Empty for all accounts. The filters
   * also apply to a search.
   */
  search: string;
  state: AccountState | null;
  kind: AccountKind | null;
  cursor?: string | undefined;
}

export interface BrowsedAccountPage {
  accounts: AccountRow[];
  /** `live`: the accounts that are not deleted. `inactive`: the live accounts that are deactivated. */
  totals: { live: number; inactive: number };
  nextCursor: string | null;
}

const ACCOUNTS_PER_PAGE = 50;

/**
 * Returns one page of accounts. Without a search, the newest account is first. Such a page inspects a limited number of
 * accounts, so it may contain fewer accounts than the maximum although there is a next page. With a search, the account
 * with the searched number is first. The accounts with a matching user name follow, then the accounts with a matching
 * e-mail address, both in alphabetical order.
 * @throws AppError `INVALID_INPUT` for an invalid cursor, `FORBIDDEN`, and the codes of `readWithAccess`
 */
export async function browseAccounts(ctx: Ctx, input: BrowseAccountsInput): Promise<BrowsedAccountPage> {
  const { state, kind } = input;
  const { lockMs } = ctx.configuration.lockout;
  const filters = { state, kind, nowMs: ctx.nowMs, lockedSinceMs: ctx.nowMs - lockMs };
  return input.search === '' ? readListPage(ctx, filters, input.cursor) : readSearchPage(ctx, filters, input);
}

async function readListPage(ctx: Ctx, filters: AccountBrowserFilters, cursor: string | undefined) {
  const after = cursor === undefined ? null : readCursor(cursor, numberOf);
  const { results } = await readAsAdmin(ctx, [
    browseAccountsStatement(filters, after, ACCOUNTS_PER_PAGE),
    lastInspectedStatement(filters, after),
    accountTotalsStatement(),
  ]);
  const [rows, lastInspected, totals] = results;
  const accounts = rows.toSorted((one, other) => other.number - one.number).slice(0, ACCOUNTS_PER_PAGE);
  const next = rows.length > ACCOUNTS_PER_PAGE ? accounts.at(-1)?.number : lastInspected[0];
  return { accounts, totals: totalsOf(totals), nextCursor: next === undefined ? null : writeCursor([next]) };
}

async function readSearchPage(
  ctx: Ctx,
  filters: AccountBrowserFilters,
  { search, cursor }: BrowseAccountsInput,
) {
  const after = cursor === undefined ? null : readCursor(cursor, searchKeyOf);
  const { results } = await readAsAdmin(ctx, [
    searchAccountsStatement(filters, accountSearch(search), after, ACCOUNTS_PER_PAGE),
    accountTotalsStatement(),
  ]);
  const [found, totals] = results;
  const matches = found.slice(0, ACCOUNTS_PER_PAGE);
  const last = found.length > ACCOUNTS_PER_PAGE ? matches.at(-1) : undefined;
  return {
    accounts: matches.map(({ account }) => account),
    totals: totalsOf(totals),
    nextCursor: last ? writeCursor([last.key.phase, last.key.text]) : null,
  };
}

function totalsOf(rows: BrowsedAccountPage['totals'][]): BrowsedAccountPage['totals'] {
  return rows[0] ?? { live: 0, inactive: 0 };
}

function numberOf([number]: unknown[]): number | null {
  return Number.isSafeInteger(number) ? Number(number) : null;
}

function searchKeyOf([phase, text]: unknown[]): SearchKey | null {
  const isKey = (phase === 0 || phase === 1 || phase === 2) && typeof text === 'string';
  return isKey ? { phase, text } : null;
}
