/** Passages for administrators, who see the answers. */
import { createRoute, type z } from '@hono/zod-openapi';
import {
  createPassage,
  deletePassage,
  type QuestionDraft,
  updatePassage,
} from '../../core/passages/write-passage.ts';
import { requireBearer } from '../../http/bearer.ts';
import { jsonAnswer, jsonBody } from '../../http/json-content.ts';
import { newRouter } from '../../http/router.ts';
import { bodyFailures, failures } from './error-schema.ts';
import { renderErrors } from './errors.ts';
import {
  administeredPassageSchema,
  createPassageBody,
  passageIdParam,
  updatePassageBody,
} from './passage-schemas.ts';
import { renderAdministeredPassage } from './render-passage.ts';

type SentQuestion = NonNullable<z.output<typeof updatePassageBody>['questions']>[number];

const shared = { tags: ['Administration'], middleware: requireBearer, security: [{ bearer: [] }] };

const createPassageRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/admin/passages',
  request: jsonBody(createPassageBody),
  responses: {
    201: jsonAnswer(administeredPassageSchema, 'The new passage; `Location` names it'),
    ...bodyFailures(401, 403),
  },
});

const updatePassageRoute = createRoute({
  ...shared,
  method: 'put',
  path: '/admin/passages/{id}',
  request: { ...jsonBody(updatePassageBody), params: passageIdParam },
  responses: {
    200: jsonAnswer(administeredPassageSchema, 'The passage as it is now'),
    ...bodyFailures(401, 403, 404),
  },
});

const deletePassageRoute = createRoute({
  ...shared,
  method: 'delete',
  path: '/admin/passages/{id}',
  request: { params: passageIdParam },
  responses: {
    204: { description: 'Gone, with its questions and the progress on it' },
    ...failures(401, 403, 404),
  },
});

/** The administrator's routes of passages. */
export function adminPassageRoutes() {
  const router = newRouter();
  router.onError(renderErrors('reader'));
  router.openapi(createPassageRoute, async (c) => {
    const { questions, ...fields } = c.req.valid('json');
    const written = await createPassage(c.var.ctx, { ...fields, questions: questions.map(draftOf) });
    c.header('Location', `/api/v1/passages/${written.passage.id}`);
    return c.json(renderAdministeredPassage(written), 201);
  });
  router.openapi(updatePassageRoute, async (c) => {
    const { id } = c.req.valid('param');
    const { questions, ...fields } = c.req.valid('json');
    const changes = { ...fields, questions: questions?.map(draftOf) };
    return c.json(renderAdministeredPassage(await updatePassage(c.var.ctx, { id, changes })), 200);
  });
  router.openapi(deletePassageRoute, async (c) => {
    await deletePassage(c.var.ctx, c.req.valid('param'));
    return c.body(null, 204);
  });
  return router;
}

function draftOf({ correct_answer_index: correctAnswerIndex, ...question }: SentQuestion): QuestionDraft {
  return { ...question, correctAnswerIndex };
}
