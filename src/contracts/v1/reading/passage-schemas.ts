/** Passages on the wire: what administrators send, and what readers and administrators get. */
import { z } from '@hono/zod-openapi';
import { integerParam, requiredLine, time } from '../../../http/wire-fields.ts';
import { DIFFICULTIES, TIERS } from '../../../store/reading/schema.ts';
import { text } from '../fields.ts';

const MAX_QUESTIONS = 100;
/** The place of the last option that a question can have. */
const MAX_PLACE = 9;
const MAX_ORDER = 1_000_000;
const ORDER = `order must be a whole number from 0 to ${MAX_ORDER}`;
const OPTIONS = 'options must be a list of 2 to 10 strings';
const QUESTIONS = `questions must be a list of at most ${MAX_QUESTIONS}`;
const INDEX = 'correct_answer_index must be the place of an option, counted from 0';

const PLACE = 'The place of the right option, counted from 0';

const difficulty = z.enum(DIFFICULTIES, `difficulty must be one of ${DIFFICULTIES.join(', ')}`);
const tier = z.enum(TIERS, `tier must be one of ${TIERS.join(', ')}`);

/** What is no UUID is no passage: not found, as every other unknown id. */
export const passageIdParam = z.object({
  id: z.string().toLowerCase().openapi({
    format: 'uuid',
    description: 'The passage',
    example: '0199f1a2-7c1e-7000-8000-0000000000c1',
  }),
});

export const passageListQuery = z.object({
  difficulty: difficulty.optional().openapi({ description: 'All when it is left out' }),
  tier: tier.optional().openapi({ description: 'All that the caller may read when it is left out' }),
  limit: integerParam('limit', {
    min: 1,
    max: 100,
    fallback: 20,
    description: 'How many passages a page holds',
  }),
  offset: integerParam('offset', {
    min: 0,
    max: 1_000_000_000,
    fallback: 0,
    description: 'How many passages to pass over',
  }),
});

const questionFields = z.object({
  text: requiredText('text', 1000),
  options: z.array(requiredText('options', 500), OPTIONS).min(2, OPTIONS).max(10, OPTIONS),
  correct_answer_index: z.int(INDEX).min(0, INDEX).openapi({ maximum: MAX_PLACE, description: PLACE }),
  explanation: text('explanation', 5000).default(''),
  order: z
    .int(ORDER)
    .min(0, ORDER)
    .max(MAX_ORDER, ORDER)
    .optional()
    .openapi({ description: 'Questions are shown by it; without it, by their place in this list' }),
});

const question = questionFields.refine(pointsAtOption, { path: ['correct_answer_index'], error: INDEX });
const knownQuestion = questionFields
  .extend({
    id: z
      .string('id must be a string')
      .toLowerCase()
      .optional()
      .openapi({ format: 'uuid', description: 'A question of this passage; without it the question is new' }),
  })
  .refine(pointsAtOption, { path: ['correct_answer_index'], error: INDEX });

const passageFields = {
  title: requiredLine('title', 200),
  content: requiredText('content', 100_000),
  difficulty,
  tier,
};

export const createPassageBody = z.object({
  ...passageFields,
  questions: z.array(question, QUESTIONS).max(MAX_QUESTIONS, QUESTIONS).default([]),
});

export const updatePassageBody = z
  .object({
    ...passageFields,
    questions: z.array(knownQuestion, QUESTIONS).max(MAX_QUESTIONS, QUESTIONS),
  })
  .partial();

const summaryFields = {
  id: z.uuid(),
  title: z.string(),
  difficulty: z.enum(DIFFICULTIES),
  tier: z.enum(TIERS),
  question_count: z.int(),
  created_at: time,
  updated_at: time,
};

const openQuestionSchema = z
  .object({ id: z.uuid(), text: z.string(), options: z.array(z.string()), order: z.int() })
  .openapi('Question');

export const passagePageSchema = z
  .object({
    count: z.int().openapi({ description: 'How many there are on all pages' }),
    next: z.url().nullable(),
    previous: z.url().nullable(),
    results: z.array(z.object(summaryFields).openapi('PassageSummary')),
  })
  .openapi('PassagePage');

export const passageSchema = z
  .object({ ...summaryFields, content: z.string(), questions: z.array(openQuestionSchema) })
  .openapi('Passage');

export const administeredPassageSchema = z
  .object({
    ...summaryFields,
    content: z.string(),
    questions: z.array(
      openQuestionSchema
        .extend({
          correct_answer_index: z.int().openapi({ description: PLACE }),
          explanation: z.string(),
        })
        .openapi('AdministeredQuestion'),
    ),
  })
  .openapi('AdministeredPassage');

/** Text of several lines that says something. */
function requiredText(name: string, max: number) {
  const message = `${name} is required`;
  return z
    .string(message)
    .pipe(text(name, max).refine((value) => value.trim() !== '', message))
    .openapi({ pattern: '\\S', maxLength: max });
}

function pointsAtOption(sent: { options: string[]; correct_answer_index: number }): boolean {
  return sent.correct_answer_index < sent.options.length;
}
