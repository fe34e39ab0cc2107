/** Passages as the document shows them. */
import type { z } from '@hono/zod-openapi';
import type {
  administeredPassageSchema,
  createPassageBody,
  passagePageSchema,
  passageSchema,
  updatePassageBody,
} from './passage-schemas.ts';

const QUESTION_ID = '0199f1a2-7c1e-7000-8000-0000000000d1';

const SUMMARY: z.input<typeof passagePageSchema>['results'][number] = {
  id: '0199f1a2-7c1e-7000-8000-0000000000c1',
  title: 'The Lighthouse',
  difficulty: 'Easy',
  tier: 'free',
  question_count: 1,
  created_at: '2026-11-21T09:30:00.000Z',
  updated_at: '2026-11-21T09:30:00.000Z',
};

const CONTENT = 'Every evening the keeper climbed the stairs and lit the lamp.';
const QUESTION = { text: 'When did the keeper light the lamp?', options: ['At noon', 'Every evening'] };
const ANSWER = { correct_answer_index: 1, explanation: 'The first sentence says so.' };

const PAGE: z.input<typeof passagePageSchema> = {
  count: 12,
  next: 'https://plugs.example/api/v1/passages?limit=1&offset=1',
  previous: null,
  results: [SUMMARY],
};

const PASSAGE: z.input<typeof passageSchema> = {
  ...SUMMARY,
  content: CONTENT,
  questions: [{ id: QUESTION_ID, ...QUESTION, order: 0 }],
};

const ADMINISTERED: z.input<typeof administeredPassageSchema> = {
  ...SUMMARY,
  content: CONTENT,
  questions: [{ id: QUESTION_ID, ...QUESTION, order: 0, ...ANSWER }],
};

const SENT: z.input<typeof createPassageBody> = {
  title: 'The Lighthouse',
  content: CONTENT,
  difficulty: 'Easy',
  tier: 'free',
  questions: [{ ...QUESTION, ...ANSWER }],
};

const CHANGES: z.input<typeof updatePassageBody> = {
  questions: [{ id: QUESTION_ID, ...QUESTION, ...ANSWER }],
};

export const PASSAGE_EXAMPLES = {
  page: PAGE,
  passage: PASSAGE,
  administered: ADMINISTERED,
  sent: SENT,
  changes: CHANGES,
};
