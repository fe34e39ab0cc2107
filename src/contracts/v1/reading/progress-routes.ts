/** A reader's progress: submitting answers, and what came of them. */
import { createRoute, type z } from '@hono/zod-openapi';
import { readPassageProgress, readProgress } from '../../../core/reading/read-progress.ts';
import { submitAnswers } from '../../../core/reading/submit-answers.ts';
import { requireBearer } from '../../../http/bearer.ts';
import { BEARER_ERRORS, BODY_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { jsonAnswer, jsonBody } from '../../../http/openapi/json-content.ts';
import { newRouter } from '../../../http/router.ts';
import { renderErrors } from '../errors.ts';
import { failuresOf } from '../route-group.ts';
import { passageIdParam } from './passage-schemas.ts';
import { PROGRESS_EXAMPLES } from './progress-examples.ts';
import { markingSchema, passageProgressSchema, progressSchema, submitBody } from './progress-schemas.ts';
import { renderMarking, renderPassageProgress, renderProgress } from './render.ts';
import { upgradeUrl } from './upgrade-url.ts';

const shared = { tags: ['Progress'], middleware: requireBearer, security: [{ bearer: [] }] };
const failures = failuresOf('reader');

const progressRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/progress',
  operationId: 'readProgress',
  summary: 'The caller’s progress',
  description:
    'On the passages that the caller may read now: what was done on premium ones is kept, and comes back with premium.',
  responses: {
    200: jsonAnswer(progressSchema, 'The progress', PROGRESS_EXAMPLES.progress),
    ...failures(BEARER_ERRORS),
  },
});

const passageProgressRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/progress/passages/{id}',
  operationId: 'readPassageProgress',
  summary: 'The caller’s progress on one passage',
  description: 'Where nothing was ever submitted, all is zero and `updated_at` is `null`.',
  request: { params: passageIdParam },
  responses: {
    200: jsonAnswer(passageProgressSchema, 'The best of all attempts', PROGRESS_EXAMPLES.passageProgress),
    ...failures(BEARER_ERRORS, 'PREMIUM_REQUIRED', 'NOT_FOUND'),
  },
});

const submitRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/progress/passages/{id}/submit',
  operationId: 'submitAnswers',
  summary: 'Submit answers',
  description:
    'Counts as one attempt; the best score is kept. A question may be answered once; one without an answer is wrong. The answer shows the solution of every question.',
  request: { ...jsonBody(submitBody, PROGRESS_EXAMPLES.sent), params: passageIdParam },
  responses: {
    200: jsonAnswer(markingSchema, 'This attempt, marked', PROGRESS_EXAMPLES.marking),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('answers', 'answers must be a list of at most 100'),
      'PREMIUM_REQUIRED',
      'NOT_FOUND',
    ),
  },
});

/** The routes of progress. */
export function progressRoutes() {
  const router = newRouter();
  router.onError(renderErrors('reader'));
  router.openapi(progressRoute, async (c) => {
    return c.json(renderProgress(await readProgress(c.var.ctx)), 200);
  });
  router.openapi(passageProgressRoute, async (c) => {
    const { id } = c.req.valid('param');
    const progress = await readPassageProgress(c.var.ctx, { id, upgradeUrl: upgradeUrl(c) });
    return c.json(renderPassageProgress(id, progress), 200);
  });
  router.openapi(submitRoute, async (c) => {
    const marking = await submitAnswers(c.var.ctx, {
      ...c.req.valid('param'),
      ...submitted(c.req.valid('json')),
      upgradeUrl: upgradeUrl(c),
    });
    return c.json(renderMarking(marking), 200);
  });
  return router;
}

function submitted({ answers, time_spent_seconds: timeSpentSeconds }: z.output<typeof submitBody>) {
  return {
    answers: answers.map(({ question_id: questionId, selected_option_index: selectedOptionIndex }) => ({
      questionId,
      selectedOptionIndex,
    })),
    timeSpentSeconds,
  };
}
