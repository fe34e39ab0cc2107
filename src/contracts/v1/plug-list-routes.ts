/** Many plugs: list, search, statistics. */
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { userOf } from '../../core/access.ts';
import { listPlugs } from '../../core/plugs/list-plugs.ts';
import type { PlugPageResult } from '../../core/plugs/page.ts';
import { readStatistics } from '../../core/plugs/read-statistics.ts';
import { searchPlugs } from '../../core/plugs/search-plugs.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { requireBearer } from '../../http/bearer.ts';
import { jsonAnswer } from '../../http/json-content.ts';
import { newRouter } from '../../http/router.ts';
import { failures } from './error-schema.ts';
import { renderErrors } from './errors.ts';
import { listFilters, listOrder, listQuery, searchQueryString } from './plug-queries.ts';
import { plugPageSchema, statisticsSchema } from './plug-schemas.ts';
import { renderPage, renderStatistics } from './render-plug.ts';

const shared = { tags: ['Plugs'], middleware: requireBearer, security: [{ bearer: [] }] };

const listPlugsRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/plugs',
  request: { query: listQuery },
  responses: {
    200: jsonAnswer(plugPageSchema, 'One page; `Link` names its neighbours'),
    ...failures(400, 401),
  },
});

const searchRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/plugs/search',
  request: { query: searchQueryString },
  responses: { 200: jsonAnswer(plugPageSchema, 'One page of hits, best first'), ...failures(400, 401) },
});

const statisticsRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/plugs/stats',
  responses: {
    200: jsonAnswer(statisticsSchema, 'Live plugs; the most frequent business and network types and tags'),
    ...failures(401),
  },
});

/** The routes of many plugs. They stand before `/plugs/{id}`, which would take their names for ids. */
export function plugListRoutes() {
  const router = newRouter();
  router.onError(renderErrors('plugs'));
  router.openapi(listPlugsRoute, async (c) => {
    const query = c.req.valid('query');
    const { nextCursor, ...page } = await listPlugs(c.var.ctx, {
      filters: listFilters(query),
      order: listOrder(query.sort),
      limit: query.limit,
      skip: query.skip,
      cursor: query.cursor,
    });
    linkNeighbours(c, page, nextCursor);
    return c.json({ ...renderPage(page, userOf(c.var.ctx).accountId), next_cursor: nextCursor }, 200);
  });
  router.openapi(searchRoute, async (c) => {
    const { q, plug_type: plugType, limit, skip } = c.req.valid('query');
    const page = await searchPlugs(c.var.ctx, { typed: q, plugType, limit, skip });
    linkNeighbours(c, page, null);
    return c.json(renderPage(page, userOf(c.var.ctx).accountId), 200);
  });
  router.openapi(statisticsRoute, async (c) => {
    return c.json(renderStatistics(await readStatistics(c.var.ctx)), 200);
  });
  return router;
}

/** `Link` (RFC 8288): the next page by cursor where there is one, else by number; the one before by number. */
function linkNeighbours(c: Context<AppEnv>, page: PlugPageResult, nextCursor: string | null): void {
  const skip = (page.page - 1) * page.perPage;
  const links = [
    page.hasNext &&
      (nextCursor ? link(c, 'next', { cursor: nextCursor }) : link(c, 'next', { skip: skip + page.perPage })),
    page.hasPrevious && link(c, 'prev', { skip: Math.max(0, skip - page.perPage) }),
  ].filter((each) => typeof each === 'string');
  if (links.length > 0) c.header('Link', links.join(', '));
}

function link(c: Context<AppEnv>, relation: string, position: { cursor: string } | { skip: number }): string {
  const url = new URL(c.req.url);
  url.searchParams.delete('cursor');
  url.searchParams.delete('skip');
  for (const [name, value] of Object.entries(position)) url.searchParams.set(name, String(value));
  return `<${url.pathname}${url.search}>; rel="${relation}"`;
}
