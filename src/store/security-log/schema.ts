/** The table of the security log. Times are milliseconds since 1970. */
import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { RARE_EVENT_TYPES } from '../../rules/sessions/account-change.ts';

/** The condition of the index of rare types of security events. A query that uses the index must contain this text. */
export const IS_RARE_EVENT = `type IN (${RARE_EVENT_TYPES.map((type) => `'${type}'`).join(', ')})`;

export const securityEvents = sqliteTable(
  'security_events',
  {
    id: text().primaryKey(),
    owner: integer().notNull(),
    type: text().notNull(),
    sessionId: integer('session_id'),
    address: text(),
    userAgent: text('user_agent'),
    country: text(),
    detail: text(),
    /** The number of the administrator who caused the event. The owner of the account does not see this number. */
    actor: integer(),
    createdAtMs: integer('created_at').notNull(),
  },
  (table) => [
    index('security_events_owner').on(table.owner, table.createdAtMs),
    index('security_events_created').on(table.createdAtMs),
    index('security_events_actor').on(table.createdAtMs).where(sql`actor IS NOT NULL`),
    // An index on all types would write one more row for each sign-in. Entries of frequent types are found quickly
    // without an index.
    index('security_events_rare').on(table.type, table.createdAtMs).where(sql.raw(IS_RARE_EVENT)),
  ],
);
