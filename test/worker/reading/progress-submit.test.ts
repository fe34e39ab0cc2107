/** Submissions of answers: the score of a submission, and the stored progress. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { databaseWithBarrier, withBatch } from '../support/altered-worker.ts';
import { bindings } from '../support/bindings.ts';
import { call, type TestResponse } from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { invalid, MINUTE, START } from '../support/golden.ts';
import {
  answersTo,
  CORRECT_OPTIONS,
  type Editor,
  newPassageAndReader,
  noProgress,
  QUESTIONS,
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

describe('a submission', () => {
  it('a submission returns the score and the result of each question', async () => {
    const { status, body } = await submit([0, 1, 3], 42);
    expect(status).toBe(200);
    expect(body).toEqual({
      score: 66,
      is_completed: true,
      answers: QUESTIONS.map(({ correct_answer_index, explanation }, at) => ({
        question_id: passage.questions[at].id,
        is_correct: at !== 1,
        correct_answer_index,
        explanation,
      })),
    });
  });

  it('an unanswered question counts as wrong, and the passage is then not completed', async () => {
    const { body } = await submit([0, null, 3]);
    expect(body).toMatchObject({ score: 66, is_completed: false });
    expect(body.answers[1]).toMatchObject({ is_correct: false });
    expect((await submit([])).body).toMatchObject({ score: 0, is_completed: false });
  });

  it('a submission takes two round trips, also when it is repeated', async () => {
    for (const chosen of [CORRECT_OPTIONS, [1, 1, 1]]) {
      const response = await submit(chosen);
      expect(response.cost).toMatchObject({ trips: 2, objects: 0, kv: 0, hashes: 0 });
    }
  });

  it('a submission may have answers in any order, and ids in upper case', async () => {
    const answers = answersTo(passage, CORRECT_OPTIONS)
      .reverse()
      .map((answer) => ({ ...answer, question_id: answer.question_id.toUpperCase() }));
    expect((await reader.submit(passage.id, answers)).body.score).toBe(100);
  });

  it('a submission with unknown or repeated questions or unknown options is rejected with all errors', async () => {
    const [first, second, third] = answersTo(passage, CORRECT_OPTIONS);
    const other = await admin.create();
    const answers = [
      first,
      first,
      { ...second, selected_option_index: 2 },
      { ...third, question_id: UNKNOWN_PASSAGE },
      ...answersTo(other, [0]),
    ];
    const { status, body } = await reader.submit(passage.id, answers);
    expect(status).toBe(400);
    expect(body).toEqual(
      invalid(
        { field: 'answers.1.question_id', message: 'This question is answered twice' },
        { field: 'answers.2.selected_option_index', message: 'This question has 2 options' },
        { field: 'answers.3.question_id', message: 'No such question in this passage' },
        { field: 'answers.4.question_id', message: 'No such question in this passage' },
      ),
    );
    expect((await reader.readProgressOn(passage.id)).body).toEqual(noProgress(passage.id));
  });

  const ANSWERS_MESSAGE = 'answers must be a list of at most 100';
  const OPTION_MESSAGE = 'selected_option_index must be the index of an option, starting at 0';
  const SECONDS_MESSAGE = 'time_spent_seconds must be a whole number from 0 to 86400';
  const submissionOf = (selected_option_index: unknown) => ({
    answers: [{ question_id: 'x', selected_option_index }],
  });
  it.each<[object, string, string]>([
    [{}, 'answers', ANSWERS_MESSAGE],
    [{ answers: 'all' }, 'answers', ANSWERS_MESSAGE],
    [
      { answers: Array(101).fill({ question_id: 'x', selected_option_index: 0 }) },
      'answers',
      ANSWERS_MESSAGE,
    ],
    [{ answers: [{ selected_option_index: 0 }] }, 'answers.0.question_id', 'question_id is required'],
    [submissionOf(-1), 'answers.0.selected_option_index', OPTION_MESSAGE],
    [submissionOf(0.5), 'answers.0.selected_option_index', OPTION_MESSAGE],
    [submissionOf('0'), 'answers.0.selected_option_index', OPTION_MESSAGE],
    [submissionOf(null), 'answers.0.selected_option_index', OPTION_MESSAGE],
    [{ answers: [], time_spent_seconds: -1 }, 'time_spent_seconds', SECONDS_MESSAGE],
    [{ answers: [], time_spent_seconds: 86_401 }, 'time_spent_seconds', SECONDS_MESSAGE],
    [{ answers: [], time_spent_seconds: 1.5 }, 'time_spent_seconds', SECONDS_MESSAGE],
    [{ answers: [], time_spent_seconds: '9' }, 'time_spent_seconds', SECONDS_MESSAGE],
  ])(
    'an invalid submission is rejected and does not change the progress: %j',
    async (body, field, message) => {
      const path = `/progress/passages/${passage.id}/submit`;
      const response = await call(path, { token: reader.token, body });
      expect(response.status).toBe(400);
      expect(response.body).toEqual(invalid({ field, message }));
      expect((await reader.readProgressOn(passage.id)).body).toEqual(noProgress(passage.id));
    },
  );

  it('a submission to a passage that is deleted during the request returns 404', async () => {
    let isDeleted = false;
    const DB = withBatch(async (statements) => {
      const results = await bindings.DB.batch(statements);
      if (!isDeleted) await admin.remove(passage.id);
      isDeleted = true;
      return results;
    });
    const body = { answers: answersTo(passage, CORRECT_OPTIONS) };
    const response = await call(`/progress/passages/${passage.id}/submit`, {
      token: reader.token,
      body,
      altered: { DB },
    });
    expect([response.status, response.cost.trips]).toEqual([404, 2]);
  });
});

describe('the best score', () => {
  it('the best score is stored, attempts are counted, and times are added up', async () => {
    await submit([0, 0, 0], 30);
    await submit(CORRECT_OPTIONS, 20);
    vi.setSystemTime(START + MINUTE);
    await submit([1, null, null], 10);
    expect((await reader.readProgressOn(passage.id)).body).toEqual({
      passage_id: passage.id,
      score: 100,
      is_completed: true,
      attempts: 3,
      time_spent_seconds: 60,
      updated_at: new Date(START + MINUTE).toISOString(),
    });
  });

  it('the best score is correct after concurrent submissions, and every submission is counted', async () => {
    const submissions = [
      [1, 1, 1],
      CORRECT_OPTIONS,
      [0, 1, 1],
      [null, 0, null],
      CORRECT_OPTIONS,
      [1, 0, 3],
      [],
      [0, 0, 0],
    ];
    const altered = { DB: databaseWithBarrier(submissions.length) };
    const responses = await Promise.all(
      submissions.map((chosen) =>
        call(`/progress/passages/${passage.id}/submit`, {
          token: reader.token,
          altered,
          body: { answers: answersTo(passage, chosen), time_spent_seconds: 5 },
        }),
      ),
    );
    expect(responses.map(({ status }) => status)).toEqual(submissions.map(() => 200));
    expect((await reader.readProgressOn(passage.id)).body).toMatchObject({
      score: 100,
      is_completed: true,
      attempts: submissions.length,
      time_spent_seconds: 5 * submissions.length,
    });
  });
});
