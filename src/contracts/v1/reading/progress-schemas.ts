/** Progress on the wire. */
import { z } from '@hono/zod-openapi';
import { time } from '../../../http/wire-fields.ts';

/** As many as a passage can have questions. */
const MAX_ANSWERS = 100;
const MAX_SECONDS = 24 * 3600;
const ANSWERS = `answers must be a list of at most ${MAX_ANSWERS}`;
const SELECTED = 'selected_option_index must be the place of an option, counted from 0';
const SECONDS = `time_spent_seconds must be a whole number from 0 to ${MAX_SECONDS}`;

const bestScore = z.int().openapi({ minimum: 0, maximum: 100, description: 'The best of all attempts' });

const answer = z.object({
  question_id: z.string('question_id is required').toLowerCase().openapi({ format: 'uuid' }),
  selected_option_index: z
    .int(SELECTED)
    .min(0, SELECTED)
    .openapi({ maximum: Number.MAX_SAFE_INTEGER, description: 'The place of an option, counted from 0' }),
});

export const submitBody = z.object({
  answers: z.array(answer, ANSWERS).max(MAX_ANSWERS, ANSWERS),
  time_spent_seconds: z
    .int(SECONDS)
    .min(0, SECONDS)
    .max(MAX_SECONDS, SECONDS)
    .default(0)
    .openapi({ description: 'In this attempt, a day at most' }),
});

export const progressSchema = z
  .object({
    completed_passages: z.array(z.uuid()),
    scores: z.record(z.string(), bestScore).openapi({ description: 'By the ids of passages' }),
    total_passages: z.int(),
    completed_count: z.int(),
  })
  .openapi('Progress');

export const passageProgressSchema = z
  .object({
    passage_id: z.uuid(),
    score: bestScore,
    is_completed: z.boolean(),
    attempts: z.int(),
    time_spent_seconds: z.int().openapi({ description: 'Seconds of all attempts together' }),
    updated_at: time.nullable(),
  })
  .openapi('PassageProgress');

export const markingSchema = z
  .object({
    score: z.int().openapi({
      minimum: 0,
      maximum: 100,
      description: 'Right answers in percent, rounded down',
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
