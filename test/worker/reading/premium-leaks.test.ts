/** Without premium access, a reader learns that a passage with a known id exists, and nothing else. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withBatch } from '../support/altered-worker.ts';
import { bindings } from '../support/bindings.ts';
import { type Answer, call, freshAddress } from '../support/client.ts';
import { HOUR, START } from '../support/golden.ts';
import {
  answersTo,
  clearPassages,
  type Editor,
  editor,
  expectOneTrip,
  PREMIUM_REQUIRED,
  premiumReader,
  RIGHT,
  reader,
  readerWith,
} from './reading.ts';

type Passage = Answer['body'];

const SECRET = 'Sesquipedalian';
let desk: Editor;
let free: Passage;
let premium: Passage;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  await clearPassages();
  desk = await editor();
  free = await desk.create();
  const questions = [
    { text: SECRET, options: [SECRET, 'b'], correct_answer_index: 0, explanation: SECRET },
    ...premiumQuestions(2),
  ];
  premium = await desk.create({
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

async function expectOnlyFree(one: Reader): Promise<void> {
  for (const query of ['', 'limit=1', 'tier=free']) {
    const { body } = await one.list(query);
    expect(body).toMatchObject({ count: 1, next: null, previous: null, results: [{ id: free.id }] });
  }
  const nothing = { count: 0, next: null, previous: null, results: [] };
  for (const query of ['tier=premium', 'difficulty=Hard', 'tier=premium&difficulty=Hard&limit=1']) {
    const answer = await one.list(query);
    expectOneTrip(answer);
    expect(answer.body).toEqual(nothing);
  }
  expect((await one.list('offset=1')).body).toMatchObject({ count: 1, next: null, results: [] });
  const detail = await one.read(premium.id);
  expect([detail.status, detail.body]).toEqual([403, PREMIUM_REQUIRED]);
  expect(detail.cost.trips).toBe(1);
  expect((await one.read(free.id)).status).toBe(200);
}

async function expectNoProgressOnPremium(one: Reader): Promise<void> {
  const { body } = await one.progress();
  expect(body.total_passages).toBe(1);
  expect(JSON.stringify(body)).not.toContain(premium.id);
  const answers = answersTo(premium, RIGHT);
  for (const ask of [
    one.progressOn(premium.id),
    one.submit(premium.id, answers),
    one.submit(premium.id, [{ question_id: 'guess', selected_option_index: 9 }]),
  ]) {
    const answer = await ask;
    expect([answer.status, answer.body]).toEqual([403, PREMIUM_REQUIRED]);
  }
}

async function expectEverything(one: Reader): Promise<void> {
  const { body } = await one.list();
  expect(body).toMatchObject({ count: 2, results: [{ id: premium.id }, { id: free.id }] });
  expect((await one.list('tier=premium')).body).toMatchObject({ count: 1, results: [{ id: premium.id }] });
  const detail = await one.read(premium.id);
  expectOneTrip(detail);
  expect(detail.body).toMatchObject({ content: SECRET, questions: [{ text: SECRET }, {}, {}] });
  expect((await one.progress()).body.total_passages).toBe(2);
  expect((await one.progressOn(premium.id)).status).toBe(200);
}

it('without a token there are only free passages', async () => {
  await expectOnlyFree(readerWith());
});

it('with a token and no premium there are only free passages, an administrator’s token included', async () => {
  for (const one of [await reader(), readerWith(desk.token)]) {
    await expectOnlyFree(one);
    await expectNoProgressOnPremium(one);
  }
});

it('with premium, for good or still, there is everything', async () => {
  await expectEverything(await premiumReader());
  await expectEverything(await premiumReader(START + HOUR));
});

it('premium ends at its moment, not a request later', async () => {
  const one = await premiumReader(START + HOUR);
  vi.setSystemTime(START + HOUR - 1000);
  const renewed = readerWith(await accessToken(one));
  await expectEverything(renewed);
  vi.setSystemTime(START + HOUR);
  await expectOnlyFree(renewed);
  await expectNoProgressOnPremium(renewed);
});

it('a moment to come without the grant is no premium', async () => {
  const one = await reader();
  await desk.change(one, { premium_until: new Date(START + HOUR).toISOString() });
  await expectOnlyFree(one);
});

it('premium given and taken by an administrator counts from the next request', async () => {
  const one = await reader();
  await expectOnlyFree(one);
  await desk.change(one, { is_premium: true });
  await expectEverything(one);
  await desk.change(one, { is_premium: false });
  await expectOnlyFree(one);
  await expectNoProgressOnPremium(one);
  await desk.change(one, { is_premium: true, premium_until: new Date(START - 1).toISOString() });
  await expectOnlyFree(one);
  await desk.change(one, { premium_until: null });
  await expectEverything(one);
});

it('progress on premium passages sleeps while premium is away, and comes back with it', async () => {
  const one = await premiumReader();
  const marked = await one.submit(premium.id, answersTo(premium, [0, 0, 1]), 30);
  expect(marked.body).toMatchObject({ score: 66, is_completed: true });
  await one.submit(free.id, answersTo(free, RIGHT));
  const whole = (await one.progress()).body;
  expect(whole).toMatchObject({ total_passages: 2, completed_count: 2, scores: { [premium.id]: 66 } });
  await desk.change(one, { is_premium: false });
  expect((await one.progress()).body).toEqual({
    completed_passages: [free.id],
    scores: { [free.id]: 100 },
    total_passages: 1,
    completed_count: 1,
  });
  await expectNoProgressOnPremium(one);
  await desk.change(one, { is_premium: true });
  expect((await one.progress()).body).toEqual(whole);
  expect((await one.progressOn(premium.id)).body).toMatchObject({ score: 66, attempts: 1 });
});

it('a passage that becomes premium is gone for the others at once, and comes back free', async () => {
  const one = await reader();
  await one.submit(free.id, answersTo(free, RIGHT));
  await desk.update(free.id, { tier: 'premium' });
  expect((await one.list()).body.count).toBe(0);
  expect((await one.read(free.id)).body).toEqual(PREMIUM_REQUIRED);
  expect((await one.progress()).body).toMatchObject({ scores: {}, total_passages: 0, completed_count: 0 });
  await desk.update(free.id, { tier: 'free' });
  expect((await one.progress()).body).toMatchObject({ scores: { [free.id]: 100 } });
});

it('what is premium does not leave the database for others', async () => {
  const seen: string[] = [];
  const batch = async (statements: D1PreparedStatement[]) => {
    const results = await bindings.DB.batch(statements);
    seen.push(JSON.stringify(results.map((each) => each.results)));
    return results;
  };
  const DB = withBatch(batch);
  const one = await reader();
  const body = { answers: answersTo(premium, RIGHT) };
  for (const path of [
    '/passages',
    `/passages/${premium.id}`,
    `/progress/passages/${premium.id}`,
    '/progress',
  ]) {
    await call(path, { token: one.token, altered: { DB } });
    if (path.startsWith('/passages')) await call(path, { altered: { DB } });
  }
  await call(`/progress/passages/${premium.id}/submit`, { token: one.token, body, altered: { DB } });
  expect(seen).toHaveLength(7);
  expect(seen.join()).not.toContain(SECRET);
  await call(`/passages/${premium.id}`, { token: (await premiumReader()).token, altered: { DB } });
  expect(seen[7]).toContain(SECRET);
});

async function accessToken({ email, password }: { email: string; password: string }): Promise<string> {
  const { body } = await call('/auth/login', { body: { email, password }, address: freshAddress() });
  return body.tokens.access;
}
