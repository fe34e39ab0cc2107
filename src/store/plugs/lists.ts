/** Pages of plugs: by key on an index where the order allows it, and totals that are kept, not counted. */
import { and, asc, desc, eq, gte, isNotNull, isNull, lte, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { PlugType, Priority } from '../../rules/plugs/plug.ts';
import { cachedStatement } from '../database/cached-statement.ts';
import type { Database } from '../database/database.ts';
import { plugs } from '../database/schema.ts';
import { plugCounts, plugTotals } from './counters.ts';

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
  const { after, limit, skip } = page;
  const { field, descending } = page.order;
  const filters = valuesOf(page.filters);
  const values = { ...filters, ...after, owner, limit: limit + 1, skip: after ? 0 : skip };
  const place = after && (after.value === null ? 'after null' : 'after');
  const shape = [Object.keys(filters), page.filters.deleted, field, descending, place].join();
  return cachedStatement(database, `plug page ${shape}`, values, (blueprint, held) => {
    const direction = descending ? desc : asc;
    return blueprint
      .select()
      .from(plugs)
      .where(
        and(
          ...conditions(held, page.filters.deleted),
          after && beyond(page.order, held, after.value === null),
        ),
      )
      .orderBy(direction(COLUMNS[field]), direction(plugs.row))
      .limit(held.limit)
      .offset(held.skip);
  });
}

/** The total under these filters: one kept number where at most one filter is set, else a count. */
export function plugTotalStatement(database: Database, owner: number, filters: PlugFilters) {
  const column = keptTotal(filters);
  if (column) {
    return cachedStatement(database, `plug total ${column}`, { owner }, (blueprint, held) =>
      blueprint.select({ total: TOTALS[column] }).from(plugTotals).where(eq(plugTotals.owner, held.owner)),
    );
  }
  const counted = keptCount(filters);
  if (counted) {
    return cachedStatement(database, 'plug count', { owner, ...counted }, (blueprint, held) =>
      blueprint
        .select({ total: sql<number>`${plugCounts.count}` })
        .from(plugCounts)
        .where(
          and(
            eq(plugCounts.owner, held.owner),
            eq(plugCounts.dimension, held.dimension),
            eq(plugCounts.value, held.value),
          ),
        ),
    );
  }
  const values = { ...valuesOf(filters), owner };
  const shape = `counted plugs ${[Object.keys(values), filters.deleted]}`;
  return cachedStatement(database, shape, values, (blueprint, held) =>
    blueprint
      .select({ total: sql<number>`count(*)` })
      .from(plugs)
      .where(and(...conditions(held, filters.deleted))),
  );
}

type FilterName = Exclude<keyof PlugFilters, 'deleted'>;
type FilterValues = Partial<Record<FilterName, string | number>>;
type HeldFilters = { owner: SQLWrapper } & Partial<Record<FilterName, SQLWrapper>>;

/** The filters that are set, as SQLite takes their values. */
function valuesOf({ deleted: _deleted, tags, ...filters }: PlugFilters): FilterValues {
  const set = Object.entries(filters).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(set), ...(tags.length > 0 && { tags: JSON.stringify(tags) }) };
}

function conditions(held: HeldFilters, deleted: boolean): (SQL | undefined)[] {
  return [
    eq(plugs.owner, held.owner),
    deleted ? isNotNull(plugs.deletedAtMs) : isNull(plugs.deletedAtMs),
    held.plugType && eq(plugs.plugType, held.plugType),
    held.priority && eq(plugs.priority, held.priority),
    held.networkType && eq(plugs.networkType, held.networkType),
    held.businessType && eq(plugs.businessType, held.businessType),
    held.createdFromMs && gte(plugs.createdAtMs, held.createdFromMs),
    held.createdToMs && lte(plugs.createdAtMs, held.createdToMs),
    held.tags &&
      sql`NOT EXISTS (SELECT value FROM json_each(${held.tags}) EXCEPT SELECT value FROM json_each(${plugs.tags}))`,
  ];
}

/** SQLite sorts NULL before everything; a row value with NULL compares as unknown, so it is spelled out. */
function beyond(
  { field, descending }: PlugOrder,
  { value, row }: { value?: SQLWrapper; row?: SQLWrapper },
  isAfterNull: boolean,
): SQL {
  const column = COLUMNS[field];
  if (isAfterNull) {
    const sameValue = sql`(${column} IS NULL AND ${plugs.row} ${descending ? sql`<` : sql`>`} ${row})`;
    return descending ? sameValue : sql`(${sameValue} OR ${column} IS NOT NULL)`;
  }
  if (!descending) return sql`(${column}, ${plugs.row}) > (${value}, ${row})`;
  const below = sql`(${column}, ${plugs.row}) < (${value}, ${row})`;
  return field === 'company' ? sql`(${below} OR ${column} IS NULL)` : below;
}

const TOTALS = {
  all: sql<number>`${plugTotals.targets} + ${plugTotals.contacts}`,
  deleted: sql<number>`${plugTotals.deleted}`,
  target: sql<number>`${plugTotals.targets}`,
  contact: sql<number>`${plugTotals.contacts}`,
  low: sql<number>`${plugTotals.low}`,
  medium: sql<number>`${plugTotals.medium}`,
  high: sql<number>`${plugTotals.high}`,
  urgent: sql<number>`${plugTotals.urgent}`,
};

function keptTotal(filters: PlugFilters): keyof typeof TOTALS | null {
  const { plugType, priority, deleted, ...rest } = filters;
  if (setFilters(rest) > 0) return null;
  if (deleted) return plugType || priority ? null : 'deleted';
  if (plugType && priority) return null;
  return plugType ?? priority ?? 'all';
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
