/** Progress on the wire. */
import { z } from '@hono/zod-openapi';

/** As many as a passage can have questions. */
const MAX_ANSWERS = 100;
const MAX_SECONDS = 24 * 3600;
const ANSWERS = `answers must be a list of at most ${MAX_ANSWERS}`;
const SELECTED = 'selected_option_index must be the place of an option, counted from 0';
const SECONDS = `time_spent_seconds must be a whole number from 0 to ${MAX_SECONDS}`;

const answer = z.object({
  question_id: z.string('question_id is required').toLowerCase(),
  selected_option_index: z.int(SELECTED).min(0, SELECTED),
});

export const submitBody = z.object({
  answers: z.array(answer, ANSWERS).max(MAX_ANSWERS, ANSWERS),
  time_spent_seconds: z.int(SECONDS).min(0, SECONDS).max(MAX_SECONDS, SECONDS).default(0),
});

export const progressSchema = z
  .object({
    completed_passages: z.array(z.uuid()),
    scores: z.record(z.string(), z.int()),
    total_passages: z.int(),
    completed_count: z.int(),
  })
  .openapi('Progress');

export const passageProgressSchema = z
  .object({
    passage_id: z.uuid(),
    score: z.int(),
    is_completed: z.boolean(),
    attempts: z.int(),
    time_spent_seconds: z.int(),
    updated_at: z.string().nullable(),
  })
  .openapi('PassageProgress');

export const markingSchema = z
  .object({
    score: z.int(),
    is_completed: z.boolean(),
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
