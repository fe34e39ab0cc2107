/** The table of the mail queue. Times are milliseconds since 1970. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * The mail queue: e-mails to send, e-mails that are not attempted again (state `failed`), and in development the
 * e-mails that `/dev/mail` shows (state `outbox`).
 */
export const mailQueue = sqliteTable(
  'mail_queue',
  {
    id: text().primaryKey(),
    recipient: text().notNull(),
    template: text().notNull(),
    data: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    state: text({ enum: ['waiting', 'outbox', 'failed'] }).notNull(),
    attempts: integer().notNull().default(0),
    nextAttemptAtMs: integer('next_attempt_at').notNull(),
    createdAtMs: integer('created_at').notNull(),
  },
  (table) => [index('mail_queue_next').on(table.state, table.nextAttemptAtMs)],
);
