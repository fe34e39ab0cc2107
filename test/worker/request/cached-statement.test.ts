/** Statements that are built once: what differs between requests is bound, and rows come back as drizzle gives them. */
import { eq, sql } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { noCost } from '../../../src/rules/cost.ts';
import { cachedStatement } from '../../../src/store/database/cached-statement.ts';
import { openDatabase } from '../../../src/store/database/database.ts';
import { type MappedQuery, resultMapper } from '../../../src/store/database/result-mapper.ts';
import { plugs, sessions, users } from '../../../src/store/database/schema.ts';
import { plugPageStatement } from '../../../src/store/plugs/lists.ts';
import { numberOf } from '../support/accounts.ts';
import { bindings } from '../support/bindings.ts';
import { call, signUp } from '../support/client.ts';

const database = openDatabase(bindings.DB, noCost());
type Prepared = MappedQuery & { getQuery(): { sql: string; params: unknown[] } };
const prepared = (query: unknown) => (query as { _prepare(): Prepared })._prepare();

/** A statement that answers with the value it was given. */
function echo(shape: string, value: number, build = vi.fn()) {
  return cachedStatement(database, shape, { value }, (blueprint, held) => {
    build();
    return blueprint.select({ said: sql<number>`${held.value} + 0`.as('said') }).from(sql`(SELECT 1)`);
  });
}

describe('a kept statement', () => {
  it('is built once for a shape, and bound anew each time', async () => {
    const build = vi.fn();
    const [one, two] = await database.batch([echo('once', 1, build), echo('once', 2, build)]);
    expect([one, two]).toEqual([[{ said: 1 }], [{ said: 2 }]]);
    expect(build).toHaveBeenCalledTimes(1);
  });

  it('is forgotten when there are too many others, and built again', async () => {
    const build = vi.fn();
    echo('forgotten', 0, build);
    for (let at = 0; at < 200; at += 1) echo(`shape ${at}`, at);
    const [rows] = await database.batch([echo('forgotten', 7, build)]);
    expect(rows).toEqual([{ said: 7 }]);
    expect(build).toHaveBeenCalledTimes(2);
  });
});

describe('pages of plugs', () => {
  const filters = { tags: [] as string[], deleted: false };
  const order = { field: 'company', descending: true } as const;
  const page = { filters, order, limit: 10, skip: 0, after: undefined };
  const SHAPES = [
    page,
    { ...page, filters: { ...filters, deleted: true } },
    { ...page, filters: { ...filters, priority: 'high' as const } },
    { ...page, filters: { ...filters, networkType: '' } },
    { ...page, filters: { ...filters, businessType: 'high' } },
    { ...page, filters: { ...filters, tags: ['a'] } },
    { ...page, filters: { ...filters, createdFromMs: 0 } },
    { ...page, filters: { ...filters, createdToMs: 0 } },
    { ...page, order: { ...order, descending: false } },
    { ...page, order: { ...order, field: 'first_name' as const } },
    { ...page, after: { value: 'a', row: 1 } },
    { ...page, after: { value: null, row: 1 } },
  ];

  it('have SQL of their own wherever they differ in more than values', () => {
    const texts = SHAPES.map((each) => prepared(plugPageStatement(database, 1, each)).getQuery().sql);
    expect(new Set(texts).size).toBe(SHAPES.length);
    const again = SHAPES.map((each) => prepared(plugPageStatement(database, 2, each)).getQuery().sql);
    expect(again).toEqual(texts);
  });

  it('take the values that are asked for', () => {
    const asked = { ...page, skip: 40, filters: { ...filters, networkType: '', tags: ['a', 'b'] } };
    const { params } = prepared(plugPageStatement(database, 7, asked)).getQuery();
    expect(params).toEqual([7, '', '["a","b"]', 11, 40]);
  });
});

it('rows are mapped as drizzle maps them: joins, flags, JSON and nothing', async () => {
  const account = await signUp('mapped');
  const owner = await numberOf(account);
  const body = { first_name: 'Ada', last_name: 'Mapped', tags: ['x'], custom_data: { deep: [1] } };
  await call('/plugs/', { token: account.token, body });
  const queries = [
    database.select().from(plugs).where(eq(plugs.owner, owner)),
    database.select().from(users).where(eq(users.number, owner)),
    database
      .select({ began: sql<number>`${sessions.createdAtMs}`.as('began'), account: users })
      .from(sessions)
      .innerJoin(users, eq(users.number, sessions.owner))
      .where(eq(sessions.owner, owner)),
    database
      .select({ number: users.number, plug: { priority: plugs.priority } })
      .from(users)
      .leftJoin(plugs, eq(plugs.id, sql`'nobody'`))
      .where(eq(users.number, owner)),
  ];
  for (const query of queries) {
    const plan = prepared(query);
    const { sql: text, params } = plan.getQuery();
    const result = await bindings.DB.prepare(text)
      .bind(...params)
      .all();
    expect(result.results).toHaveLength(1);
    expect(resultMapper(plan)(result, true)).toEqual(plan.mapResult(result, true));
  }
});
