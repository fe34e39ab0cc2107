/**
 * Passages in D1. The statements for a reader contain the condition for the access to premium passages
 * (`readableCondition`). `passageTitlesStatement` and `passageCountsStatement` have no such condition, because every
 * reader may see all titles and counts. The statements whose names begin with `any` and the statements that write are
 * for administrators and have no such condition.
 */
import { and, desc, eq, getTableColumns, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { users } from '../database/schema.ts';
import { type DIFFICULTIES, passages, type TIERS } from './schema.ts';

export type PassageRow = typeof passages.$inferSelect;
export type NewPassage = typeof passages.$inferInsert;
/** The changed values of a passage. The column of an undefined value does not change. */
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

const { content: _content, ...summaryColumns } = getTableColumns(passages);
const NEWEST_FIRST = [desc(passages.createdAtMs), desc(passages.row)];

/**
 * One page of the passages that this reader may read, without their content, newest first. Without a filter by
 * difficulty, the inner select uses only the index, so that the long content of skipped rows is not read.
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
    .select(summaryColumns)
    .from(passages)
    .where(inArray(passages.row, rows))
    .orderBy(...NEWEST_FIRST);
}

/** The condition that a passage exists. */
export function passageExistsCondition(id: string): SQL {
  return sql`EXISTS (SELECT 1 FROM ${passages} WHERE ${passages.id} = ${id})`;
}

/** The number of passages that match the filters and that this reader may read. */
export function passageTotalStatement(database: Database, reader: Reader, filters: PassageFilters) {
  return database
    .select({ total: sql<number>`count(*)`.as('total') })
    .from(passages)
    .where(and(...conditions(reader, filters)));
}

/**
 * One page of all passages without their content, newest first. It includes the passages that the reader may not read,
 * because the titles of all passages are public. The inner select uses only the index.
 */
export function passageTitlesStatement(
  database: Database,
  { limit, offset }: { limit: number; offset: number },
) {
  const rows = database
    .select({ row: passages.row })
    .from(passages)
    .orderBy(...NEWEST_FIRST)
    .limit(limit)
    .offset(offset);
  return database
    .select(summaryColumns)
    .from(passages)
    .where(inArray(passages.row, rows))
    .orderBy(...NEWEST_FIRST);
}

/** The number of all passages, and the number of premium passages. */
export function passageCountsStatement(database: Database) {
  return database
    .select({
      total: sql<number>`count(*)`.as('total'),
      premium: sql<number>`coalesce(sum(${passages.tier} = 'premium'), 0)`.as('premium'),
    })
    .from(passages);
}

/** The passage with its content. No row if this reader may not read the passage. */
export function passageStatement(database: Database, reader: Reader, id: string) {
  return database
    .select()
    .from(passages)
    .where(and(eq(passages.id, id), readableCondition(reader)));
}

/** Returns one row if the passage exists. The row contains whether this reader may read the passage. */
export function passageAccessStatement(database: Database, reader: Reader, id: string) {
  return database
    .select({ isReadable: sql<number>`${readableCondition(reader)}`.as('is_readable') })
    .from(passages)
    .where(eq(passages.id, id));
}

/** The passage with its content, without an access condition. */
export function anyPassageStatement(database: Database, id: string) {
  return database.select().from(passages).where(eq(passages.id, id));
}

/**
 * The newest passages whose row number is lower than `after`, without their content and without an access condition.
 * If `after` is null, the newest of all passages. `limit + 1` passages are read, to detect a further page.
 */
export function anyPassagesStatement(database: Database, after: number | null, limit: number) {
  return database
    .select(summaryColumns)
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

/**
 * Deletes a passage and returns its id, or no row for an unknown id. The foreign keys also delete its questions and the
 * progress of all readers on it.
 */
export function deletePassageStatement(database: Database, id: string) {
  return database.delete(passages).where(eq(passages.id, id)).returning({ id: passages.id });
}

/**
 * The condition that a reader may read a passage: the passage is free, or the account of the reader is active, not
 * deleted and premium (`rules/accounts/premium.ts`).
 */
export function readableCondition({ accountNumber, nowMs }: Reader): SQL {
  if (accountNumber === null) return eq(passages.tier, 'free');
  return sql`${passages.tier} IN (SELECT 'free' UNION ALL SELECT 'premium' FROM ${users} WHERE
    ${users.number} = ${accountNumber} AND ${users.isPremium} AND ${users.isActive} AND ${users.deletedAtMs} IS NULL
    AND (${users.premiumUntilMs} IS NULL OR ${users.premiumUntilMs} > ${nowMs}))`;
}

function conditions(reader: Reader, { difficulty, tier }: PassageFilters): (SQL | undefined)[] {
  return [
    readableCondition(reader),
    tier && eq(passages.tier, tier),
    difficulty && eq(passages.difficulty, difficulty),
  ];
}
