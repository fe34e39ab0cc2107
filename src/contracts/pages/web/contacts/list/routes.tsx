/** The route of the contact list, with its search, filters, order and pages. */
import type { Context } from 'hono';
import { type BrowsedPlugs, browsePlugs } from '../../../../../core/plugs/search/browse-plugs.ts';
import type { AppEnv } from '../../../../../http/app-env.ts';
import { newRouter } from '../../../../../http/router.ts';
import { AppError } from '../../../../../rules/app-error.ts';
import { Icon } from '../../../components/icon.tsx';
import { AppPage } from '../../../components/layouts.tsx';
import { isPartial, redirectTo, renderPage, renderPart } from '../../../render.ts';
import { requirePageSession } from '../../../session.ts';
import { IMPORT_PATH } from '../../import/paths.ts';
import { personOf } from '../../person.ts';
import { ExportButton, ExportMenuPart } from '../export/export-menu.tsx';
import { NEW_CONTACT_PATH } from '../paths.ts';
import { type Report, ReportToast, reportOf } from '../write-report.tsx';
import {
  filtersOf,
  firstPage,
  LIST_PATH,
  type ListState,
  listPath,
  listStateOf,
  orderOf,
} from './list-state.ts';
import { Results, type ResultsProps } from './results.tsx';
import { SearchForm } from './search-form.tsx';
import { Views } from './views.tsx';

/** The maximum number of contacts on one page. */
const PAGE_SIZE = 50;

export const contactListPages = newRouter();

/** An invalid cursor redirects to the first page. The path in `HX-Push-Url` contains no default values. */
contactListPages.get(LIST_PATH, requirePageSession, async (c) => {
  const state = listStateOf(c.req.query());
  const browsed = await browse(c, state);
  const report = reportOf(c.req.query());
  if (browsed === 'invalid cursor') return redirectTo(c, listPath(firstPage(state)));
  const { nowMs } = c.var.ctx;
  if (!isPartial(c))
    return renderPage(
      c,
      'Contacts',
      <ListPage browsed={browsed} state={state} nowMs={nowMs} report={report} />,
    );
  c.header('HX-Push-Url', listPath(state));
  return renderPart(
    c,
    <>
      <Results browsed={browsed} state={state} nowMs={nowMs} />
      <hx-partial hx-target="#views" hx-swap="outerHTML">
        <Views state={state} statistics={browsed.statistics} />
      </hx-partial>
      <ExportMenuPart state={state} total={browsed.page.total} />
    </>,
  );
});

/** Reads the page of the list. Returns "invalid cursor" for `INVALID_INPUT`, which has no other cause here. */
async function browse(c: Context<AppEnv>, state: ListState): Promise<BrowsedPlugs | 'invalid cursor'> {
  try {
    return await browsePlugs(c.var.ctx, {
      typed: state.q,
      filters: filtersOf(state),
      order: orderOf(state),
      limit: PAGE_SIZE,
      cursor: state.cursor,
    });
  } catch (error) {
    if (error instanceof AppError && error.is('INVALID_INPUT')) return 'invalid cursor';
    throw error;
  }
}

function ListPage({ browsed, state, nowMs, report }: ResultsProps & { report: Report | null }) {
  const { account, statistics } = browsed;
  return (
    <AppPage
      title="Contacts"
      person={personOf(account)}
      current={LIST_PATH}
      toast={<ReportToast report={report} path={listPath(state)} />}
      actions={
        <>
          <a class="button" href={IMPORT_PATH}>
            <Icon name="upload" />
            Import
          </a>
          <ExportButton state={state} total={browsed.page.total} />
          <a class="button primary" href={NEW_CONTACT_PATH} aria-keyshortcuts="n">
            <Icon name="plus" />
            New contact
            <kbd aria-hidden="true">n</kbd>
          </a>
        </>
      }
    >
      <Views state={state} statistics={statistics} />
      <SearchForm state={state} statistics={statistics} />
      <Results browsed={browsed} state={state} nowMs={nowMs} />
    </AppPage>
  );
}
