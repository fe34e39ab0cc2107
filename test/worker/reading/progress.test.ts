/** The progress of a reader, and the calculation of scores. */
import { beforeEach, describe, expect, it } from 'vitest';
import { markAnswers, scoreOf } from '../../../src/rules/reading/score.ts';
import type { TestResponse } from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { failure, NOT_FOUND } from '../support/golden.ts';
import {
  answersTo,
  CORRECT_OPTIONS,
  type Editor,
  expectOneRoundTrip,
  newPassageAndReader,
  newReader,
  noProgress,
  readerWith,
  type TestReader,
  UNKNOWN_PASSAGE,
} from './reading.ts';

let admin: Editor;
let passage: TestResponse['body'];
let reader: TestReader;

useTestClock();
beforeEach(async () => {
  ({ admin, passage, reader } = await newPassageAndReader());
});

const submit = (chosen: (number | null)[], seconds?: number) =>
  reader.submit(passage.id, answersTo(passage, chosen), seconds);

describe('the score', () => {
  it.each([
    [0, 3, 0],
    [1, 3, 33],
    [2, 3, 66],
    [3, 3, 100],
    [28, 29, 96],
    [57, 100, 57],
    [99, 100, 99],
    [0, 0, 0],
  ])('the score of %i correct answers of %i is %i', (correct, total, score) => {
    expect(scoreOf(correct, total)).toBe(score);
  });

  it('the score is rounded down for every number of questions up to 100', () => {
    for (let total = 1; total <= 100; total += 1) {
      for (let correct = 0; correct <= total; correct += 1) {
        const score = scoreOf(correct, total);
        expect(score * total <= 100 * correct && 100 * correct < (score + 1) * total).toBe(true);
      }
    }
  });

  it('the score of a passage without questions is 0, and the passage is completed', () => {
    expect(markAnswers([], [])).toEqual({ score: 0, isCompleted: true, answers: [] });
  });
});

describe('the progress of a reader', () => {
  it('the progress of a new account is empty and counts the free passage', async () => {
    const response = await reader.readProgress();
    expectOneRoundTrip(response);
    expect(response.body).toEqual({
      completed_passages: [],
      scores: {},
      total_passages: 1,
      completed_count: 0,
    });
    expectOneRoundTrip(await reader.readProgressOn(passage.id));
    expect((await reader.readProgressOn(passage.id)).body).toEqual(noProgress(passage.id));
  });

  it('the progress lists completed passages, and the scores of all attempted passages', async () => {
    const second = await admin.create();
    await admin.create();
    await submit(CORRECT_OPTIONS);
    await reader.submit(second.id, answersTo(second, [0]));
    expect((await reader.readProgress()).body).toEqual({
      completed_passages: [passage.id],
      scores: { [passage.id]: 100, [second.id]: 33 },
      total_passages: 3,
      completed_count: 1,
    });
  });

  it('the progress is separate for each reader', async () => {
    await submit(CORRECT_OPTIONS);
    const other = await newReader();
    expect((await other.readProgress()).body).toMatchObject({ scores: {}, completed_count: 0 });
    expect((await other.readProgressOn(passage.id)).body).toEqual(noProgress(passage.id));
  });

  it('a request for the progress on an unknown passage and a submission to this passage return NOT_FOUND', async () => {
    expect((await reader.readProgressOn(UNKNOWN_PASSAGE)).body).toEqual(NOT_FOUND);
    const { status, body } = await reader.submit(UNKNOWN_PASSAGE, []);
    expect([status, body]).toEqual([404, NOT_FOUND]);
  });

  it('the progress and a submission return 401 without a token', async () => {
    const anonymous = readerWith();
    const unauthorized = failure('UNAUTHORIZED', 'Authentication credentials were not provided.');
    for (const request of [
      anonymous.readProgress(),
      anonymous.readProgressOn(passage.id),
      anonymous.submit(passage.id, []),
    ]) {
      const { status, body } = await request;
      expect([status, body]).toEqual([401, unauthorized]);
    }
  });
});
