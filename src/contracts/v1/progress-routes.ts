/** A reader's progress: submitting answers, and what came of them. */
import { createRoute, type z } from '@hono/zod-openapi';
import { readPassageProgress, readProgress } from '../../core/passages/read-progress.ts';
import { submitAnswers } from '../../core/passages/submit-answers.ts';
import { requireBearer } from '../../http/bearer.ts';
import { jsonAnswer, jsonBody } from '../../http/json-content.ts';
import { newRouter } from '../../http/router.ts';
import { bodyFailures, failures } from './error-schema.ts';
import { renderErrors } from './errors.ts';
import { passageIdParam } from './passage-schemas.ts';
import { markingSchema, passageProgressSchema, progressSchema, submitBody } from './progress-schemas.ts';
import { renderMarking, renderPassageProgress, renderProgress } from './render-passage.ts';
import { upgradeUrl } from './upgrade-url.ts';

const shared = { tags: ['Progress'], middleware: requireBearer, security: [{ bearer: [] }] };

const progressRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/progress',
  responses: {
    200: jsonAnswer(progressSchema, 'On the passages that the caller may read'),
    ...failures(401),
  },
});

const passageProgressRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/progress/passages/{id}',
  request: { params: passageIdParam },
  responses: {
    200: jsonAnswer(passageProgressSchema, 'The best of all attempts'),
    ...failures(401, 403, 404),
  },
});

const submitRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/progress/passages/{id}/submit',
  request: { ...jsonBody(submitBody), params: passageIdParam },
  responses: {
    200: jsonAnswer(markingSchema, 'This attempt, marked; the best score is kept'),
    ...bodyFailures(401, 403, 404),
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
