/** Pages of plugs, by key on an index where the order has one, and totals from stored counters. */
import { and, asc, desc, eq, gte, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm';
import type { PlugType, Priority } from '../../rules/plugs/plug.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { plugs } from '../database/schema.ts';
import { PLUG } from '../database/table-sql.ts';

export const SORT_FIELDS = ['created_at', 'updated_at', 'first_name', 'last_name', 'company'] as const;
export type SortField = (typeof SORT_FIELDS)[number];

export interface PlugFilters {
  plugType?: PlugType | undefined;
  priority?: Priority | undefined;
  networkType?: string | undefined;
  businessType?: string | undefined;
  tags: string[];
  createdFromMs?: number | undefined;
  createdToMs?: number | undefined;
  deleted: boolean;
}

export interface PlugOrder {
  field: SortField;
  descending: boolean;
}

/** The key of the last row of a page. The next page begins after it. */
export interface PageKey {
  value: string | number | null;
  row: number;
}

export interface PlugPage {
  filters: PlugFilters;
  order: PlugOrder;
  limit: number;
  skip: number;
  after: PageKey | undefined;
}

const COLUMNS = {
  created_at: plugs.createdAtMs,
  updated_at: plugs.updatedAtMs,
  first_name: plugs.firstName,
  last_name: plugs.lastName,
  company: plugs.company,
};

/** One page and one additional row, which shows whether there is a next page. */
export function plugPageStatement(owner: number, page: PlugPage) {
  const { filters, order, after, limit, skip } = page;
  const direction = order.descending ? desc : asc;
  const column = COLUMNS[order.field];
  return plainStatement(
    sql`SELECT ${PLUG.columns} FROM plugs
      WHERE ${and(...conditions(owner, filters), after && beyond(order, after))}
      ORDER BY ${direction(column)}, ${direction(plugs.row)} LIMIT ${limit + 1} OFFSET ${after ? 0 : skip}`,
    PLUG.toRow,
  );
}

/** The total under these filters: a stored number when at most one filter is set, otherwise a count. */
export function plugTotalStatement(owner: number, filters: PlugFilters) {
  return plainStatement(totalQuery(owner, filters), ([total]) => ({ total: total as number }));
}

function totalQuery(owner: number, filters: PlugFilters): SQL {
  const column = storedTotal(filters);
  if (column) return sql`SELECT ${TOTALS[column]} AS total FROM plug_totals WHERE owner = ${owner}`;
  const counted = storedCount(filters);
  if (counted) {
    return sql`SELECT count AS total FROM plug_counts
      WHERE owner = ${owner} AND dimension = ${counted.dimension} AND value = ${counted.value}`;
  }
  return sql`SELECT count(*) AS total FROM plugs WHERE ${and(...conditions(owner, filters))}`;
}

function conditions(owner: number, filters: PlugFilters): (SQL | undefined)[] {
  const { plugType, priority, networkType, businessType, tags, createdFromMs, createdToMs } = filters;
  return [
    eq(plugs.owner, owner),
    filters.deleted ? isNotNull(plugs.deletedAtMs) : isNull(plugs.deletedAtMs),
    plugType && eq(plugs.plugType, plugType),
    priority && eq(plugs.priority, priority),
    networkType === undefined ? undefined : eq(plugs.networkType, networkType),
    businessType === undefined ? undefined : eq(plugs.businessType, businessType),
    createdFromMs === undefined ? undefined : gte(plugs.createdAtMs, createdFromMs),
    createdToMs === undefined ? undefined : lte(plugs.createdAtMs, createdToMs),
    tags.length === 0
      ? undefined
      : sql`NOT EXISTS (SELECT value FROM json_each(${JSON.stringify(tags)})
          EXCEPT SELECT value FROM json_each(${plugs.tags}))`,
  ];
}

/** SQLite sorts NULL first, and a comparison of row values with NULL is unknown, so NULL has its own condition. */
function beyond({ field, descending }: PlugOrder, { value, row }: PageKey): SQL {
  const column = COLUMNS[field];
  if (value === null) {
    const sameValue = sql`(${column} IS NULL AND ${plugs.row} ${descending ? sql`<` : sql`>`} ${row})`;
    return descending ? sameValue : sql`(${sameValue} OR ${column} IS NOT NULL)`;
  }
  if (!descending) return sql`(${column}, ${plugs.row}) > (${value}, ${row})`;
  const below = sql`(${column}, ${plugs.row}) < (${value}, ${row})`;
  return field === 'company' ? sql`(${below} OR ${column} IS NULL)` : below;
}

const TOTALS = {
  all: sql`targets + contacts`,
  deleted: sql`deleted`,
  target: sql`targets`,
  contact: sql`contacts`,
  low: sql`low`,
  medium: sql`medium`,
  high: sql`high`,
  urgent: sql`urgent`,
};

function storedTotal(filters: PlugFilters): keyof typeof TOTALS | null {
  const { plugType, priority, deleted, ...rest } = filters;
  if (setFilters(rest) > 0) return null;
  if (deleted) return plugType || priority ? null : 'deleted';
  if (plugType && priority) return null;
  return plugType ?? priority ?? 'all';
}

function storedCount(filters: PlugFilters) {
  const { networkType, businessType, tags, deleted } = filters;
  if (deleted || setFilters(filters) !== 1) return null;
  if (networkType !== undefined) return { dimension: 'network_type' as const, value: networkType };
  if (businessType !== undefined) return { dimension: 'business_type' as const, value: businessType };
  const tag = tags[0];
  return tag === undefined ? null : { dimension: 'tag' as const, value: tag };
}

function setFilters({ tags, ...others }: Partial<PlugFilters> & { tags: string[] }): number {
  const single = Object.entries(others).filter(([name, value]) => name !== 'deleted' && value !== undefined);
  return single.length + tags.length;
}
