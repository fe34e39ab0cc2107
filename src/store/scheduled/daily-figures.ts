/**
 * The figures of the service for each UTC day. They are stored, so that no page reads a whole table. The scheduled job
 * updates all figures except `emails_failed`, which is updated when the last attempt to send an e-mail fails.
 */
import { sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';

/** The types of security events that are counted. Each type is the name of a figure. */
const COUNTED_EVENT_TYPES = [
  'registered',
  'login_succeeded',
  'login_failed',
  'account_locked',
  'refresh_reuse',
] as const;

export type FigureName =
  | (typeof COUNTED_EVENT_TYPES)[number]
  | 'accounts'
  | 'active_sessions'
  | 'emails_failed';

export interface DailyFigure {
  /** A UTC day, such as `2026-11-27`. */
  day: string;
  name: FigureName;
  value: number;
}

/** D1 runs one statement at a time: a larger chunk would delay the statements of requests. */
const ENTRIES_PER_CHUNK = 5_000;
const SESSIONS_PER_CHUNK = 10_000;

/**
 * Counts the next entries of the security log, at most `limit`, and returns whether the end of the log is reached.
 * Entries are counted in the order of the rowid and not of the time, because the account's object can write an entry
 * later than the time of the event. The figures and the position change in one transaction, so that concurrent runs
 * count each entry once.
 * @throws AppError `UNAVAILABLE`
 */
export async function countLogEntries(
  database: Database,
  limit = ENTRIES_PER_CHUNK,
): Promise<{ isAtEnd: boolean }> {
  const chunk = sql`(SELECT rowid AS place, id, type, created_at FROM security_events
    WHERE rowid > coalesce((SELECT counted.rowid FROM figure_positions
      JOIN security_events AS counted ON counted.id = figure_positions.position
      WHERE figure_positions.name = 'security_log'), 0)
    ORDER BY rowid LIMIT ${limit})`;
  const [, counts] = await database.batch([
    plainStatement(
      sql`INSERT INTO daily_figures (day, name, value)
        SELECT date(created_at / 1000, 'unixepoch'), type, count(*) FROM ${chunk}
        WHERE type IN ${[...COUNTED_EVENT_TYPES]} GROUP BY 1, 2
        ON CONFLICT (day, name) DO UPDATE SET value = value + excluded.value`,
    ),
    // With `max`, SQLite takes `id` from the row with the maximum.
    plainStatement(
      sql`INSERT INTO figure_positions (name, position, value)
        SELECT 'security_log', id, counted FROM (SELECT id, max(place), count(*) AS counted FROM ${chunk})
        WHERE counted > 0
        ON CONFLICT (name) DO UPDATE SET position = excluded.position, value = excluded.value RETURNING value`,
      ([counted]) => counted as number,
    ),
  ]);
  return { isAtEnd: (counts[0] ?? 0) < limit };
}

/**
 * Stores, for the current UTC day, the number of accounts that are not deleted. Also continues the inspection of all
 * sessions with at most `limit` sessions. The number of active sessions is stored after the last session was inspected.
 * If no inspection has begun, a new inspection begins only if `mayBeginInspection` is true.
 * @throws AppError `UNAVAILABLE`
 */
export async function updateCurrentFigures(
  database: Database,
  {
    nowMs,
    mayBeginInspection,
    limit = SESSIONS_PER_CHUNK,
  }: { nowMs: number; mayBeginInspection: boolean; limit?: number },
): Promise<void> {
  const inspection = sql`(SELECT max(id) AS last, count(*) AS inspected,
      coalesce(sum(ended_at IS NULL AND expires_at > ${nowMs}), 0) AS active
    FROM (SELECT id, ended_at, expires_at FROM sessions
      WHERE id > coalesce((SELECT CAST(position AS INTEGER) FROM figure_positions WHERE name = 'active_sessions'), 0)
      ORDER BY id LIMIT ${limit}))`;
  const before = sql`(SELECT coalesce(max(value), 0) AS active, coalesce(max(position IS NOT NULL), 0) AS is_begun
    FROM figure_positions WHERE name = 'active_sessions')`;
  const isDue = sql`(before.is_begun OR ${mayBeginInspection ? 1 : 0})`;
  const today = sql`date(${nowMs} / 1000, 'unixepoch')`;
  await database.batch([
    plainStatement(
      sql`INSERT INTO daily_figures (day, name, value) SELECT ${today}, 'accounts', live FROM account_totals WHERE true
        ON CONFLICT (day, name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value`,
    ),
    plainStatement(
      sql`INSERT INTO daily_figures (day, name, value)
        SELECT ${today}, 'active_sessions', before.active + chunk.active
        FROM ${before} AS before CROSS JOIN ${inspection} AS chunk WHERE ${isDue} AND chunk.inspected < ${limit}
        ON CONFLICT (day, name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value`,
    ),
    plainStatement(
      sql`INSERT INTO figure_positions (name, position, value)
        SELECT 'active_sessions', CASE WHEN chunk.inspected = ${limit} THEN chunk.last END,
          CASE WHEN chunk.inspected = ${limit} THEN before.active + chunk.active ELSE 0 END
        FROM ${before} AS before CROSS JOIN ${inspection} AS chunk WHERE ${isDue}
        ON CONFLICT (name) DO UPDATE SET position = excluded.position, value = excluded.value
          WHERE position IS NOT excluded.position`,
    ),
  ]);
}

/** Adds one to a figure of the UTC day of `nowMs`. */
export function incrementFigureStatement(name: FigureName, nowMs: number) {
  return plainStatement(
    sql`INSERT INTO daily_figures (day, name, value) VALUES (date(${nowMs} / 1000, 'unixepoch'), ${name}, 1)
      ON CONFLICT (day, name) DO UPDATE SET value = value + 1`,
  );
}

/** The figures of a UTC day and of all later days, in the order of the days. */
export function dailyFiguresStatement(fromDay: string) {
  return plainStatement(
    sql`SELECT day, name, value FROM daily_figures WHERE day >= ${fromDay} ORDER BY day, name`,
    ([day, name, value]) => ({ day, name, value }) as DailyFigure,
  );
}
