/** Pages of plugs: by key on an index where the order allows it, and totals that are kept, not counted. */
import { and, asc, desc, eq, gte, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm';
import type { PlugType, Priority } from '../rules/plug.ts';
import type { Database } from './database.ts';
import { plugCounts, plugTotals } from './plug-counters.ts';
import { plugs } from './schema.ts';

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

/** The last row of the page before: where the next one begins. */
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

/** One page and one row more, which says whether there is a next. */
export function plugPageStatement(database: Database, owner: number, page: PlugPage) {
  const { field, descending } = page.order;
  const direction = descending ? desc : asc;
  return database
    .select()
    .from(plugs)
    .where(and(...conditions(owner, page.filters), page.after && beyond(page.order, page.after)))
    .orderBy(direction(COLUMNS[field]), direction(plugs.row))
    .limit(page.limit + 1)
    .offset(page.after ? 0 : page.skip);
}

/** The total under these filters: one kept number where at most one filter is set, else a count. */
export function plugTotalStatement(database: Database, owner: number, filters: PlugFilters) {
  const kept = keptTotal(filters);
  if (kept) {
    return database.select({ total: kept }).from(plugTotals).where(eq(plugTotals.owner, owner));
  }
  const counted = keptCount(filters);
  if (counted) {
    return database
      .select({ total: sql<number>`${plugCounts.count}` })
      .from(plugCounts)
      .where(
        and(
          eq(plugCounts.owner, owner),
          eq(plugCounts.dimension, counted.dimension),
          eq(plugCounts.value, counted.value),
        ),
      );
  }
  return database
    .select({ total: sql<number>`count(*)` })
    .from(plugs)
    .where(and(...conditions(owner, filters)));
}

function conditions(owner: number, filters: PlugFilters): (SQL | undefined)[] {
  return [
    eq(plugs.owner, owner),
    filters.deleted ? isNotNull(plugs.deletedAtMs) : isNull(plugs.deletedAtMs),
    filters.plugType && eq(plugs.plugType, filters.plugType),
    filters.priority && eq(plugs.priority, filters.priority),
    filters.networkType === undefined ? undefined : eq(plugs.networkType, filters.networkType),
    filters.businessType === undefined ? undefined : eq(plugs.businessType, filters.businessType),
    filters.createdFromMs === undefined ? undefined : gte(plugs.createdAtMs, filters.createdFromMs),
    filters.createdToMs === undefined ? undefined : lte(plugs.createdAtMs, filters.createdToMs),
    filters.tags.length === 0
      ? undefined
      : sql`NOT EXISTS (SELECT value FROM json_each(${JSON.stringify(filters.tags)})
          EXCEPT SELECT value FROM json_each(${plugs.tags}))`,
  ];
}

/** SQLite sorts NULL before everything; a row value with NULL compares as unknown, so it is spelled out. */
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

function keptTotal(filters: PlugFilters): SQL<number> | null {
  const { plugType, priority, deleted, ...rest } = filters;
  if (setFilters(rest) > 0) return null;
  if (deleted) return plugType || priority ? null : sql<number>`${plugTotals.deleted}`;
  if (plugType && priority) return null;
  if (plugType) return sql<number>`${plugType === 'target' ? plugTotals.targets : plugTotals.contacts}`;
  if (priority) return sql<number>`${plugTotals[priority]}`;
  return sql<number>`${plugTotals.targets} + ${plugTotals.contacts}`;
}

function keptCount(filters: PlugFilters) {
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
