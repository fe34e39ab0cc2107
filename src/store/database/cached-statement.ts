/**
 * Statements whose SQL is built once per isolate and shape, then only bound: drizzle takes a quarter of a millisecond to
 * build one, more than all else that a small read does in the worker.
 */
import { fillPlaceholders, type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { drizzle } from 'drizzle-orm/d1';
import type { Database } from './database.ts';
import { type MappedQuery, resultMapper } from './result-mapper.ts';

interface Built {
  sql: string;
  params: unknown[];
  mapResult: MappedQuery['mapResult'];
}

/** More shapes than these are nobody's habit: the oldest makes room. */
const MAX_SHAPES = 200;
const kept = new Map<string, Built>();
/** Builds statements and runs none. */
const blueprint = drizzle({ prepare: () => undefined } as unknown as D1Database) as Database;

/**
 * The statement of this shape with these values. `build` is called for a shape that is new, with a placeholder for each
 * value; all that is not a value must be told by the shape.
 */
export function cachedStatement<Values extends Record<string, unknown>, Query extends BatchItem<'sqlite'>>(
  database: Database,
  shape: string,
  values: Values,
  build: (database: Database, held: { [Name in keyof Values]: Placeholder & SQL }) => Query,
): Query {
  const built = kept.get(shape) ?? keep(shape, build(blueprint, placeholdersFor(values)));
  const statement = {
    stmt: database.$client.prepare(built.sql),
    getQuery: () => ({ sql: built.sql, params: fillPlaceholders(built.params, values) }),
    mapResult: built.mapResult,
  };
  return { _prepare: () => statement } as unknown as Query;
}

function keep(shape: string, query: BatchItem<'sqlite'>): Built {
  const [oldest] = kept.keys();
  if (kept.size >= MAX_SHAPES && oldest !== undefined) kept.delete(oldest);
  const prepared = (query as unknown as { _prepare(): Preparable })._prepare();
  const built = { ...prepared.getQuery(), mapResult: resultMapper(prepared) };
  kept.set(shape, built);
  return built;
}

interface Preparable extends MappedQuery {
  getQuery(): { sql: string; params: unknown[] };
}

function placeholdersFor<Values extends Record<string, unknown>>(values: Values) {
  const held = Object.keys(values).map((name) => [name, sql.placeholder(name)]);
  return Object.fromEntries(held) as { [Name in keyof Values]: Placeholder & SQL };
}
