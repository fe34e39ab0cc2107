/** Progress as the document shows it. */
import type { z } from '@hono/zod-openapi';
import type { markingSchema, passageProgressSchema, progressSchema, submitBody } from './progress-schemas.ts';

const PASSAGE_ID = '0199f1a2-7c1e-7000-8000-0000000000c1';
const QUESTION_ID = '0199f1a2-7c1e-7000-8000-0000000000d1';

const PROGRESS: z.input<typeof progressSchema> = {
  completed_passages: [PASSAGE_ID],
  scores: { [PASSAGE_ID]: 100 },
  total_passages: 12,
  completed_count: 1,
};

const PASSAGE_PROGRESS: z.input<typeof passageProgressSchema> = {
  passage_id: PASSAGE_ID,
  score: 100,
  is_completed: true,
  attempts: 2,
  time_spent_seconds: 340,
  updated_at: '2026-11-22T08:00:00.000Z',
};

const SENT: z.input<typeof submitBody> = {
  answers: [{ question_id: QUESTION_ID, selected_option_index: 1 }],
  time_spent_seconds: 170,
};

const MARKING: z.input<typeof markingSchema> = {
  score: 100,
  is_completed: true,
  answers: [
    {
      question_id: QUESTION_ID,
      is_correct: true,
      correct_answer_index: 1,
      explanation: 'The first sentence says so.',
    },
  ],
};

export const PROGRESS_EXAMPLES = {
  progress: PROGRESS,
  passageProgress: PASSAGE_PROGRESS,
  sent: SENT,
  marking: MARKING,
};
