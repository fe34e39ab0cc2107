/** The page that shows components of the pages with their states. It exists in development and in tests only. */
import { requireHttps } from '../../../http/policies/require-https.ts';
import { newRouter } from '../../../http/router.ts';
import { AppPage } from '../components/layouts.tsx';
import { Toast } from '../components/messages.tsx';
import { renderPage } from '../render.ts';
import { requireDevelopment } from './require-development.ts';
import { ChartSamples } from './samples/chart-samples.tsx';
import { ContainerSamples } from './samples/container-samples.tsx';
import { FieldSamples } from './samples/field-samples.tsx';
import { MarkSamples } from './samples/mark-samples.tsx';
import { MessageSamples } from './samples/message-samples.tsx';
import { TableSamples } from './samples/table-samples.tsx';

const SAMPLE_PERSON = {
  id: 'sample',
  name: 'Mirela Kovač',
  email: 'mirela@example.test',
  hasSingleKeys: true,
};

export const componentPages = newRouter();

componentPages.get('/dev/components', requireHttps, requireDevelopment, (c) =>
  renderPage(
    c,
    'Components',
    <AppPage
      title="Components"
      lead="Components of the pages with their states."
      person={SAMPLE_PERSON}
      current="/dev/components"
      toast={
        <Toast text="Priority set to urgent." undoPath="/dev/components" dismissPath="/dev/components" />
      }
    >
      <div class="stack stack-wide">
        <FieldSamples />
        <MarkSamples />
        <MessageSamples />
        <ContainerSamples />
        <ChartSamples />
        <TableSamples nowMs={c.var.ctx.nowMs} />
      </div>
    </AppPage>,
  ),
);

/** The sample forms are sent to this route, which changes nothing and redirects back to the page. */
componentPages.post('/dev/components', requireHttps, requireDevelopment, (c) =>
  c.redirect('/dev/components', 303),
);
