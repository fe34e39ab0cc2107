/**
 * Passages in D1. Whether somebody may read one is a condition in SQL, asked in the same transaction:
 * what others pay for never leaves the database.
 */
import { and, desc, eq, getTableColumns, inArray, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { users } from '../database/schema.ts';
import { type DIFFICULTIES, passages, type TIERS } from './schema.ts';

export type PassageRow = typeof passages.$inferSelect;
export type NewPassage = typeof passages.$inferInsert;
/** What is undefined stays as it is. */
export type PassageUpdate = { [Field in keyof NewPassage]?: NewPassage[Field] | undefined };
export type PassageSummary = Omit<PassageRow, 'content'>;
export type Difficulty = (typeof DIFFICULTIES)[number];
export type Tier = (typeof TIERS)[number];

export interface Reader {
  /** Null for a stranger. */
  accountNumber: number | null;
  nowMs: number;
}

export interface PassageFilters {
  difficulty?: Difficulty | undefined;
  tier?: Tier | undefined;
}

const { content: _content, ...summary } = getTableColumns(passages);
const NEWEST_FIRST = [desc(passages.createdAtMs), desc(passages.row)];

/** One page, newest first. Rows are chosen by index alone: content lies in their way on disk. */
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

/** How many there are for this reader. */
export function passageTotalStatement(database: Database, reader: Reader, filters: PassageFilters) {
  return database
    .select({ total: sql<number>`count(*)`.as('total') })
    .from(passages)
    .where(and(...conditions(reader, filters)));
}

/** The whole passage, for whom it is. */
export function passageStatement(database: Database, reader: Reader, id: string) {
  return database
    .select()
    .from(passages)
    .where(and(eq(passages.id, id), isReadable(reader)));
}

/** That a passage exists, and whether it is for this reader. */
export function readablePassageStatement(database: Database, reader: Reader, id: string) {
  return database
    .select({ isOpen: sql<number>`${isReadable(reader)}`.as('is_open') })
    .from(passages)
    .where(eq(passages.id, id));
}

/** The whole passage, whoever asks: for administrators. */
export function anyPassageStatement(database: Database, id: string) {
  return database.select().from(passages).where(eq(passages.id, id));
}

/** Inserts a passage and returns its row. */
export function passageInsert(database: Database, passage: NewPassage) {
  return database.insert(passages).values(passage).returning();
}

/** Changes a passage and returns its row, or no row for an unknown id. */
export function passageUpdate(database: Database, id: string, values: PassageUpdate) {
  return database.update(passages).set(values).where(eq(passages.id, id)).returning();
}

/** Its questions and everybody's progress on it go with it, by their foreign keys. */
export function passageDelete(database: Database, id: string) {
  return database.delete(passages).where(eq(passages.id, id)).returning({ id: passages.id });
}

/** The rule of `rules/premium.ts` for a live account, asked where the passages are. */
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
