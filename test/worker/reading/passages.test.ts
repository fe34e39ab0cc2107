/** The list of passages and single passages, for readers. */
import { createExecutionContext } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import { bindings } from '../support/bindings.ts';
import { call } from '../support/client.ts';
import { invalid, NOT_FOUND } from '../support/golden.ts';
import {
  clearPassages,
  type Editor,
  expectOneRoundTrip,
  newEditor,
  newPremiumReader,
  newReader,
  PREMIUM_REQUIRED,
  passageSummary,
  QUESTIONS,
  readerWith,
  UNKNOWN_PASSAGE,
} from './reading.ts';

const anonymous = readerWith();
let admin: Editor;

beforeEach(async () => {
  await clearPassages();
  admin = await newEditor();
});

describe('the list', () => {
  it('the list is a page of summaries, newest first', async () => {
    const first = await admin.create({ title: 'First' });
    const second = await admin.create({ title: 'Second', difficulty: 'Hard', questions: [] });
    const { status, body } = await anonymous.list();
    expect(status).toBe(200);
    expect(body).toEqual({
      count: 2,
      next: null,
      previous: null,
      results: [
        passageSummary({ id: second.id, title: 'Second', difficulty: 'Hard', question_count: 0 }),
        passageSummary({ id: first.id, title: 'First' }),
      ],
    });
  });

  it('the list is empty if there are no passages', async () => {
    expect((await anonymous.list()).body).toEqual({ count: 0, next: null, previous: null, results: [] });
  });

  it('a page of the list contains the absolute URLs of the next and the previous page, with the filters', async () => {
    for (let at = 0; at < 5; at += 1) await admin.create({ title: `Passage ${at}` });
    const page = await anonymous.list('limit=2&offset=2&difficulty=Easy');
    const urlOf = (offset: number) =>
      `http://plugs.test/api/v1/passages?limit=2&offset=${offset}&difficulty=Easy`;
    expect(page.body).toMatchObject({ count: 5, next: urlOf(4), previous: urlOf(0) });
    expect(page.body.results.map(({ title }: { title: string }) => title)).toEqual([
      'Passage 2',
      'Passage 1',
    ]);
    const last = await call(
      `//${new URL(page.body.next).pathname.slice(1)}${new URL(page.body.next).search}`,
    );
    expect(last.body).toMatchObject({ count: 5, next: null, previous: urlOf(2), results: [{}] });
    expect((await anonymous.list('limit=2&offset=1')).body.previous).toContain('offset=0');
    expect((await anonymous.list('offset=9')).body).toMatchObject({ count: 5, next: null, results: [] });
  });

  it('a page of the list has twenty passages by default, and the path may end with a slash', async () => {
    const rows = Array.from({ length: 21 }, () => ({ id: crypto.randomUUID() }));
    await bindings.DB.prepare(
      `INSERT INTO passages (id, title, content, difficulty, tier, question_count, created_at, updated_at)
       SELECT value ->> '$.id', 'T', 'C', 'Easy', 'free', 0, 1, 1 FROM json_each(?)`,
    )
      .bind(JSON.stringify(rows))
      .run();
    const { body } = await call('/passages/');
    expect(body.results).toHaveLength(20);
    expect(body).toMatchObject({ count: 21, next: 'http://plugs.test/api/v1/passages/?offset=20' });
  });

  it('the list can be filtered by difficulty and tier', async () => {
    await admin.create({ difficulty: 'Easy' });
    const hard = await admin.create({ difficulty: 'Hard', tier: 'premium' });
    const premium = await newPremiumReader();
    const found = await premium.list('difficulty=Hard&tier=premium');
    expect(found.body).toMatchObject({ count: 1, results: [{ id: hard.id }] });
    expect((await premium.list('difficulty=Medium')).body.count).toBe(0);
    expect((await premium.list('tier=free')).body.count).toBe(1);
  });

  it.each([
    ['difficulty=easy', 'difficulty', 'difficulty must be one of Easy, Medium, Hard'],
    ['tier=gold', 'tier', 'tier must be one of free, premium'],
    ['tier=free&tier=premium', 'tier', 'tier must be one of free, premium'],
    ['limit=0', 'limit', 'limit must be a whole number from 1 to 100'],
    ['limit=101', 'limit', 'limit must be a whole number from 1 to 100'],
    ['offset=-1', 'offset', 'offset must be a whole number from 0 to 1000000000'],
  ])('the list rejects the query %s', async (query, field, message) => {
    const { status, body } = await anonymous.list(query);
    expect(status).toBe(400);
    expect(body).toEqual(invalid({ field, message }));
  });
});

describe('one passage', () => {
  it('a passage contains its content and questions, but no correct answers and no explanations', async () => {
    const { id, questions } = await admin.create();
    const { status, body } = await anonymous.read(id);
    expect(status).toBe(200);
    expect(body).toEqual({
      ...passageSummary({ id }),
      content: 'A honeybee dances.\n\nThe others follow.',
      questions: QUESTIONS.map(({ text, options }, at) => ({
        id: questions[at].id,
        text,
        options,
        order: at,
      })),
    });
    expect(JSON.stringify(body)).not.toMatch(/correct_answer_index|explanation/);
  });

  it.each([UNKNOWN_PASSAGE, 'nothing', '%00'])('an unknown passage returns 404: %s', async (id) => {
    const { status, body } = await anonymous.read(id);
    expect(status).toBe(404);
    expect(body).toEqual(NOT_FOUND);
  });

  it('a passage is found if the path contains its id in upper case and a trailing slash', async () => {
    const { id } = await admin.create();
    expect((await anonymous.read(`${id.toUpperCase()}/`)).body.id).toBe(id);
  });
});

it('the error for a premium passage contains the URL of the account page at PUBLIC_URL, or at the origin of the request', async () => {
  const { id } = await admin.create({ tier: 'premium' });
  const app = createApp(parseConfiguration({ ...bindings, PUBLIC_URL: 'https://read.example/' }));
  const execution = createExecutionContext();
  const response = await app.request(`/api/v1/passages/${id}`, {}, bindings, execution);
  expect(await response.json()).toMatchObject({ upgrade_url: 'https://read.example/web/account' });
  expect((await anonymous.read(id)).body).toEqual(PREMIUM_REQUIRED);
});

it('a list and a passage take one round trip each, with and without a token', async () => {
  const { id } = await admin.create();
  const premium = await newPremiumReader();
  for (const client of [anonymous, await newReader(), premium]) {
    expectOneRoundTrip(await client.list('difficulty=Easy'));
    const detail = await client.read(id);
    expectOneRoundTrip(detail);
    expect(detail.cost.rowsRead).toBeLessThanOrEqual(20);
  }
});
