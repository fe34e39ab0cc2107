/** The routes of a reader's progress: submit answers, and read the results. */
import { createRoute } from '@hono/zod-openapi';
import type * as z from 'zod';
import { readPassageProgress, readProgress } from '../../../core/reading/read-progress.ts';
import { submitAnswers } from '../../../core/reading/submit-answers.ts';
import { requireBearer } from '../../../http/bearer.ts';
import { BEARER_ERRORS, BODY_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { jsonBody, jsonResponse } from '../../../http/openapi/json-content.ts';
import { routeGroup } from '../route-group.ts';
import { passageIdParam } from './passage-request-schemas.ts';
import {
  markingExample,
  markingSchema,
  passageProgressExample,
  passageProgressSchema,
  progressExample,
  progressSchema,
  submitBody,
  submitExample,
} from './progress-schemas.ts';
import { renderMarking, renderPassageProgress, renderProgress, upgradeUrl } from './render.ts';

const { router, failures } = routeGroup('reader');
const shared = { tags: ['Progress'], middleware: requireBearer, security: [{ bearer: [] }] };

/** The routes of progress. */
export const progressRoutes = router;

const progressRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/progress',
  operationId: 'readProgress',
  summary: 'Read the progress of the caller',
  description:
    'Contains only passages that the caller may read now. If premium ends, the progress on premium passages stays stored, and is returned again when the account becomes premium again.',
  responses: {
    200: jsonResponse(progressSchema, 'The progress', progressExample),
    ...failures(BEARER_ERRORS),
  },
});

router.openapi(progressRoute, async (c) => {
  return c.json(renderProgress(await readProgress(c.var.ctx)), 200);
});

const passageProgressRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/progress/passages/{id}',
  operationId: 'readPassageProgress',
  summary: 'Read the progress of the caller on one passage',
  description: 'If no answers were submitted yet, all numbers are zero and `updated_at` is `null`.',
  request: { params: passageIdParam },
  responses: {
    200: jsonResponse(
      passageProgressSchema,
      'The progress, with the best score of all attempts',
      passageProgressExample,
    ),
    ...failures(BEARER_ERRORS, 'PREMIUM_REQUIRED', 'NOT_FOUND'),
  },
});

router.openapi(passageProgressRoute, async (c) => {
  const { id } = c.req.valid('param');
  const progress = await readPassageProgress(c.var.ctx, { id, upgradeUrl: upgradeUrl(c) });
  return c.json(renderPassageProgress(id, progress), 200);
});

const submitRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/progress/passages/{id}/submit',
  operationId: 'submitAnswers',
  summary: 'Submit answers',
  description:
    'Counts as one attempt. The best score is stored. Each question may be answered once; a question without an answer counts as wrong. The response contains the correct answer of every question.',
  request: { ...jsonBody(submitBody, submitExample), params: passageIdParam },
  responses: {
    200: jsonResponse(markingSchema, 'The result of this attempt', markingExample),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('answers', 'answers must be a list of at most 100'),
      'PREMIUM_REQUIRED',
      'NOT_FOUND',
    ),
  },
});

router.openapi(submitRoute, async (c) => {
  const marking = await submitAnswers(c.var.ctx, {
    ...c.req.valid('param'),
    ...attemptFrom(c.req.valid('json')),
    upgradeUrl: upgradeUrl(c),
  });
  return c.json(renderMarking(marking), 200);
});

/** Converts the body to the field names of the core. */
function attemptFrom({ answers, time_spent_seconds: timeSpentSeconds }: z.output<typeof submitBody>) {
  return {
    answers: answers.map(({ question_id: questionId, selected_option_index: selectedOptionIndex }) => ({
      questionId,
      selectedOptionIndex,
    })),
    timeSpentSeconds,
  };
}
