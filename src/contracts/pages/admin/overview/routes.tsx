/** The first page of administrators. */
import { newRouter } from '../../../../http/router.ts';
import { renderPage } from '../../render.ts';
import { AdminPage } from '../layout.tsx';

export const overviewPages = newRouter();

overviewPages.get('/admin', (c) =>
  renderPage(
    c,
    'Administration',
    <AdminPage administrator={c.var.administrator} current="/admin" title="Overview">
      <p>The figures of the service.</p>
    </AdminPage>,
  ),
);
