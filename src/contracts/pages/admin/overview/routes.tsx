/** The overview, which is the first page for administrators. */
import { readOverview } from '../../../../core/administration/read-overview.ts';
import { newRouter } from '../../../../http/router.ts';
import { renderPage } from '../../render.ts';
import { OverviewPage } from './page.tsx';

export const overviewPages = newRouter();

overviewPages.get('/admin', async (c) => {
  const { ctx, administrator } = c.var;
  const overview = await readOverview(ctx);
  const page = <OverviewPage administrator={administrator} overview={overview} nowMs={ctx.nowMs} />;
  return renderPage(c, 'Administration', page);
});
