/** The table of files to import. Times are milliseconds since 1970. The migration is generated from this file. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { users } from '../../database/schema.ts';

/**
 * The file that an account has uploaded. It is deleted after its import. An account has at most one file, for one
 * hour. The content is compressed and divided into parts, because a row of D1 has at most 2 MB.
 */
export const importFiles = sqliteTable(
  'import_files',
  {
    owner: integer()
      .notNull()
      .references(() => users.number, { onDelete: 'cascade' }),
    /** The position of the part, counted from 0. */
    part: integer().notNull(),
    /** The id of the file. All parts have the same id. */
    id: text().notNull(),
    name: text(),
    /** `csv`, `vcard` or `json`. */
    type: text().notNull(),
    /** Base64, not a blob: D1 returns a blob as a list of numbers, which needs several times the memory. */
    content: text().notNull(),
    /** The choices of the user for the import, as JSON. Only the first part has them. */
    choices: text({ mode: 'json' }).$type<object>(),
    expiresAtMs: integer('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'import_files_pk', columns: [table.owner, table.part] }),
    index('import_files_expires').on(table.expiresAtMs),
  ],
);
