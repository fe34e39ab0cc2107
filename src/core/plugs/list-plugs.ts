/** Lists the caller's plugs in pages. With a cursor, the page begins after the key of a row. */
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

/** A limit for the creation time: a time in milliseconds, or a day (`YYYY-MM-DD`) in the time zone of the account. */
export type TimeBound = number | { day: string };

export interface ListPlugsInput {
  filters: Omit<PlugFilters, 'createdFromMs' | 'createdToMs'>;
  /** Inclusive. A day means its first millisecond. */
  createdFrom?: TimeBound | undefined;
  /** Inclusive. A day means its last millisecond. */
  createdTo?: TimeBound | undefined;
  order: PlugOrder;
  limit: number;
  skip: number;
  cursor?: string | undefined;
}

/** The start of a page: the key of the row before it, and the number of rows before it. */
interface Position {
  order: PlugOrder;
  after: PageKey;
  skip: number;
}

/**
 * Reads one page and the total in one round trip. Days need a second round trip, because the time zone of the account
 * is read first.
 * @throws AppError `INVALID_INPUT` for an invalid cursor, and the codes of `readWithAccess`
 */
export async function listPlugs(
  ctx: Ctx,
  input: ListPlugsInput,
): Promise<PlugPageResult & { nextCursor: string | null }> {
  const { accountNumber } = userOf(ctx);
  const cursor = input.cursor === undefined ? undefined : readCursor(input.cursor, positionOf);
  const order = cursor?.order ?? input.order;
  const skip = cursor?.skip ?? input.skip;
  const { limit } = input;
  const filters = await filtersOf(ctx, input);
  const { results } = await readWithAccess(ctx, [
    plugPageStatement(accountNumber, { filters, order, limit, skip, after: cursor?.after }),
    plugTotalStatement(accountNumber, filters),
  ]);
  const [rows, totals] = results;
  const items = rows.slice(0, limit);
  const page = numberPage(items, totals[0]?.total ?? 0, skip, limit);
  const last = items.at(-1);
  const hasNext = rows.length > limit;
  const nextCursor =
    hasNext && last
      ? writeCursor([order.field, order.descending, sortValue(last, order), last.row, skip + limit])
      : null;
  return { ...page, hasNext, nextCursor };
}

async function filtersOf(
  ctx: Ctx,
  { filters, createdFrom, createdTo }: ListPlugsInput,
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

function positionOf([field, descending, value, row, skip]: unknown[]): Position | null {
  const known = SORT_FIELDS.find((each) => each === field);
  const isComparable = typeof value === 'string' || typeof value === 'number';
  if (!known || typeof descending !== 'boolean' || !isComparable || !isCount(row) || !isCount(skip))
    return null;
  return { order: { field: known, descending }, after: { value, row }, skip };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
