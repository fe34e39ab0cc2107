/**
 * The tables of the Telegram bot. Times are milliseconds since 1970. The migrations of these tables are generated from
 * this file.
 */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ExpectedReply } from '../../rules/telegram/expected-reply.ts';
import { sessions, users } from '../database/schema.ts';

/**
 * The links between Telegram users and accounts. A link is valid only while its session is live. A Telegram user has at
 * most one link, and an account has at most one link.
 */
export const telegramLinks = sqliteTable(
  'telegram_links',
  {
    telegramUserId: integer('telegram_user_id').primaryKey(),
    owner: integer()
      .notNull()
      .unique()
      .references(() => users.number, { onDelete: 'cascade' }),
    sessionId: integer('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    linkedAtMs: integer('linked_at').notNull(),
    /** The last question of the bot. Until it expires, the next text message of the chat can be the reply. */
    expectedReply: text('expected_reply', { mode: 'json' }).$type<ExpectedReply>(),
  },
  (table) => [index('telegram_links_session').on(table.sessionId)],
);

/**
 * The code with which a chat is linked to an account. An account has at most one code. Only the hash of the code is
 * stored.
 */
export const telegramLinkCodes = sqliteTable(
  'telegram_link_codes',
  {
    owner: integer()
      .primaryKey()
      .references(() => users.number, { onDelete: 'cascade' }),
    codeHash: text('code_hash').notNull().unique(),
    /** The Telegram user who sent the code and has not confirmed the link yet. Null until a user sends the code. */
    telegramUserId: integer('telegram_user_id'),
    /** The session that created the code. The code is invalid if this session has ended, or if the value is null. */
    sessionId: integer('session_id'),
    expiresAtMs: integer('expires_at').notNull(),
  },
  (table) => [index('telegram_link_codes_expires').on(table.expiresAtMs)],
);

/**
 * The updates that were handled. An update that has a row is not handled again. The rate limit of a chat counts the
 * rows of the last minute. The scheduled job deletes rows that are older than 48 hours.
 */
export const telegramUpdates = sqliteTable(
  'telegram_updates',
  {
    updateId: integer('update_id').primaryKey(),
    chat: integer().notNull(),
    claimedAtMs: integer('claimed_at').notNull(),
  },
  (table) => [index('telegram_updates_chat').on(table.chat, table.claimedAtMs)],
);
