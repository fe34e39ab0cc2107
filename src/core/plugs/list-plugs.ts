/** Lists the caller's plugs in pages. A cursor names a row. The page begins after this row or ends before it. */
import { dayEndMs, dayStartMs } from '../../rules/accounts/local-day.ts';
import { readCursor, writeCursor } from '../../rules/page-cursor.ts';
import {
  type PageKey,
  type PlugFilters,
  type PlugOrder,
  plugPageStatement,
  plugTotalStatement,
  SORT_FIELDS,
} from '../../store/plugs/lists.ts';
import type { PlugRow } from '../../store/plugs/plugs.ts';
import { readWithAccess, requireAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { numberPage, type PlugPageResult } from './page.ts';

/** A bound for the creation time: a time in milliseconds, or a day (`YYYY-MM-DD`) in the time zone of the account. */
export type TimeBound = number | { day: string };

/** The filters of a list as a request sends them. */
export interface ListFilters {
  filters: Omit<PlugFilters, 'createdFromMs' | 'createdToMs'>;
  /** Inclusive. A day means its first millisecond. */
  createdFrom?: TimeBound | undefined;
  /** Inclusive. A day means its last millisecond. */
  createdTo?: TimeBound | undefined;
}

export interface ListPlugsInput extends ListFilters {
  order: PlugOrder;
  limit: number;
  skip: number;
  cursor?: string | undefined;
}

/** A page with the cursors of the next and the previous page. */
export interface ListedPlugs extends PlugPageResult {
  nextCursor: string | null;
  previousCursor: string | null;
}

export interface SortedPlugs extends ListedPlugs {
  /** The order of the cursor. Without a cursor, the requested order. */
  order: PlugOrder;
}

/** The position of a page, as the cursor states it. */
interface Position {
  order: PlugOrder;
  /** The row directly before the page. If `isBefore` is true, the row directly after the page. */
  key: PageKey;
  /** The number of rows before the page. */
  skip: number;
  /** Whether the page ends before the key. If false, the page begins after the key. */
  isBefore: boolean;
}

/**
 * Reads one page and the total in one round trip. For a filter with a day, another round trip first reads the time zone
 * of the account, unless `ctx.checkedAccess` contains the account.
 * @throws AppError `INVALID_INPUT` for an invalid cursor, and the codes of `readWithAccess`
 */
export async function listPlugs(ctx: Ctx, input: ListPlugsInput): Promise<SortedPlugs> {
  const { accountNumber } = userOf(ctx);
  const { statements, toPage } = listReading(accountNumber, input, await plugFilters(ctx, input));
  const { results } = await readWithAccess(ctx, statements);
  return toPage(...results);
}

/**
 * Returns the statements that read a page and the total, and the function that builds the page from their results. With
 * a cursor, `input.order` and `input.skip` are ignored.
 * @throws AppError `INVALID_INPUT` for an invalid cursor
 */
export function listReading(owner: number, input: Omit<ListPlugsInput, 'filters'>, filters: PlugFilters) {
  const position = input.cursor === undefined ? null : readCursor(input.cursor, positionOf);
  const { order, skip } = position ?? input;
  const { limit } = input;
  const isBefore = position?.isBefore ?? false;
  const readOrder = isBefore ? { ...order, isDescending: !order.isDescending } : order;
  const page = { filters, order: readOrder, limit, skip, after: position?.key };
  const toPage = (rows: PlugRow[], totals: { total: number }[]): SortedPlugs => {
    const hasMore = rows.length > limit;
    const items = isBefore ? rows.slice(0, limit).reverse() : rows.slice(0, limit);
    const numbers = numberPage(items, totals[0]?.total ?? 0, skip, limit);
    const hasNext = isBefore || hasMore;
    const hasPrevious = isBefore ? hasMore : numbers.hasPrevious;
    return {
      ...numbers,
      order,
      hasNext,
      nextCursor: hasNext ? cursorOf(items.at(-1), order, skip + limit) : null,
      previousCursor: hasPrevious ? cursorOf(items[0], order, Math.max(0, skip - limit), true) : null,
    };
  };
  const statements = [plugPageStatement(owner, page), plugTotalStatement(owner, filters)] as const;
  return { statements, toPage };
}

function cursorOf(
  plug: PlugRow | undefined,
  order: PlugOrder,
  skip: number,
  isBefore = false,
): string | null {
  if (!plug) return null;
  const values = [order.field, order.isDescending, sortValue(plug, order), plug.row, skip];
  return writeCursor(isBefore ? [...values, isBefore] : values);
}

/**
 * Converts the days of the filters to times. If there is a day, `requireAccess` reads the time zone of the account.
 * @throws AppError with the codes of `requireAccess`
 */
export async function plugFilters(
  ctx: Ctx,
  { filters, createdFrom, createdTo }: ListFilters,
): Promise<PlugFilters> {
  const needsZone = [createdFrom, createdTo].some((bound) => typeof bound === 'object');
  const { timeZone } = needsZone ? await requireAccess(ctx) : { timeZone: 'UTC' };
  const createdFromMs = typeof createdFrom === 'object' ? dayStartMs(timeZone, createdFrom.day) : createdFrom;
  const createdToMs = typeof createdTo === 'object' ? dayEndMs(timeZone, createdTo.day) : createdTo;
  return { ...filters, createdFromMs, createdToMs };
}

function sortValue(plug: PlugRow, { field }: PlugOrder): PageKey['value'] {
  switch (field) {
    case 'created_at':
      return plug.createdAtMs;
    case 'updated_at':
      return plug.updatedAtMs;
    case 'first_name':
      return plug.firstNameKey;
    case 'last_name':
      return plug.lastNameKey;
    case 'company':
      return plug.companyKey;
  }
}

function positionOf([field, isDescending, value, row, skip, isBefore]: unknown[]): Position | null {
  const sortField = SORT_FIELDS.find((each) => each === field);
  const isComparable = typeof value === 'string' || typeof value === 'number';
  if (!sortField || typeof isDescending !== 'boolean' || !isComparable || !isCount(row) || !isCount(skip))
    return null;
  return {
    order: { field: sortField, isDescending },
    key: { value, row },
    skip,
    isBefore: isBefore === true,
  };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
