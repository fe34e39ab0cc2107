/** Passages for readers, with a token or without. */
import { createRoute } from '@hono/zod-openapi';
import { listPassages } from '../../core/passages/list-passages.ts';
import { readPassage } from '../../core/passages/read-passage.ts';
import { acceptBearer } from '../../http/bearer.ts';
import { jsonAnswer } from '../../http/json-content.ts';
import { newRouter } from '../../http/router.ts';
import { failures } from './error-schema.ts';
import { renderErrors } from './errors.ts';
import { passageIdParam, passageListQuery, passagePageSchema, passageSchema } from './passage-schemas.ts';
import { renderPassage, renderPassageSummary } from './render-passage.ts';
import { upgradeUrl } from './upgrade-url.ts';

const shared = { tags: ['Passages'], middleware: acceptBearer, security: [{ bearer: [] }, {}] };

const listRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/passages',
  request: { query: passageListQuery },
  responses: {
    200: jsonAnswer(passagePageSchema, 'One page, newest first; premium passages only for premium readers'),
    ...failures(400, 401),
  },
});

const readRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/passages/{id}',
  request: { params: passageIdParam },
  responses: {
    200: jsonAnswer(passageSchema, 'The passage with its questions, without answers'),
    ...failures(401, 403, 404),
  },
});

/** The routes of passages to read. */
export function passageRoutes() {
  const router = newRouter();
  router.onError(renderErrors('reader'));
  router.openapi(listRoute, async (c) => {
    const { limit, offset, ...filters } = c.req.valid('query');
    const { passages, total } = await listPassages(c.var.ctx, { filters, limit, offset });
    const link = (to: number) => pageLink(c.req.url, to);
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

function pageLink(url: string, offset: number): string {
  const link = new URL(url);
  link.searchParams.set('offset', String(offset));
  return link.href;
}
