/** Passages in responses to readers and to administrators. */
import * as z from '../../../http/openapi/zod.ts';
import { time } from '../../../http/wire-fields.ts';
import { DIFFICULTIES, TIERS } from '../../../store/reading/schema.ts';
import { OPTION_INDEX_DESCRIPTION } from './passage-request-schemas.ts';

const EXAMPLE_CONTENT = 'Every evening the keeper climbed the stairs and lit the lamp.';

/**
 * Enumerations with a name in the OpenAPI document. `portable-schemas.ts` replaces other enumerations with the same values
 * by references to them.
 */
const difficulty = z.enum(DIFFICULTIES).openapi('Difficulty');
const tier = z.enum(TIERS).openapi('Tier');

const summaryFields = {
  id: z.uuid(),
  title: z.string(),
  difficulty,
  tier,
  question_count: z.int(),
  created_at: time,
  updated_at: time,
};

const summarySchema = z.object(summaryFields).openapi('PassageSummary');

const summaryExample: z.input<typeof summarySchema> = {
  id: '0199f1a2-7c1e-7000-8000-0000000000c1',
  title: 'The Lighthouse',
  difficulty: 'Easy',
  tier: 'free',
  question_count: 1,
  created_at: '2026-11-21T09:30:00.000Z',
  updated_at: '2026-11-21T09:30:00.000Z',
};

/** A question without its correct answer. */
const questionSchema = z
  .object({ id: z.uuid(), text: z.string(), options: z.array(z.string()), order: z.int() })
  .openapi('Question');

const questionExample: z.input<typeof questionSchema> = {
  id: '0199f1a2-7c1e-7000-8000-0000000000d1',
  text: 'When did the keeper light the lamp?',
  options: ['At noon', 'Every evening'],
  order: 0,
};

export const passagePageSchema = z
  .object({
    count: z.int().openapi({ description: 'Number of passages on all pages' }),
    next: z.url().nullable(),
    previous: z.url().nullable(),
    results: z.array(summarySchema),
  })
  .openapi('PassagePage');

export const passagePageExample: z.input<typeof passagePageSchema> = {
  count: 12,
  next: 'https://plugs.example/api/v1/passages?limit=1&offset=1',
  previous: null,
  results: [summaryExample],
};

export const passageSchema = z
  .object({ ...summaryFields, content: z.string(), questions: z.array(questionSchema) })
  .openapi('Passage');

export const passageExample: z.input<typeof passageSchema> = {
  ...summaryExample,
  content: EXAMPLE_CONTENT,
  questions: [questionExample],
};

export const administeredPassageSchema = z
  .object({
    ...summaryFields,
    content: z.string(),
    questions: z.array(
      questionSchema
        .extend({
          correct_answer_index: z.int().openapi({ description: OPTION_INDEX_DESCRIPTION }),
          explanation: z.string(),
        })
        .openapi('AdministeredQuestion'),
    ),
  })
  .openapi('AdministeredPassage');

export const administeredPassageExample: z.input<typeof administeredPassageSchema> = {
  ...summaryExample,
  content: EXAMPLE_CONTENT,
  questions: [{ ...questionExample, correct_answer_index: 1, explanation: 'The first sentence says so.' }],
};
