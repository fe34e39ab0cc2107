/** Many plugs: list, search, statistics. */
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { listPlugs } from '../../../core/plugs/list-plugs.ts';
import type { PlugPageResult } from '../../../core/plugs/page.ts';
import { readStatistics } from '../../../core/plugs/read-statistics.ts';
import { searchPlugs } from '../../../core/plugs/search-plugs.ts';
import { userOf } from '../../../core/request/access.ts';
import type { AppEnv } from '../../../http/app-env.ts';
import { requireBearer } from '../../../http/bearer.ts';
import { BEARER_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { jsonAnswer } from '../../../http/openapi/json-content.ts';
import { newRouter } from '../../../http/router.ts';
import { renderErrors } from '../errors.ts';
import { failuresOf } from '../route-group.ts';
import { PLUG_EXAMPLES } from './examples.ts';
import { listFilters, listOrder, listQuery, searchQueryString } from './queries.ts';
import { renderPage, renderStatistics } from './render.ts';
import { plugPageSchema, statisticsSchema } from './schemas.ts';

const shared = { tags: ['Plugs'], middleware: requireBearer, security: [{ bearer: [] }] };
const failures = failuresOf('plugs');

const listPlugsRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/plugs',
  operationId: 'listPlugs',
  summary: 'A page of plugs',
  description:
    'By `cursor` every page costs the same; by `skip`, the more the deeper it is. A cursor goes before `sort` and `skip`.',
  request: { query: listQuery },
  responses: {
    200: jsonAnswer(plugPageSchema, 'One page', PLUG_EXAMPLES.page, 'Link'),
    ...failures(BEARER_ERRORS, wrongField('limit', 'limit must be a whole number from 1 to 1000')),
  },
});

const searchRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/plugs/search',
  operationId: 'searchPlugs',
  summary: 'Search plugs',
  description:
    'Case and accents do not matter, nor does the order of the words. Looks into names, company, e-mail address, job title, notes, tags, numbers by their digits, the two types and the reason to connect. At least 2 characters; whatever they are, quotes and `*` too, they are looked for as they stand.',
  request: { query: searchQueryString },
  responses: {
    200: jsonAnswer(plugPageSchema, 'One page of hits, best first', PLUG_EXAMPLES.hits, 'Link'),
    ...failures(BEARER_ERRORS, wrongField('q', 'Search term must be at least 2 characters')),
  },
});

const statisticsRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/plugs/stats',
  operationId: 'readPlugStatistics',
  summary: 'Plugs in numbers',
  description:
    'Of live plugs. The 15 most frequent business and network types and the 20 most frequent tags; `recent_conversions` are those of the last 30 days.',
  responses: {
    200: jsonAnswer(statisticsSchema, 'The numbers of now', PLUG_EXAMPLES.statistics),
    ...failures(BEARER_ERRORS),
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
