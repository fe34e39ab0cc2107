/** `GET /plugs/stats?series=week`: the numbers of created and of converted plugs for each ISO week in UTC. */
import { describe, expect, it, vi } from 'vitest';
import { noCost } from '../../../src/rules/cost.ts';
import { mondayMsOf, weekOf } from '../../../src/rules/plugs/iso-week.ts';
import { openDatabase } from '../../../src/store/database/database.ts';
import type { PlugRow } from '../../../src/store/plugs/plugs.ts';
import { allStatements, updatePlugsStatements } from '../../../src/store/plugs/write.ts';
import { bindings } from '../support/bindings.ts';
import { call, PASSWORD } from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { DAY, START } from '../support/golden.ts';
import { newPlugOwner, type PlugOwner } from './plug-owner.ts';

const TARGET = { first_name: 'John', last_name: 'Doe', email: 'john@example.com' };
/** The ISO week of `START`, which is a Friday, and the week before it. */
const THIS_WEEK = '2031-W47';
const LAST_WEEK = '2031-W46';

useTestClock();

async function readWeeks({ token }: { token: string }): Promise<Record<string, unknown>[]> {
  const { status, body } = await call('/plugs/stats?series=week', { token });
  expect(status).toBe(200);
  return body.weeks;
}

/** Returns the weeks with a count other than zero. */
async function readCountedWeeks(owner: { token: string }) {
  return (await readWeeks(owner)).filter(({ created, converted }) => created !== 0 || converted !== 0);
}

/** Sets the clock to a later time and logs in again, because the access token of the owner has expired at that time. */
async function logInAt(email: string, atMs: number): Promise<{ token: string }> {
  vi.setSystemTime(atMs);
  const { body } = await call('/auth/login', { body: { email, password: PASSWORD } });
  return { token: body.tokens.access_token };
}

const readEmail = async ({ token }: PlugOwner): Promise<string> =>
  (await call('/auth/me', { token })).body.email;

describe('the weekly statistics', () => {
  it('the weekly statistics contain 53 weeks, and begin 52 weeks before the current week', async () => {
    const weeks = await readWeeks(await newPlugOwner());
    const first = weekOf(START) - 52;
    expect(weeks).toHaveLength(53);
    expect(weeks.at(-1)).toEqual({ week: THIS_WEEK, created: 0, converted: 0 });
    expect(weeks.at(0)?.week).toBe('2030-W47');
    expect(mondayMsOf(first)).toBe(Date.parse('2030-11-18'));
  });

  it('the response with weeks also contains the statistics of the response without weeks', async () => {
    const { token } = await newPlugOwner();
    const plain = await call('/plugs/stats', { token });
    const { weeks, ...others } = (await call('/plugs/stats?series=week', { token })).body;
    expect(others).toEqual(plain.body);
    expect(plain.body).not.toHaveProperty('weeks');
    expect(weeks).toHaveLength(53);
  });

  it('the weekly statistics count creations and conversions in the week of the write', async () => {
    const owner = await newPlugOwner();
    const { body } = await owner.create(TARGET);
    await owner.create({
      first_name: 'Jane',
      email: 'jane@example.com',
      last_name: 'D',
      company: 'A',
      job_title: 'B',
    });
    const later = await logInAt(await readEmail(owner), START + 3 * DAY);
    await call(`/plugs/${body.id}/convert`, { token: later.token, body: {} });
    expect(await readCountedWeeks(later)).toEqual([
      { week: THIS_WEEK, created: 2, converted: 0 },
      { week: '2031-W48', created: 0, converted: 1 },
    ]);
  });

  it('the weekly statistics count no rejected writes, no updates and no plugs of another owner', async () => {
    const owner = await newPlugOwner();
    await (await newPlugOwner()).create(TARGET);
    const { body } = await owner.create(TARGET);
    expect((await owner.create({ ...TARGET, first_name: '' })).status).toBe(400);
    await owner.update(body.id, { notes: 'Met' });
    expect(await readCountedWeeks(owner)).toEqual([{ week: THIS_WEEK, created: 1, converted: 0 }]);
  });

  it('the weekly statistics do not change when plugs are deleted, restored and permanently deleted', async () => {
    const owner = await newPlugOwner();
    const { body } = await owner.create(TARGET);
    await owner.convert(body.id);
    const expected = [{ week: THIS_WEEK, created: 1, converted: 1 }];
    await owner.remove(body.id);
    await owner.restore(body.id);
    expect(await readCountedWeeks(owner)).toEqual(expected);
    await owner.remove(body.id);
    await call(`/plugs/${body.id}?permanent=true`, { token: owner.token, method: 'DELETE' });
    expect((await owner.read(body.id)).status).toBe(404);
    expect(await readCountedWeeks(owner)).toEqual(expected);
  });

  it('the weekly statistics count one conversion when several requests convert the same target', async () => {
    const owner = await newPlugOwner();
    const { body } = await owner.create(TARGET);
    const responses = await Promise.all([1, 2, 3, 4].map(() => owner.convert(body.id)));
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422]);
    expect(await readCountedWeeks(owner)).toEqual([{ week: THIS_WEEK, created: 1, converted: 1 }]);
  });

  it('the weekly statistics count no conversion that failed because another write changed the plug first', async () => {
    const owner = await newPlugOwner();
    const { body } = await owner.create(TARGET);
    const row = await bindings.DB.prepare('SELECT * FROM plugs WHERE id = ?').bind(body.id).first<PlugRow>();
    // The ETag differs from the stored ETag, as if another write had changed the plug after it was read.
    const read = { id: body.id, row: row?.row ?? 0, etag: 'read before' };
    const update = {
      read,
      values: { etag: 'lost' },
      entry: undefined,
      keyChanges: [],
      kind: 'converted' as const,
      before: '{}',
    };
    const origin = { owner: row?.owner ?? 0, nowMs: START, via: 'api', sessionId: null } as const;
    await openDatabase(bindings.DB, noCost()).batch(allStatements(updatePlugsStatements([update], origin)));
    expect(await readCountedWeeks(owner)).toEqual([{ week: THIS_WEEK, created: 1, converted: 0 }]);
  });

  it('the weekly statistics omit weeks that are older than 52 weeks', async () => {
    const owner = await newPlugOwner();
    await owner.create(TARGET);
    const email = await readEmail(owner);
    const atMs = START + 52 * 7 * DAY;
    expect(await readCountedWeeks(await logInAt(email, atMs))).toHaveLength(1);
    expect(await readCountedWeeks(await logInAt(email, atMs + 7 * DAY))).toEqual([]);
  });
});

describe('the parameter series', () => {
  it.each(['', 'series=', 'series=%20'])('the query "%s" adds no weeks to the statistics', async (query) => {
    const { token } = await newPlugOwner();
    const { status, body } = await call(`/plugs/stats?${query}`, { token });
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('weeks');
  });

  it.each(['month', 'WEEK', '1', "week'--"])(
    'the value %s of the parameter series returns 400',
    async (series) => {
      const { token } = await newPlugOwner();
      const { status, body } = await call(`/plugs/stats?series=${encodeURIComponent(series)}`, { token });
      expect([status, body.detail]).toEqual([400, 'series must be week']);
    },
  );
});

it('the weekly statistics read at most 120 rows in one round trip when every week has counts', async () => {
  const owner = await newPlugOwner();
  for (let at = 0; at < 16; at += 1) {
    await owner.create({
      ...TARGET,
      last_name: `N${at}`,
      email: `n${at}@example.com`,
      business_type: `business ${at}`,
      network_type: `network ${at}`,
      tags: [`tag ${at}`, `other ${at}`],
    });
  }
  const current = weekOf(START);
  const weeks = Array.from({ length: 120 }, (_, at) => current - 1 - at);
  await bindings.DB.prepare(
    'INSERT INTO plug_weeks SELECT users.number, week.value, 2, 1 FROM users, json_each(?) AS week WHERE users.id = ?',
  )
    .bind(JSON.stringify(weeks), owner.id)
    .run();
  const { body, cost } = await call('/plugs/stats?series=week', { token: owner.token });
  expect(body.weeks.at(-2)).toEqual({ week: LAST_WEEK, created: 2, converted: 1 });
  expect(body.weeks.at(-1)).toEqual({ week: THIS_WEEK, created: 16, converted: 0 });
  expect(cost).toMatchObject({ trips: 1, rowsWritten: 0, objects: 0, kv: 0, hashes: 0 });
  expect(cost.rowsRead).toBeLessThanOrEqual(120);
});
