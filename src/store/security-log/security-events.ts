/** Statements that insert and read entries of the security log. */
import { and, desc, eq, sql } from 'drizzle-orm';
import type { SecurityEvent } from '../../rules/sessions/account-change.ts';
import type { Database } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { securityEvents } from './schema.ts';

export type SecurityEventRow = typeof securityEvents.$inferSelect;

/** The position of an event in a list that is sorted by time. */
export interface EventKey {
  createdAtMs: number;
  id: string;
}

/** Inserts an event into the security log. An event whose id is already stored is not inserted again. */
export function insertEventStatement(database: Database, event: SecurityEvent) {
  return database.insert(securityEvents).values(event).onConflictDoNothing();
}

/**
 * Inserts any number of events if the condition holds. Events whose ids are already stored are not inserted again. The
 * events are one JSON parameter, because D1 accepts at most 100 parameters in a statement.
 */
export function insertEventsStatement(events: SecurityEvent[], condition = sql`true`) {
  return plainStatement(
    sql`INSERT INTO ${securityEvents}
        (id, owner, type, session_id, address, user_agent, country, detail, actor, created_at)
      SELECT value ->> 'id', value ->> 'owner', value ->> 'type', value ->> 'sessionId', value ->> 'address',
        value ->> 'userAgent', value ->> 'country', value ->> 'detail', value ->> 'actor', value ->> 'createdAtMs'
      FROM json_each(${JSON.stringify(events)}) WHERE ${condition} ON CONFLICT DO NOTHING`,
  );
}

/** One page of the events of an account, newest first. One additional event shows whether there is a next page. */
export function ownEventsStatement(
  database: Database,
  owner: number,
  page: { limit: number; after: EventKey | undefined },
) {
  const { createdAtMs, id } = securityEvents;
  const beyond = page.after && sql`(${createdAtMs}, ${id}) < (${page.after.createdAtMs}, ${page.after.id})`;
  return database
    .select()
    .from(securityEvents)
    .where(and(eq(securityEvents.owner, owner), beyond))
    .orderBy(desc(createdAtMs), desc(id))
    .limit(page.limit + 1);
}
