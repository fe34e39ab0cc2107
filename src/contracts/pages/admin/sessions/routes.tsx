/** The sessions of all accounts: the list, and the form that ends selected sessions. */
import { zValidator } from '@hono/zod-validator';
import { browseSessions } from '../../../../core/administration/browse-sessions.ts';
import { endAnySessions } from '../../../../core/administration/end-any-sessions.ts';
import { limitBody } from '../../../../http/limit-body.ts';
import * as z from '../../../../http/openapi/zod.ts';
import { newRouter } from '../../../../http/router.ts';
import { redirectTo, renderPage } from '../../render.ts';
import { nextPath } from '../../web/next-path.ts';
import { cursor } from '../accounts/fields.ts';
import { withNotice } from '../notices.tsx';
import { SessionsPage } from './page.tsx';
import { SESSIONS_PATH } from './session-table.tsx';

/** A page has at most 100 sessions. */
const MAX_SELECTED = 100;

const text = (max: number) =>
  z
    .string()
    .catch('')
    .transform((value) => value.trim().slice(0, max));

const listQuery = z.object({
  search: text(254),
  device: text(100),
  client: text(50),
  state: z.enum(['active', 'ended', 'all']).catch('active'),
  cursor,
  select: z.string().optional().catch(undefined),
  notice: z.string().optional().catch(undefined),
  count: z.string().optional().catch(undefined),
});

const endForm = z.object({
  ids: z
    .preprocess(
      (sent) => (Array.isArray(sent) ? sent : sent === undefined ? [] : [sent]),
      z.array(z.coerce.number().int()),
    )
    .transform((ids) => ids.slice(0, MAX_SELECTED))
    .catch([]),
  return_to: z.string().catch(''),
});

/** The pages of sessions. */
export const sessionPages = newRouter();

sessionPages.get(SESSIONS_PATH, zValidator('query', listQuery), async (c) => {
  const query = c.req.valid('query');
  const { search, device, client, state } = query;
  const page = await browseSessions(c.var.ctx, {
    ...{ search, device, cursor: query.cursor },
    clientType: client || null,
    state: state === 'all' ? null : state,
  });
  const { administrator, ctx } = c.var;
  const body = <SessionsPage administrator={administrator} query={query} page={page} nowMs={ctx.nowMs} />;
  return renderPage(c, 'Sessions', body);
});

sessionPages.post(`${SESSIONS_PATH}/end`, limitBody(), zValidator('form', endForm), async (c) => {
  const { ids, return_to: wanted } = c.req.valid('form');
  const path = nextPath(wanted || SESSIONS_PATH);
  if (ids.length === 0) return redirectTo(c, withNotice(path, 'none-selected'));
  const count = await endAnySessions(c.var.ctx, { ids });
  return redirectTo(c, withNotice(path, 'sessions-ended', count));
});
