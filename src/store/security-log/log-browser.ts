/** Reads the security log page by page, for administrators. Each statement reads a limited number of entries. */
import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import { RARE_EVENT_TYPES, type SecurityEventType } from '../../rules/sessions/account-change.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { IS_RARE_EVENT, securityEvents } from './schema.ts';
import type { EventKey, SecurityEventRow } from './security-events.ts';

/** The filters of the log. Every entry matches a filter that is null. */
export interface LogFilters {
  type: SecurityEventType | null;
  /** The number of the account that the entry concerns. */
  owner: number | null;
  /** The exact client address. */
  address: string | null;
  /** The first time that matches. */
  fromMs: number | null;
  /** The last time that matches. */
  untilMs: number | null;
  /** If true, only events that an administrator caused match. */
  isCausedByAdministrator: boolean;
}

export interface LogEntry {
  event: SecurityEventRow;
  /** Null if the account has been erased. */
  username: string | null;
  /**
   * The user name of the administrator who caused the event. Null for other events, and if the account of the
   * administrator has been erased.
   */
  actorUsername: string | null;
}

const columnNames = Object.values(getTableColumns(securityEvents)).map(({ name }) => name);
const COLUMN_LIST = sql.raw(columnNames.map((name) => `event."${name}"`).join(', '));
const EVENT_FIELDS = Object.keys(getTableColumns(securityEvents));
/** The types of events for which the partial index `security_events_rare` is used. */
const RARE_TYPES: readonly string[] = RARE_EVENT_TYPES;

/**
 * The newest matching entries among the next `inspected` entries after `after`. If more than `limit` entries match,
 * `limit` + 1 entries are returned. Otherwise `lastInspectedEntryStatement` shows whether there is a next page. The
 * caller sorts the rows.
 */
export function browseLogStatement(
  filters: LogFilters,
  after: EventKey | null,
  { limit, inspected }: { limit: number; inspected: number },
) {
  return plainStatement(
    sql`SELECT owners.username AS username, actors.username AS actor_username, ${COLUMN_LIST}
      FROM ${inspectedEntries(filters, after, inspected)} AS event
      LEFT JOIN users AS owners ON owners.number = event.owner
      LEFT JOIN users AS actors ON actors.number = event.actor
      WHERE ${matchCondition(filters)} LIMIT ${limit + 1}`,
    toEntry,
  );
}

/** The last entry that `browseLogStatement` inspects; no row if fewer than `inspected` entries remain. */
export function lastInspectedEntryStatement(filters: LogFilters, after: EventKey | null, inspected: number) {
  return plainStatement(
    sql`SELECT created_at, id FROM ${inspectedEntries(filters, after, inspected)} LIMIT 1 OFFSET ${inspected - 1}`,
    ([createdAtMs, id]): EventKey => ({ createdAtMs: createdAtMs as number, id: id as string }),
  );
}

/**
 * The next `inspected` entries, the newest first, that match the times and the condition of the index. The index is the
 * first of these that the filters allow: the index of the account, of rare types, of events that administrators caused,
 * or of times. SQLite uses the partial index of rare types only if the query contains `IS_RARE_EVENT` as literal text.
 */
function inspectedEntries(filters: LogFilters, after: EventKey | null, inspected: number): SQL {
  const { type, owner, fromMs, untilMs, isCausedByAdministrator } = filters;
  const isRare = type !== null && RARE_TYPES.includes(type);
  const indexCondition =
    owner !== null
      ? sql`owner = ${owner}`
      : isRare
        ? sql`${sql.raw(IS_RARE_EVENT)} AND type = ${type}`
        : isCausedByAdministrator
          ? sql`actor IS NOT NULL`
          : sql`true`;
  const lastMs = Math.min(untilMs ?? Number.MAX_SAFE_INTEGER, after?.createdAtMs ?? Number.MAX_SAFE_INTEGER);
  const beyond = after ? sql`(created_at, id) < (${after.createdAtMs}, ${after.id})` : sql`true`;
  return sql`(SELECT * FROM security_events WHERE ${indexCondition} AND created_at <= ${lastMs}
    AND created_at >= ${fromMs ?? 0} AND ${beyond} ORDER BY created_at DESC, id DESC LIMIT ${inspected})`;
}

function matchCondition({ type, address, isCausedByAdministrator }: LogFilters): SQL {
  const isOfType = type === null ? sql`true` : sql`event.type = ${type}`;
  const isFromAddress = address === null ? sql`true` : sql`event.address = ${address}`;
  return sql`${isOfType} AND ${isFromAddress} AND ${isCausedByAdministrator ? sql`event.actor IS NOT NULL` : sql`true`}`;
}

/** Converts a result row. The values of `security_events` need no conversion, because the row has the same types. */
function toEntry([username, actorUsername, ...values]: unknown[]): LogEntry {
  const event = Object.fromEntries(EVENT_FIELDS.map((field, at) => [field, values[at]])) as SecurityEventRow;
  return { event, username: username as string | null, actorUsername: actorUsername as string | null };
}
