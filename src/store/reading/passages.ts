/**
 * Passages in D1. The access to a premium passage is a condition of the SQL statements, so that D1 never returns its
 * content to a reader without access.
 */
import { and, desc, eq, getTableColumns, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { users } from '../database/schema.ts';
import { type DIFFICULTIES, passages, type TIERS } from './schema.ts';

export type PassageRow = typeof passages.$inferSelect;
export type NewPassage = typeof passages.$inferInsert;
/** An undefined column is not changed. */
export type PassageUpdate = { [Field in keyof NewPassage]?: NewPassage[Field] | undefined };
export type PassageSummary = Omit<PassageRow, 'content'>;
export type Difficulty = (typeof DIFFICULTIES)[number];
export type Tier = (typeof TIERS)[number];

export interface Reader {
  /** Null for an anonymous reader. */
  accountNumber: number | null;
  nowMs: number;
}

export interface PassageFilters {
  difficulty?: Difficulty | undefined;
  tier?: Tier | undefined;
}

const { content: _content, ...summary } = getTableColumns(passages);
const NEWEST_FIRST = [desc(passages.createdAtMs), desc(passages.row)];

/**
 * One page, newest first. The inner select uses only the index, so that the long content of skipped rows is not read.
 */
export function passagePageStatement(
  database: Database,
  reader: Reader,
  { filters, limit, offset }: { filters: PassageFilters; limit: number; offset: number },
) {
  const rows = database
    .select({ row: passages.row })
    .from(passages)
    .where(and(...conditions(reader, filters)))
    .orderBy(...NEWEST_FIRST)
    .limit(limit)
    .offset(offset);
  return database
    .select(summary)
    .from(passages)
    .where(inArray(passages.row, rows))
    .orderBy(...NEWEST_FIRST);
}

/** The number of passages that this reader may read. */
export function passageTotalStatement(database: Database, reader: Reader, filters: PassageFilters) {
  return database
    .select({ total: sql<number>`count(*)`.as('total') })
    .from(passages)
    .where(and(...conditions(reader, filters)));
}

/**
 * One page of all passages, newest first, including those that the reader may not read, because their titles are
 * public. The inner select uses only the index.
 */
export function titlePageStatement(database: Database, { limit, offset }: { limit: number; offset: number }) {
  const rows = database
    .select({ row: passages.row })
    .from(passages)
    .orderBy(...NEWEST_FIRST)
    .limit(limit)
    .offset(offset);
  return database
    .select(summary)
    .from(passages)
    .where(inArray(passages.row, rows))
    .orderBy(...NEWEST_FIRST);
}

/** The numbers of all passages and of premium passages. */
export function titleCountsStatement(database: Database) {
  return database
    .select({
      total: sql<number>`count(*)`.as('total'),
      premium: sql<number>`coalesce(sum(${passages.tier} = 'premium'), 0)`.as('premium'),
    })
    .from(passages);
}

/** The whole passage, if this reader may read it. */
export function passageStatement(database: Database, reader: Reader, id: string) {
  return database
    .select()
    .from(passages)
    .where(and(eq(passages.id, id), isReadable(reader)));
}

/** Returns one row if the passage exists. The row contains whether this reader may read the passage. */
export function readablePassageStatement(database: Database, reader: Reader, id: string) {
  return database
    .select({ isReadable: sql<number>`${isReadable(reader)}`.as('is_readable') })
    .from(passages)
    .where(eq(passages.id, id));
}

/** The whole passage without an access condition, for administrators. */
export function anyPassageStatement(database: Database, id: string) {
  return database.select().from(passages).where(eq(passages.id, id));
}

/** The newest passages after a row, without an access condition. One additional passage shows whether there are more. */
export function anyPassagesStatement(database: Database, after: number | null, limit: number) {
  return database
    .select(summary)
    .from(passages)
    .where(after === null ? undefined : lt(passages.row, after))
    .orderBy(desc(passages.row))
    .limit(limit + 1);
}

/** Inserts a passage and returns its row. */
export function insertPassageStatement(database: Database, passage: NewPassage) {
  return database.insert(passages).values(passage).returning();
}

/** Changes a passage and returns its row, or no row for an unknown id. */
export function updatePassageStatement(database: Database, id: string, values: PassageUpdate) {
  return database.update(passages).set(values).where(eq(passages.id, id)).returning();
}

/** Deletes a passage. The foreign keys also delete its questions and all progress on it. */
export function deletePassageStatement(database: Database, id: string) {
  return database.delete(passages).where(eq(passages.id, id)).returning({ id: passages.id });
}

/** The rule of `rules/accounts/premium.ts` for an active account, as a condition in SQL. */
export function isReadable({ accountNumber, nowMs }: Reader): SQL {
  if (accountNumber === null) return eq(passages.tier, 'free');
  return sql`${passages.tier} IN (SELECT 'free' UNION ALL SELECT 'premium' FROM ${users} WHERE
    ${users.number} = ${accountNumber} AND ${users.isPremium} AND ${users.isActive} AND ${users.deletedAtMs} IS NULL
    AND (${users.premiumUntilMs} IS NULL OR ${users.premiumUntilMs} > ${nowMs}))`;
}

function conditions(reader: Reader, { difficulty, tier }: PassageFilters): (SQL | undefined)[] {
  return [
    isReadable(reader),
    tier && eq(passages.tier, tier),
    difficulty && eq(passages.difficulty, difficulty),
  ];
}
