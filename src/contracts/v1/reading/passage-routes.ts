/** Passages for readers, with a token or without. */
import { createRoute } from '@hono/zod-openapi';
import { listPassages } from '../../../core/reading/list-passages.ts';
import { readPassage } from '../../../core/reading/read-passage.ts';
import { acceptBearer } from '../../../http/bearer.ts';
import { wrongField } from '../../../http/openapi/documented-errors.ts';
import { jsonAnswer } from '../../../http/openapi/json-content.ts';
import { newRouter } from '../../../http/router.ts';
import { pageLink } from '../../../http/wire-fields.ts';
import { renderErrors } from '../errors.ts';
import { failuresOf } from '../route-group.ts';
import { PASSAGE_EXAMPLES } from './passage-examples.ts';
import { passageIdParam, passageListQuery, passagePageSchema, passageSchema } from './passage-schemas.ts';
import { renderPassage, renderPassageSummary } from './render.ts';
import { upgradeUrl } from './upgrade-url.ts';

const shared = { tags: ['Passages'], middleware: acceptBearer, security: [{ bearer: [] }, {}] };
const failures = failuresOf('reader');

/** What a token may be refused with where none has to be sent. */
const SENT_TOKEN_ERRORS = ['TOKEN_EXPIRED', 'TOKEN_INVALID', 'SESSION_ENDED', 'ACCOUNT_DELETED'] as const;

const listRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/passages',
  operationId: 'listPassages',
  summary: 'A page of passages',
  description:
    'The newest first. Without a token, or without premium, premium passages are neither shown nor counted. A token that is sent and is no good is refused.',
  request: { query: passageListQuery },
  responses: {
    200: jsonAnswer(passagePageSchema, 'One page', PASSAGE_EXAMPLES.page),
    ...failures(SENT_TOKEN_ERRORS, wrongField('difficulty', 'difficulty must be one of Easy, Medium, Hard')),
  },
});

const readRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/passages/{id}',
  operationId: 'readPassage',
  summary: 'One passage',
  description:
    'With its questions, without their answers. A premium passage is for premium accounts only; a free one needs no token, but one that is sent and is no good is refused.',
  request: { params: passageIdParam },
  responses: {
    200: jsonAnswer(passageSchema, 'The passage', PASSAGE_EXAMPLES.passage),
    ...failures(SENT_TOKEN_ERRORS, 'PREMIUM_REQUIRED', 'NOT_FOUND'),
  },
});

/** The routes of passages to read. */
export function passageRoutes() {
  const router = newRouter();
  router.onError(renderErrors('reader'));
  router.openapi(listRoute, async (c) => {
    const { limit, offset, ...filters } = c.req.valid('query');
    const { passages, total } = await listPassages(c.var.ctx, { filters, limit, offset });
    const link = (to: number) => pageLink(c.req.url, { offset: to });
    return c.json(
      {
        count: total,
        next: offset + limit < total ? link(offset + limit) : null,
        previous: offset > 0 ? link(Math.max(0, offset - limit)) : null,
        results: passages.map(renderPassageSummary),
      },
      200,
    );
  });
  router.openapi(readRoute, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(renderPassage(await readPassage(c.var.ctx, { id, upgradeUrl: upgradeUrl(c) })), 200);
  });
  return router;
}
