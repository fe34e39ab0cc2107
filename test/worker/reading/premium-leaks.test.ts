/** A reader without premium access can learn that a passage with a known id exists and is premium, but nothing else. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withBatch } from '../support/altered-worker.ts';
import { bindings } from '../support/bindings.ts';
import { call, freshAddress, type TestResponse } from '../support/client.ts';
import { HOUR, START } from '../support/golden.ts';
import {
  answersTo,
  CORRECT_OPTIONS,
  clearPassages,
  type Editor,
  expectOneRoundTrip,
  newEditor,
  newPremiumReader,
  newReader,
  PREMIUM_REQUIRED,
  readerWith,
} from './reading.ts';

type Passage = TestResponse['body'];

/**
 * The title and the content of the premium passage, and the text of its questions. The free passage does not contain this
 * word.
 */
const SECRET = 'Sesquipedalian';
let admin: Editor;
let free: Passage;
let premium: Passage;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  await clearPassages();
  admin = await newEditor();
  free = await admin.create();
  const questions = [
    { text: SECRET, options: [SECRET, 'b'], correct_answer_index: 0, explanation: SECRET },
    ...premiumQuestions(2),
  ];
  premium = await admin.create({
    title: SECRET,
    content: SECRET,
    tier: 'premium',
    difficulty: 'Hard',
    questions,
  });
});
afterEach(() => {
  vi.useRealTimers();
});

function premiumQuestions(count: number) {
  const question = { text: SECRET, options: ['a', 'b', 'c', SECRET], correct_answer_index: 0 };
  return Array.from({ length: count }, () => question);
}

type Reader = ReturnType<typeof readerWith>;

/** Expects that a reader can list and read only the free passage, and that a read of the premium passage is 403. */
async function expectOnlyFree(client: Reader): Promise<void> {
  for (const query of ['', 'limit=1', 'tier=free']) {
    const { body } = await client.list(query);
    expect(body).toMatchObject({ count: 1, next: null, previous: null, results: [{ id: free.id }] });
  }
  const emptyPage = { count: 0, next: null, previous: null, results: [] };
  for (const query of ['tier=premium', 'difficulty=Hard', 'tier=premium&difficulty=Hard&limit=1']) {
    const response = await client.list(query);
    expectOneRoundTrip(response);
    expect(response.body).toEqual(emptyPage);
  }
  expect((await client.list('offset=1')).body).toMatchObject({ count: 1, next: null, results: [] });
  const detail = await client.read(premium.id);
  expect([detail.status, detail.body]).toEqual([403, PREMIUM_REQUIRED]);
  expect(detail.cost.trips).toBe(1);
  expect((await client.read(free.id)).status).toBe(200);
}

/**
 * Expects that the progress of a reader omits the premium passage, and that requests for the progress on this passage and
 * submissions to it are 403.
 */
async function expectNoProgressOnPremium(client: Reader): Promise<void> {
  const { body } = await client.readProgress();
  expect(body.total_passages).toBe(1);
  expect(JSON.stringify(body)).not.toContain(premium.id);
  const answers = answersTo(premium, CORRECT_OPTIONS);
  for (const request of [
    client.readProgressOn(premium.id),
    client.submit(premium.id, answers),
    client.submit(premium.id, [{ question_id: 'guess', selected_option_index: 9 }]),
  ]) {
    const response = await request;
    expect([response.status, response.body]).toEqual([403, PREMIUM_REQUIRED]);
  }
}

async function expectAllPassages(client: Reader): Promise<void> {
  const { body } = await client.list();
  expect(body).toMatchObject({ count: 2, results: [{ id: premium.id }, { id: free.id }] });
  expect((await client.list('tier=premium')).body).toMatchObject({ count: 1, results: [{ id: premium.id }] });
  const detail = await client.read(premium.id);
  expectOneRoundTrip(detail);
  expect(detail.body).toMatchObject({ content: SECRET, questions: [{ text: SECRET }, {}, {}] });
  expect((await client.readProgress()).body.total_passages).toBe(2);
  expect((await client.readProgressOn(premium.id)).status).toBe(200);
}

it('only free passages are readable without a token', async () => {
  await expectOnlyFree(readerWith());
});

it('only free passages are readable without premium access, also for an administrator', async () => {
  for (const client of [await newReader(), readerWith(admin.token)]) {
    await expectOnlyFree(client);
    await expectNoProgressOnPremium(client);
  }
});

it('all passages are readable with premium access, with and without an end date', async () => {
  await expectAllPassages(await newPremiumReader());
  await expectAllPassages(await newPremiumReader(START + HOUR));
});

it('premium access ends exactly at premium_until', async () => {
  const client = await newPremiumReader(START + HOUR);
  vi.setSystemTime(START + HOUR - 1);
  const renewed = readerWith(await newAccessToken(client));
  await expectAllPassages(renewed);
  vi.setSystemTime(START + HOUR);
  await expectOnlyFree(renewed);
  await expectNoProgressOnPremium(renewed);
});

it('a future premium_until without is_premium gives no premium access', async () => {
  const client = await newReader();
  await admin.change(client, { premium_until: new Date(START + HOUR).toISOString() });
  await expectOnlyFree(client);
});

it('a change of premium access by an administrator takes effect in the next request', async () => {
  const client = await newReader();
  await expectOnlyFree(client);
  await admin.change(client, { is_premium: true });
  await expectAllPassages(client);
  await admin.change(client, { is_premium: false });
  await expectOnlyFree(client);
  await expectNoProgressOnPremium(client);
  await admin.change(client, { is_premium: true, premium_until: new Date(START - 1).toISOString() });
  await expectOnlyFree(client);
  await admin.change(client, { premium_until: null });
  await expectAllPassages(client);
});

it('progress on premium passages is hidden without premium access, and visible again with new premium access', async () => {
  const client = await newPremiumReader();
  const marked = await client.submit(premium.id, answersTo(premium, [0, 0, 1]), 30);
  expect(marked.body).toMatchObject({ score: 66, is_completed: true });
  await client.submit(free.id, answersTo(free, CORRECT_OPTIONS));
  const fullProgress = (await client.readProgress()).body;
  expect(fullProgress).toMatchObject({ total_passages: 2, completed_count: 2, scores: { [premium.id]: 66 } });
  await admin.change(client, { is_premium: false });
  expect((await client.readProgress()).body).toEqual({
    completed_passages: [free.id],
    scores: { [free.id]: 100 },
    total_passages: 1,
    completed_count: 1,
  });
  await expectNoProgressOnPremium(client);
  await admin.change(client, { is_premium: true });
  expect((await client.readProgress()).body).toEqual(fullProgress);
  expect((await client.readProgressOn(premium.id)).body).toMatchObject({ score: 66, attempts: 1 });
});

it('a change of the tier of a passage takes effect immediately for readers without premium access', async () => {
  const client = await newReader();
  await client.submit(free.id, answersTo(free, CORRECT_OPTIONS));
  await admin.update(free.id, { tier: 'premium' });
  expect((await client.list()).body.count).toBe(0);
  expect((await client.read(free.id)).body).toEqual(PREMIUM_REQUIRED);
  expect((await client.readProgress()).body).toMatchObject({
    scores: {},
    total_passages: 0,
    completed_count: 0,
  });
  await admin.update(free.id, { tier: 'free' });
  expect((await client.readProgress()).body).toMatchObject({ scores: { [free.id]: 100 } });
});

it('the database returns premium content only for readers with premium access', async () => {
  const batchResults: string[] = [];
  const batch = async (statements: D1PreparedStatement[]) => {
    const results = await bindings.DB.batch(statements);
    batchResults.push(JSON.stringify(results.map((each) => each.results)));
    return results;
  };
  const DB = withBatch(batch);
  const client = await newReader();
  const body = { answers: answersTo(premium, CORRECT_OPTIONS) };
  for (const path of [
    '/passages',
    `/passages/${premium.id}`,
    `/progress/passages/${premium.id}`,
    '/progress',
  ]) {
    await call(path, { token: client.token, altered: { DB } });
    if (path.startsWith('/passages')) await call(path, { altered: { DB } });
  }
  await call(`/progress/passages/${premium.id}/submit`, { token: client.token, body, altered: { DB } });
  expect(batchResults).toHaveLength(7);
  expect(batchResults.join()).not.toContain(SECRET);
  await call(`/passages/${premium.id}`, { token: (await newPremiumReader()).token, altered: { DB } });
  expect(batchResults[7]).toContain(SECRET);
});

/** Logs in again, because the first access token of the reader may have expired. */
async function newAccessToken({ email, password }: { email: string; password: string }): Promise<string> {
  const { body } = await call('/auth/login', { body: { email, password }, address: freshAddress() });
  return body.tokens.access;
}
