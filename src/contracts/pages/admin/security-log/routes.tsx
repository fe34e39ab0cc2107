/** The security log of all accounts: the list, and the export of at most 5,000 entries as CSV. */
import { zValidator } from '@hono/zod-validator';
import { browseSecurityLog, exportSecurityLog } from '../../../../core/administration/browse-security-log.ts';
import { newRouter } from '../../../../http/router.ts';
import { renderPage } from '../../render.ts';
import { logCsv } from './csv.ts';
import { logFiltersOf, logQuery } from './filters.ts';
import { EVENTS_PATH, EventsPage } from './page.tsx';

export const eventPages = newRouter();

eventPages.get(EVENTS_PATH, zValidator('query', logQuery), async (c) => {
  const { ctx, administrator } = c.var;
  const query = c.req.valid('query');
  const filters = logFiltersOf(query, administrator.timeZone);
  const page = await browseSecurityLog(ctx, { filters, cursor: query.cursor });
  const body = <EventsPage administrator={administrator} query={query} page={page} nowMs={ctx.nowMs} />;
  return renderPage(c, 'Security events', body);
});

eventPages.get(`${EVENTS_PATH}.csv`, zValidator('query', logQuery), async (c) => {
  const { ctx, administrator } = c.var;
  const filters = logFiltersOf(c.req.valid('query'), administrator.timeZone);
  const { entries } = await exportSecurityLog(ctx, { filters });
  const day = new Date(ctx.nowMs).toISOString().slice(0, 10);
  return c.body(logCsv(entries), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="security-events-${day}.csv"`,
  });
});
