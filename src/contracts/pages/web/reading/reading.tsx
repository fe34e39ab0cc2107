/** The reading pages: the list of passages, one passage with its quiz, and the marking of the answers. */
import type { Context } from 'hono';
import { listTitles } from '../../../../core/reading/list-titles.ts';
import { readPassageWithTitles } from '../../../../core/reading/read-passage-with-titles.ts';
import { submitAnswers } from '../../../../core/reading/submit-answers.ts';
import type { AppEnv } from '../../../../http/app-env.ts';
import { newRouter } from '../../../../http/router.ts';
import { AppError } from '../../../../rules/app-error.ts';
import { MessagePage } from '../../components/layouts.tsx';
import { sentForm } from '../../forms.ts';
import { redirectTo, renderPage } from '../../render.ts';
import { requirePageSession } from '../../session.ts';
import { secondsSpent, sentAnswers, unansweredIds } from './answers.ts';
import { ListPage } from './list-page.tsx';
import { PassagePage } from './passage-page.tsx';

/** The maximum number of passages on one page of the list. */
const TITLES_PER_PAGE = 50;
/** The part of the list of passages that is shown beside a passage. A link opens the reading list. */
const TITLES_BESIDE = { limit: 12, offset: 0 };
/** The section of the account page that explains premium access. */
const UPGRADE_PATH = '/web/account#premium';

export const readingPages = newRouter();

readingPages.get('/web/reading', requirePageSession, async (c) => {
  const requestedPage = pageNumberOf(c.req.query('page'));
  const page = { limit: TITLES_PER_PAGE, offset: (requestedPage - 1) * TITLES_PER_PAGE };
  const list = await listTitles(c.var.ctx, page);
  if (page.offset > 0 && list.titles.length === 0) return redirectTo(c, '/web/reading');
  return renderPage(c, 'Reading', <ListPage list={list} page={page} />);
});

readingPages.get('/web/reading/:id', requirePageSession, (c) =>
  withPremiumPage(c, async () => {
    const read = await readPassage(c, c.req.param('id'));
    return renderPage(c, read.passage.title, <PassagePage read={read} nowMs={c.var.ctx.nowMs} />);
  }),
);

/** Marks the answers. If an answer is missing, the quiz is shown again and nothing is stored. */
readingPages.post('/web/reading/:id', requirePageSession, (c) =>
  withPremiumPage(c, async () => {
    const { ctx } = c.var;
    const id = c.req.param('id');
    const { values } = await sentForm(c);
    const read = await readPassage(c, id);
    const answers = sentAnswers(values, read.questions);
    const missingIds = unansweredIds(read.questions, answers);
    if (missingIds.length > 0) {
      const page = <PassagePage read={read} nowMs={ctx.nowMs} quiz={{ answers, missingIds }} />;
      return renderPage(c, read.passage.title, page, 422);
    }
    const timeSpentSeconds = secondsSpent(values.opened_at, ctx.nowMs);
    const marking = await submitAnswers(ctx, { id, upgradeUrl: UPGRADE_PATH, answers, timeSpentSeconds });
    // The list is read again, because the attempt may have changed the score and the progress.
    const marked = await readPassage(c, id);
    const page = <PassagePage read={marked} nowMs={ctx.nowMs} quiz={{ answers, marking }} />;
    return renderPage(c, read.passage.title, page);
  }),
);

function readPassage(c: Context<AppEnv>, id: string) {
  return readPassageWithTitles(c.get('ctx'), { id, upgradeUrl: UPGRADE_PATH, page: TITLES_BESIDE });
}

/**
 * Runs a handler. If the passage requires premium access and the reader has none, the page about premium access is
 * shown with 403.
 */
async function withPremiumPage(c: Context<AppEnv>, run: () => Promise<Response>): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof AppError && error.is('PREMIUM_REQUIRED'))) throw error;
    return renderPage(c, 'Premium passage', <PremiumPage />, 403);
  }
}

function PremiumPage() {
  return (
    <MessagePage
      icon="crown"
      title="This passage is for premium accounts"
      text="Your account can read the passages without the premium mark."
    >
      <a class="button" href="/web/reading">
        All passages
      </a>
      <a class="button primary" href={UPGRADE_PATH}>
        See what premium includes
      </a>
    </MessagePage>
  );
}

/**
 * Returns the page number in a query. A missing or invalid number gives the first page. The number can be after the last
 * page.
 */
function pageNumberOf(sent: string | undefined): number {
  return sent !== undefined && /^[1-9]\d{0,5}$/.test(sent) ? Number(sent) : 1;
}
