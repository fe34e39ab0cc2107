/** Progress in requests and responses. */
import * as z from '../../../http/openapi/zod.ts';
import { time } from '../../../http/wire-fields.ts';

const EXAMPLE_PASSAGE_ID = '0199f1a2-7c1e-7000-8000-0000000000c1';
const EXAMPLE_QUESTION_ID = '0199f1a2-7c1e-7000-8000-0000000000d1';

/** The maximum number of answers, which is also the maximum number of questions of a passage. */
const MAX_ANSWERS = 100;
const MAX_ATTEMPT_SECONDS = 24 * 3600;
const INVALID_ANSWERS_MESSAGE = `answers must be a list of at most ${MAX_ANSWERS}`;
const INVALID_OPTION_INDEX_MESSAGE = 'selected_option_index must be the index of an option, starting at 0';
const INVALID_SECONDS_MESSAGE = `time_spent_seconds must be a whole number from 0 to ${MAX_ATTEMPT_SECONDS}`;

const bestScore = z
  .int()
  .openapi({ minimum: 0, maximum: 100, description: 'The best score of all attempts' });

const answer = z.object({
  question_id: z.string('question_id is required').toLowerCase().openapi({ format: 'uuid' }),
  selected_option_index: z
    .int(INVALID_OPTION_INDEX_MESSAGE)
    .min(0, INVALID_OPTION_INDEX_MESSAGE)
    .openapi({ maximum: Number.MAX_SAFE_INTEGER, description: 'The index of an option, starting at 0' }),
});

export const submitBody = z
  .object({
    answers: z.array(answer, INVALID_ANSWERS_MESSAGE).max(MAX_ANSWERS, INVALID_ANSWERS_MESSAGE),
    time_spent_seconds: z
      .int(INVALID_SECONDS_MESSAGE)
      .min(0, INVALID_SECONDS_MESSAGE)
      .max(MAX_ATTEMPT_SECONDS, INVALID_SECONDS_MESSAGE)
      .default(0)
      .openapi({ description: 'Seconds spent on this attempt, at most one day' }),
  })
  .openapi('PassageAnswers');

export const submitExample: z.input<typeof submitBody> = {
  answers: [{ question_id: EXAMPLE_QUESTION_ID, selected_option_index: 1 }],
  time_spent_seconds: 170,
};

export const progressSchema = z
  .object({
    completed_passages: z.array(z.uuid()),
    scores: z.record(z.string(), bestScore).openapi({ description: 'The best score by passage id' }),
    total_passages: z.int(),
    completed_count: z.int(),
  })
  .openapi('Progress');

export const progressExample: z.input<typeof progressSchema> = {
  completed_passages: [EXAMPLE_PASSAGE_ID],
  scores: { [EXAMPLE_PASSAGE_ID]: 100 },
  total_passages: 12,
  completed_count: 1,
};

export const passageProgressSchema = z
  .object({
    passage_id: z.uuid(),
    score: bestScore,
    is_completed: z.boolean(),
    attempts: z.int(),
    time_spent_seconds: z.int().openapi({ description: 'Total seconds of all attempts' }),
    updated_at: time.nullable(),
  })
  .openapi('PassageProgress');

export const passageProgressExample: z.input<typeof passageProgressSchema> = {
  passage_id: EXAMPLE_PASSAGE_ID,
  score: 100,
  is_completed: true,
  attempts: 2,
  time_spent_seconds: 340,
  updated_at: '2026-11-22T08:00:00.000Z',
};

export const markingSchema = z
  .object({
    score: z.int().openapi({
      minimum: 0,
      maximum: 100,
      description: 'The percentage of correct answers, rounded down. 0 for a passage without questions',
    }),
    is_completed: z.boolean().openapi({ description: 'Whether every question was answered' }),
    answers: z.array(
      z.object({
        question_id: z.uuid(),
        is_correct: z.boolean(),
        correct_answer_index: z.int(),
        explanation: z.string(),
      }),
    ),
  })
  .openapi('Marking');

export const markingExample: z.input<typeof markingSchema> = {
  score: 100,
  is_completed: true,
  answers: [
    {
      question_id: EXAMPLE_QUESTION_ID,
      is_correct: true,
      correct_answer_index: 1,
      explanation: 'The first sentence says so.',
    },
  ],
};
