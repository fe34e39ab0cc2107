/** The routes with which readers list and read passages. A token is optional. */
import { createRoute } from '@hono/zod-openapi';
import { listPassages } from '../../../core/reading/list-passages.ts';
import { readPassage } from '../../../core/reading/read-passage.ts';
import { acceptBearer } from '../../../http/bearer.ts';
import { BEARER_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { jsonResponse } from '../../../http/openapi/json-content.ts';
import { pageLink } from '../../../http/wire-fields.ts';
import { routeGroup } from '../route-group.ts';
import { passageIdParam, passageListQuery } from './passage-request-schemas.ts';
import {
  passageExample,
  passagePageExample,
  passagePageSchema,
  passageSchema,
} from './passage-response-schemas.ts';
import { renderPassage, renderPassageSummary, upgradeUrl } from './render.ts';

const { router, failures } = routeGroup('reader');
const shared = { tags: ['Passages'], middleware: acceptBearer, security: [{ bearer: [] }, {}] };

/** The routes of passages for readers. */
export const passageRoutes = router;

/** The errors of a request with a token on routes where a token is optional. */
const OPTIONAL_TOKEN_ERRORS = BEARER_ERRORS.filter((code) => code !== 'NOT_AUTHENTICATED');

const listRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/passages',
  operationId: 'listPassages',
  summary: 'List passages',
  description:
    'The newest passage first. Without a token, or without premium, premium passages are neither listed nor counted. An invalid token is rejected.',
  request: { query: passageListQuery },
  responses: {
    200: jsonResponse(passagePageSchema, 'One page', passagePageExample),
    ...failures(
      OPTIONAL_TOKEN_ERRORS,
      wrongField('difficulty', 'difficulty must be one of Easy, Medium, Hard'),
    ),
  },
});

router.openapi(listRoute, async (c) => {
  const { limit, offset, ...filters } = c.req.valid('query');
  const { passages, total } = await listPassages(c.var.ctx, { filters, limit, offset });
  const linkTo = (start: number) => pageLink(c.req.url, { offset: start });
  return c.json(
    {
      count: total,
      next: offset + limit < total ? linkTo(offset + limit) : null,
      previous: offset > 0 ? linkTo(Math.max(0, offset - limit)) : null,
      results: passages.map(renderPassageSummary),
    },
    200,
  );
});

const readRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/passages/{id}',
  operationId: 'readPassage',
  summary: 'Read a passage',
  description:
    'Contains the questions without their correct answers. A premium passage requires a premium account. A free passage requires no token, but an invalid token is rejected.',
  request: { params: passageIdParam },
  responses: {
    200: jsonResponse(passageSchema, 'The passage', passageExample),
    ...failures(OPTIONAL_TOKEN_ERRORS, 'PREMIUM_REQUIRED', 'NOT_FOUND'),
  },
});

router.openapi(readRoute, async (c) => {
  const { id } = c.req.valid('param');
  return c.json(renderPassage(await readPassage(c.var.ctx, { id, upgradeUrl: upgradeUrl(c) })), 200);
});
