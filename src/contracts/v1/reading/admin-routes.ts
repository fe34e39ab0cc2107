/** Passages for administrators, who see the answers. */
import { createRoute, type z } from '@hono/zod-openapi';
import {
  createPassage,
  deletePassage,
  type QuestionDraft,
  updatePassage,
} from '../../../core/reading/write-passage.ts';
import { requireBearer } from '../../../http/bearer.ts';
import { BEARER_ERRORS, BODY_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { emptyAnswer, jsonAnswer, jsonBody } from '../../../http/openapi/json-content.ts';
import { newRouter } from '../../../http/router.ts';
import { renderErrors } from '../errors.ts';
import { failuresOf } from '../route-group.ts';
import { PASSAGE_EXAMPLES } from './passage-examples.ts';
import {
  administeredPassageSchema,
  createPassageBody,
  passageIdParam,
  updatePassageBody,
} from './passage-schemas.ts';
import { renderAdministeredPassage } from './render.ts';

type SentQuestion = NonNullable<z.output<typeof updatePassageBody>['questions']>[number];

const shared = { tags: ['Administration'], middleware: requireBearer, security: [{ bearer: [] }] };
const failures = failuresOf('reader');
const { administered, sent, changes: exampleChanges } = PASSAGE_EXAMPLES;

const createPassageRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/admin/passages',
  operationId: 'createPassage',
  summary: 'Create a passage',
  description: 'The body may be up to 1 MiB.',
  request: jsonBody(createPassageBody, sent),
  responses: {
    201: jsonAnswer(administeredPassageSchema, 'The new passage', administered, 'Location'),
    ...failures(BEARER_ERRORS, BODY_ERRORS, wrongField('title', 'title is required'), 'FORBIDDEN'),
  },
});

const updatePassageRoute = createRoute({
  ...shared,
  method: 'put',
  path: '/admin/passages/{id}',
  operationId: 'updatePassage',
  summary: 'Change a passage',
  description:
    'Fields that are absent stay. `questions`, when sent, replace all: those whose `id` is sent stay the questions they are, all others are new, and what is missing is deleted. Readers’ progress stays. The body may be up to 1 MiB.',
  request: { ...jsonBody(updatePassageBody, exampleChanges), params: passageIdParam },
  responses: {
    200: jsonAnswer(administeredPassageSchema, 'The passage as it is now', administered),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('questions', 'questions must be a list of at most 100'),
      'FORBIDDEN',
      'NOT_FOUND',
    ),
  },
});

const deletePassageRoute = createRoute({
  ...shared,
  method: 'delete',
  path: '/admin/passages/{id}',
  operationId: 'deletePassage',
  summary: 'Delete a passage',
  description: 'For good, with its questions and everybody’s progress on it.',
  request: { params: passageIdParam },
  responses: {
    204: emptyAnswer('Gone'),
    ...failures(BEARER_ERRORS, 'FORBIDDEN', 'NOT_FOUND'),
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
