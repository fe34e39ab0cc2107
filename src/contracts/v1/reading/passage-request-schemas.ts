/** Passages in requests: the bodies that administrators send, the parameters and the query. */
import { text } from '../../../http/fields/plug-fields.ts';
import * as z from '../../../http/openapi/zod.ts';
import { integerParam, requiredLine } from '../../../http/wire-fields.ts';
import { isBlank } from '../../../rules/unseen-characters.ts';
import { DIFFICULTIES, TIERS } from '../../../store/reading/schema.ts';

const MAX_QUESTIONS = 100;
/** The index of the last option that a question can have. */
const MAX_OPTION_INDEX = 9;
const MAX_ORDER = 1_000_000;
const INVALID_ORDER_MESSAGE = `order must be a whole number from 0 to ${MAX_ORDER}`;
const INVALID_OPTIONS_MESSAGE = 'options must be a list of 2 to 10 strings';
const INVALID_QUESTIONS_MESSAGE = `questions must be a list of at most ${MAX_QUESTIONS}`;
const INVALID_INDEX_MESSAGE = 'correct_answer_index must be the index of an option, starting at 0';

export const OPTION_INDEX_DESCRIPTION = 'The index of the correct option, starting at 0';

const difficulty = z.enum(DIFFICULTIES, `difficulty must be one of ${DIFFICULTIES.join(', ')}`);
const tier = z.enum(TIERS, `tier must be one of ${TIERS.join(', ')}`);

/** An id that is not a UUID is valid here, so that the response is the 404 of an unknown id. */
export const passageIdParam = z.object({
  id: z.string().toLowerCase().openapi({
    format: 'uuid',
    description: 'The passage',
    example: '0199f1a2-7c1e-7000-8000-0000000000c1',
  }),
});

export const passageListQuery = z.object({
  difficulty: difficulty.optional().openapi({ description: 'All difficulties by default' }),
  tier: tier.optional().openapi({ description: 'By default, all tiers that the caller may read' }),
  limit: integerParam('limit', {
    min: 1,
    max: 100,
    fallback: 20,
    description: 'Number of passages per page',
  }),
  offset: integerParam('offset', {
    min: 0,
    max: 1_000_000_000,
    fallback: 0,
    description: 'Number of passages to skip',
  }),
});

const questionFields = z.object({
  text: requiredText('text', 1000),
  options: z
    .array(requiredText('options', 500), INVALID_OPTIONS_MESSAGE)
    .min(2, INVALID_OPTIONS_MESSAGE)
    .max(10, INVALID_OPTIONS_MESSAGE),
  correct_answer_index: z
    .int(INVALID_INDEX_MESSAGE)
    .min(0, INVALID_INDEX_MESSAGE)
    .openapi({ maximum: MAX_OPTION_INDEX, description: OPTION_INDEX_DESCRIPTION }),
  explanation: text('explanation', 5000).default(''),
  order: z
    .int(INVALID_ORDER_MESSAGE)
    .min(0, INVALID_ORDER_MESSAGE)
    .max(MAX_ORDER, INVALID_ORDER_MESSAGE)
    .optional()
    .openapi({
      description: 'Questions are sorted by this number. The default is the position in this list',
    }),
});

const question = questionFields
  .refine(isOptionIndexValid, { path: ['correct_answer_index'], error: INVALID_INDEX_MESSAGE })
  .openapi('NewQuestion');
/** A question with an id replaces the stored question with this id. A question without an id is new. */
const newOrStoredQuestion = questionFields
  .extend({
    id: z.string('id must be a string').toLowerCase().optional().openapi({
      format: 'uuid',
      description: 'A question of this passage. A question without an id is new',
    }),
  })
  .refine(isOptionIndexValid, { path: ['correct_answer_index'], error: INVALID_INDEX_MESSAGE })
  .openapi('QuestionChanges');

const passageFields = {
  title: requiredLine('title', 200),
  content: requiredText('content', 100_000),
  difficulty,
  tier,
};

const EXAMPLE_CONTENT = 'Every evening the keeper climbed the stairs and lit the lamp.';

/** A question as administrators send it. */
const exampleQuestion = {
  text: 'When did the keeper light the lamp?',
  options: ['At noon', 'Every evening'],
  correct_answer_index: 1,
  explanation: 'The first sentence says so.',
};

export const createPassageBody = z
  .object({
    ...passageFields,
    questions: z
      .array(question, INVALID_QUESTIONS_MESSAGE)
      .max(MAX_QUESTIONS, INVALID_QUESTIONS_MESSAGE)
      .default([]),
  })
  .openapi('NewPassage');

export const createPassageExample: z.input<typeof createPassageBody> = {
  title: 'The Lighthouse',
  content: EXAMPLE_CONTENT,
  difficulty: 'Easy',
  tier: 'free',
  questions: [exampleQuestion],
};

export const updatePassageBody = z
  .object({
    ...passageFields,
    questions: z
      .array(newOrStoredQuestion, INVALID_QUESTIONS_MESSAGE)
      .max(MAX_QUESTIONS, INVALID_QUESTIONS_MESSAGE),
  })
  .partial()
  .openapi('PassageChanges');

export const updatePassageExample: z.input<typeof updatePassageBody> = {
  questions: [{ id: '0199f1a2-7c1e-7000-8000-0000000000d1', ...exampleQuestion }],
};

/** A text that may have several lines and must not be blank. */
function requiredText(name: string, maxLength: number) {
  const message = `${name} is required`;
  return z
    .string(message)
    .pipe(text(name, maxLength).refine((value) => !isBlank(value), message))
    .openapi({ pattern: '\\S', maxLength });
}

/** Returns whether the correct answer is one of the options. */
function isOptionIndexValid(sent: { options: string[]; correct_answer_index: number }): boolean {
  return sent.correct_answer_index < sent.options.length;
}
