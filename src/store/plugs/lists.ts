/**
 * Reads pages of plugs and their totals. A page begins after a key (`PageKey`) or after a number of skipped rows.
 * Totals are read from stored counters if possible.
 */
import { and, asc, desc, eq, gte, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm';
import { caseKey } from '../../rules/plugs/folding.ts';
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
  /** A plug must have all these tags. */
  tags: string[];
  /** The first creation time that matches. */
  createdFromMs?: number | undefined;
  /** The last creation time that matches. */
  createdToMs?: number | undefined;
  /** If true, only plugs in the trash match. If false, only live plugs match. */
  isDeleted: boolean;
}

export interface PlugOrder {
  field: SortField;
  isDescending: boolean;
}

/**
 * The last row of the previous page. The next page begins after this row. `value` is the value by which the list is
 * sorted.
 */
export interface PageKey {
  value: string | number;
  row: number;
}

/** Selects a page of a list. If `after` is set, `skip` is ignored. */
export interface PlugPage {
  filters: PlugFilters;
  order: PlugOrder;
  limit: number;
  skip: number;
  after: PageKey | undefined;
}

const SORT_COLUMNS = {
  created_at: plugs.createdAtMs,
  updated_at: plugs.updatedAtMs,
  first_name: plugs.firstNameKey,
  last_name: plugs.lastNameKey,
  company: plugs.companyKey,
};

/** One page, and one additional row if there is a next page. */
export function plugPageStatement(owner: number, { filters, order, after, limit, skip }: PlugPage) {
  const condition = and(...conditions(owner, filters));
  const rowLimit = limit + 1;
  if (!after)
    return plainStatement(
      sql`${orderedSelect(condition, order)} LIMIT ${rowLimit} OFFSET ${skip}`,
      PLUG.toRow,
    );
  const [equal, beyond] = conditionsAfter(order, after).map((next) => {
    return sql`SELECT * FROM (${orderedSelect(and(condition, next), order)} LIMIT ${rowLimit})`;
  });
  return plainStatement(sql`${equal} UNION ALL ${beyond} LIMIT ${rowLimit}`, PLUG.toRow);
}

function orderedSelect(condition: SQL | undefined, { field, isDescending }: PlugOrder): SQL {
  const direction = isDescending ? desc : asc;
  return sql`SELECT ${PLUG.columns} FROM plugs WHERE ${condition}
    ORDER BY ${direction(SORT_COLUMNS[field])}, ${direction(plugs.row)}`;
}

/**
 * The conditions for the rows after a key: first for the rows with an equal value, then for the rows whose value comes
 * later in the order. With one comparison of both columns, SQLite would use only the first column of the index and
 * would read all rows with an equal value.
 */
function conditionsAfter({ field, isDescending }: PlugOrder, { value, row }: PageKey): [SQL, SQL] {
  const column = SORT_COLUMNS[field];
  const comparison = isDescending ? sql`<` : sql`>`;
  return [
    sql`${column} = ${value} AND ${plugs.row} ${comparison} ${row}`,
    sql`${column} ${comparison} ${value}`,
  ];
}

/** The ids of the newest plugs that match the filters, at most `limit`, the newest first. */
export function matchingIdsStatement(owner: number, filters: PlugFilters, limit: number) {
  return plainStatement(
    sql`SELECT id FROM plugs WHERE ${and(...conditions(owner, filters))}
      ORDER BY ${desc(plugs.createdAtMs)}, ${desc(plugs.row)} LIMIT ${limit}`,
    ([id]) => id as string,
  );
}

/**
 * The number of plugs that match the filters. For live plugs, a stored number is read if at most one filter is set and
 * this filter is not a time. For the trash, a stored number is read if no filter is set. Otherwise the plugs are
 * counted. No row means 0.
 */
export function plugTotalStatement(owner: number | SQL, filters: PlugFilters) {
  return plainStatement(totalQuery(owner, filters), ([total]) => ({ total: total as number }));
}

function totalQuery(owner: number | SQL, filters: PlugFilters): SQL {
  const column = storedTotalColumn(filters);
  if (column) return sql`SELECT ${TOTALS[column]} AS total FROM plug_totals WHERE owner = ${owner}`;
  const counted = storedCountKey(filters);
  if (counted) {
    return sql`SELECT count AS total FROM plug_counts
      WHERE owner = ${owner} AND dimension = ${counted.dimension} AND value = ${counted.value}`;
  }
  return sql`SELECT count(*) AS total FROM plugs WHERE ${and(...conditions(owner, filters))}`;
}

function conditions(owner: number | SQL, filters: PlugFilters): (SQL | undefined)[] {
  return [
    eq(plugs.owner, owner),
    filters.isDeleted ? isNotNull(plugs.deletedAtMs) : isNull(plugs.deletedAtMs),
    ...fieldConditions(filters),
  ];
}

/** The conditions on the fields of a plug. They restrict neither the owner nor the trash. */
export function fieldConditions(filters: PlugFilters): (SQL | undefined)[] {
  const { plugType, priority, networkType, businessType, tags, createdFromMs, createdToMs } = filters;
  return [
    plugType && eq(plugs.plugType, plugType),
    priority && eq(plugs.priority, priority),
    networkType === undefined ? undefined : eq(plugs.networkType, networkType),
    businessType === undefined ? undefined : eq(plugs.businessType, businessType),
    createdFromMs === undefined ? undefined : gte(plugs.createdAtMs, createdFromMs),
    createdToMs === undefined ? undefined : lte(plugs.createdAtMs, createdToMs),
    tags.length === 0
      ? undefined
      : sql`NOT EXISTS (SELECT value FROM json_each(${JSON.stringify(tags.map(caseKey))})
          EXCEPT SELECT value FROM json_each(coalesce(${plugs.tagKeys}, ${plugs.tags})))`,
  ];
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

/** The stored total of the filters, or null if there is none. */
function storedTotalColumn(filters: PlugFilters): keyof typeof TOTALS | null {
  const { plugType, priority, isDeleted, ...rest } = filters;
  if (countSetFilters(rest) > 0) return null;
  if (isDeleted) return plugType || priority ? null : 'deleted';
  if (plugType && priority) return null;
  return plugType ?? priority ?? 'all';
}

/** The key of the stored count of the filters, or null if there is none. */
function storedCountKey(filters: PlugFilters) {
  const { networkType, businessType, tags, isDeleted } = filters;
  if (isDeleted || countSetFilters(filters) !== 1) return null;
  if (networkType !== undefined) return { dimension: 'network_type' as const, value: networkType };
  if (businessType !== undefined) return { dimension: 'business_type' as const, value: businessType };
  const tag = tags[0];
  return tag === undefined ? null : { dimension: 'tag' as const, value: caseKey(tag) };
}

/** The number of filters that are set. Each tag is one filter. `isDeleted` is not counted. */
function countSetFilters({ tags, ...others }: Partial<PlugFilters> & { tags: string[] }): number {
  const single = Object.entries(others).filter(
    ([name, value]) => name !== 'isDeleted' && value !== undefined,
  );
  return single.length + tags.length;
}
