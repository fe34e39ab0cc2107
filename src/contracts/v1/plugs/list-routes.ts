/** The routes for several plugs: list, search and statistics. */
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { listPlugs } from '../../../core/plugs/list-plugs.ts';
import type { PlugPageResult } from '../../../core/plugs/page.ts';
import { readStatistics } from '../../../core/plugs/read-statistics.ts';
import { readWeeklyStatistics } from '../../../core/plugs/read-weekly-statistics.ts';
import { searchPlugs } from '../../../core/plugs/search-plugs.ts';
import { userOf } from '../../../core/request/access.ts';
import type { AppEnv } from '../../../http/app-env.ts';
import { requireBearer } from '../../../http/bearer.ts';
import { BEARER_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { jsonResponse } from '../../../http/openapi/json-content.ts';
import { routeGroup } from '../route-group.ts';
import { listFilters, listOrder, listQuery, searchQuery, sortOf, statisticsQuery } from './queries.ts';
import { renderPage, renderStatistics, renderWeek } from './render.ts';
import {
  plugPageExample,
  plugPageSchema,
  searchPageExample,
  statisticsExample,
  statisticsSchema,
} from './response-schemas.ts';

const { router, failures } = routeGroup('plugs');
const shared = { tags: ['Plugs'], middleware: requireBearer, security: [{ bearer: [] }] };

/** The routes for several plugs. They are mounted before `/plugs/{id}`, which also matches `/plugs/search`. */
export const plugListRoutes = router;

const listPlugsRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/plugs',
  operationId: 'listPlugs',
  summary: 'List plugs',
  description:
    'With `cursor`, every page takes the same time; with `skip`, a later page takes longer. When `cursor` is sent, `sort` and `skip` are ignored.',
  request: { query: listQuery },
  responses: {
    200: jsonResponse(plugPageSchema, 'One page', plugPageExample, 'Link'),
    ...failures(BEARER_ERRORS, wrongField('limit', 'limit must be a whole number from 1 to 1000')),
  },
});

router.openapi(listPlugsRoute, async (c) => {
  const query = c.req.valid('query');
  const { nextCursor, order, ...page } = await listPlugs(c.var.ctx, {
    ...listFilters(query),
    order: listOrder(query.sort),
    limit: query.limit,
    skip: query.skip,
    cursor: query.cursor,
  });
  setLinkHeader(c, page, { nextCursor, sort: sortOf(order) });
  return c.json({ ...renderPage(page, userOf(c.var.ctx).accountId), next_cursor: nextCursor }, 200);
});

const searchRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/plugs/search',
  operationId: 'searchPlugs',
  summary: 'Search plugs',
  description:
    'Searches names, company, e-mail address, job title, notes, tags, phone numbers (by their digits), network type, business type, `met_where`, `telegram_username` and the reason to connect. Upper and lower case, accents, the punctuation around words and the order of the words are ignored. In notes and the reason to connect, only the beginnings of words are found, except in scripts without spaces. A number is found with and without its country code. The term has at least 2 characters, or is one Chinese, Japanese or Korean character. There is no query syntax: all characters, including quotes and `*`, are searched literally.',
  request: { query: searchQuery },
  responses: {
    200: jsonResponse(plugPageSchema, 'One page of results, best match first', searchPageExample, 'Link'),
    ...failures(BEARER_ERRORS, wrongField('q', 'Search term must be at least 2 characters')),
  },
});

router.openapi(searchRoute, async (c) => {
  const { q, plug_type: plugType, limit, skip } = c.req.valid('query');
  const page = await searchPlugs(c.var.ctx, { typed: q, plugType, limit, skip });
  setLinkHeader(c, page, {});
  return c.json(renderPage(page, userOf(c.var.ctx).accountId), 200);
});

const statisticsRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/plugs/stats',
  operationId: 'readPlugStatistics',
  summary: 'Read statistics',
  description:
    'Plugs in the trash are not counted, except in `weeks`. Contains the 15 most frequent business types, the 15 most frequent network types and the 20 most frequent tags. `truncated` names the counts that have more values. `recent_conversions` counts the conversions of the last 30 UTC days, including the current day. With `series=week`, the response also contains `weeks`.',
  request: { query: statisticsQuery },
  responses: {
    200: jsonResponse(statisticsSchema, 'The current numbers', statisticsExample),
    ...failures(BEARER_ERRORS, wrongField('series', 'series must be week')),
  },
});

router.openapi(statisticsRoute, async (c) => {
  if (c.req.valid('query').series === undefined) {
    return c.json(renderStatistics(await readStatistics(c.var.ctx)), 200);
  }
  const { statistics, weeks } = await readWeeklyStatistics(c.var.ctx);
  return c.json({ ...renderStatistics(statistics), weeks: weeks.map(renderWeek) }, 200);
});

/**
 * Sets the header `Link` (RFC 8288). The link to the next page contains the cursor, or `skip` if there is no cursor.
 * The link to the previous page contains `skip`, and in a list also `sort`.
 */
function setLinkHeader(
  c: Context<AppEnv>,
  page: PlugPageResult,
  { nextCursor, sort }: { nextCursor?: string | null; sort?: string },
): void {
  const { skip } = page;
  const links = [
    page.hasNext &&
      (nextCursor
        ? linkTo(c, 'next', { cursor: nextCursor })
        : linkTo(c, 'next', { skip: skip + page.perPage })),
    page.hasPrevious && linkTo(c, 'prev', { skip: Math.max(0, skip - page.perPage), sort }),
  ].filter((each) => typeof each === 'string');
  if (links.length > 0) c.header('Link', links.join(', '));
}

function linkTo(
  c: Context<AppEnv>,
  relation: string,
  position: { cursor: string } | { skip: number; sort?: string | undefined },
): string {
  const url = new URL(c.req.url);
  url.searchParams.delete('cursor');
  url.searchParams.delete('skip');
  for (const [name, value] of Object.entries(position)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return `<${url.pathname}${url.search}>; rel="${relation}"`;
}
