/**
 * The routes with which administrators create, change and delete passages. A returned passage contains the correct
 * answers.
 */
import { createRoute } from '@hono/zod-openapi';
import type * as z from 'zod';
import {
  createPassage,
  deletePassage,
  type QuestionDraft,
  updatePassage,
} from '../../../core/reading/write-passage.ts';
import { requireAdmin } from '../../../http/bearer.ts';
import { limitBody } from '../../../http/limit-body.ts';
import { ADMIN_ERRORS, BODY_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { emptyResponse, jsonBody, jsonResponse } from '../../../http/openapi/json-content.ts';
import { routeGroup } from '../route-group.ts';
import {
  createPassageBody,
  createPassageExample,
  passageIdParam,
  updatePassageBody,
  updatePassageExample,
} from './passage-request-schemas.ts';
import { administeredPassageExample, administeredPassageSchema } from './passage-response-schemas.ts';
import { renderAdministeredPassage } from './render.ts';

type SentQuestion = NonNullable<z.output<typeof updatePassageBody>['questions']>[number];

const MAX_PASSAGE_BYTES = 1024 * 1024;

const { router, failures } = routeGroup('reader');
const shared = { tags: ['Administration'], middleware: requireAdmin, security: [{ bearer: [] }] };

/** The routes that write passages, for administrators. */
export const adminPassageRoutes = router;

const createPassageRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/admin/passages',
  operationId: 'createPassage',
  summary: 'Create a passage',
  description: 'The body may be up to 1 MiB.',
  middleware: [requireAdmin, limitBody(MAX_PASSAGE_BYTES)] as const,
  request: jsonBody(createPassageBody, createPassageExample),
  responses: {
    201: jsonResponse(administeredPassageSchema, 'The new passage', administeredPassageExample, 'Location'),
    ...failures(ADMIN_ERRORS, BODY_ERRORS, wrongField('title', 'title is required')),
  },
});

router.openapi(createPassageRoute, async (c) => {
  const { questions, ...fields } = c.req.valid('json');
  const written = await createPassage(c.var.ctx, { ...fields, questions: questions.map(draftOf) });
  c.header('Location', `/api/v1/passages/${written.passage.id}`);
  return c.json(renderAdministeredPassage(written), 201);
});

const updatePassageRoute = createRoute({
  ...shared,
  method: 'put',
  path: '/admin/passages/{id}',
  operationId: 'updatePassage',
  summary: 'Change a passage',
  description:
    'Absent fields stay unchanged. If `questions` is sent, it replaces all questions: a question with an `id` keeps its identity, a question without an `id` is new, and questions that are not in the list are deleted. The progress of readers does not change. The body may be up to 1 MiB.',
  middleware: [requireAdmin, limitBody(MAX_PASSAGE_BYTES)] as const,
  request: { ...jsonBody(updatePassageBody, updatePassageExample), params: passageIdParam },
  responses: {
    200: jsonResponse(administeredPassageSchema, 'The passage after the change', administeredPassageExample),
    ...failures(
      ADMIN_ERRORS,
      BODY_ERRORS,
      wrongField('questions', 'questions must be a list of at most 100'),
      'NOT_FOUND',
    ),
  },
});

router.openapi(updatePassageRoute, async (c) => {
  const { id } = c.req.valid('param');
  const { questions, ...fields } = c.req.valid('json');
  const changes = { ...fields, questions: questions?.map(draftOf) };
  return c.json(renderAdministeredPassage(await updatePassage(c.var.ctx, { id, changes })), 200);
});

const deletePassageRoute = createRoute({
  ...shared,
  method: 'delete',
  path: '/admin/passages/{id}',
  operationId: 'deletePassage',
  summary: 'Delete a passage',
  description: 'Deletes the passage permanently, with its questions and the progress of all readers on it.',
  request: { params: passageIdParam },
  responses: {
    204: emptyResponse('The passage is deleted'),
    ...failures(ADMIN_ERRORS, 'NOT_FOUND'),
  },
});

router.openapi(deletePassageRoute, async (c) => {
  await deletePassage(c.var.ctx, c.req.valid('param'));
  return c.body(null, 204);
});

function draftOf({ correct_answer_index: correctAnswerIndex, ...question }: SentQuestion): QuestionDraft {
  return { ...question, correctAnswerIndex };
}
