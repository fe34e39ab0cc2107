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

/**
 * The maximum number of sessions that one form ends. The page of an account shows at most 100 sessions, and each page
 * of the list of sessions shows fewer.
 */
const MAX_SELECTED_SESSIONS = 100;

const limitedText = (maxLength: number) =>
  z
    .string()
    .catch('')
    .transform((value) => value.trim().slice(0, maxLength));

const listQuery = z.object({
  search: limitedText(254),
  device: limitedText(100),
  client: limitedText(50),
  state: z.enum(['active', 'ended', 'all']).catch('active'),
  cursor,
  select: z.string().optional().catch(undefined),
  notice: z.string().optional().catch(undefined),
  count: z.string().optional().catch(undefined),
});

/** The form that ends sessions. If an id is invalid, no session ends. Ids after the maximum number are ignored. */
const endForm = z.object({
  ids: z
    .preprocess(
      (sent) => (Array.isArray(sent) ? sent : sent === undefined ? [] : [sent]),
      z.array(z.coerce.number().int()),
    )
    .transform((ids) => ids.slice(0, MAX_SELECTED_SESSIONS))
    .catch([]),
  return_to: z.string().catch(''),
});

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
  const { ids, return_to: returnTo } = c.req.valid('form');
  const path = nextPath(returnTo || SESSIONS_PATH);
  if (ids.length === 0) return redirectTo(c, withNotice(path, 'none-selected'));
  const count = await endAnySessions(c.var.ctx, { ids });
  return redirectTo(c, withNotice(path, 'sessions-ended', count));
});
