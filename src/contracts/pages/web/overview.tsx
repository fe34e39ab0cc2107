/**
 * The overview, which a sign-in shows unless another path was requested. It shows the numbers of the user's contacts,
 * targets and recent conversions, and the numbers of plugs by priority and for up to eight tags. For an
 * account without contacts and targets, it shows how contacts can be added.
 */
import { readAccountWithStatistics } from '../../../core/plugs/read-statistics.ts';
import { newRouter } from '../../../http/router.ts';
import { PRIORITIES } from '../../../rules/plugs/plug.ts';
import { Card, CardBody } from '../components/cards.tsx';
import { Bars, Stats } from '../components/figures.tsx';
import { Icon } from '../components/icon.tsx';
import { AppPage } from '../components/layouts.tsx';
import { Priority } from '../components/marks.tsx';
import { MessageFlash } from '../components/messages.tsx';
import type { Person } from '../components/navigation.tsx';
import { renderPage } from '../render.ts';
import { requirePageSession } from '../session.ts';
import { LIST_PATH, listPath } from './contacts/list/list-state.ts';
import { NoContacts } from './contacts/no-contacts.tsx';
import { NEW_CONTACT_PATH } from './contacts/paths.ts';
import { noticeOf } from './notices.ts';
import { personOf } from './person.ts';

export const overviewPages = newRouter();

const MAX_TAG_BARS = 8;

type Statistics = Awaited<ReturnType<typeof readAccountWithStatistics>>['statistics'];

overviewPages.get('/web', requirePageSession, async (c) => {
  const { account, statistics } = await readAccountWithStatistics(c.var.ctx);
  const page = (
    <OverviewPage
      person={personOf(account)}
      statistics={statistics}
      notice={noticeOf(c.req.query('notice'))}
    />
  );
  return renderPage(c, 'Overview', page);
});

interface OverviewPageProps {
  person: Person;
  statistics: Statistics;
  notice: ReturnType<typeof noticeOf>;
}

function OverviewPage({ person, statistics, notice }: OverviewPageProps) {
  const isEmpty = statistics.contacts + statistics.targets === 0;
  return (
    <AppPage
      title="Overview"
      lead="Your contacts in numbers."
      person={person}
      current="/web"
      isMedium
      actions={
        !isEmpty && (
          <>
            <a class="button" href={LIST_PATH}>
              <Icon name="users" />
              All contacts
            </a>
            <a class="button primary" href={NEW_CONTACT_PATH} aria-keyshortcuts="n">
              <Icon name="plus" />
              New contact
              <kbd aria-hidden="true">n</kbd>
            </a>
          </>
        )
      }
    >
      <div class="stack">
        {notice && <MessageFlash message={notice} />}
        {isEmpty ? (
          <NoContacts
            title="No contacts yet"
            text="Import the contacts of another address book from a file, or add one. This page then counts them."
            shortcut="n"
          />
        ) : (
          <StatisticsCards statistics={statistics} />
        )}
      </div>
    </AppPage>
  );
}

function StatisticsCards({ statistics }: { statistics: Statistics }) {
  const { contacts, targets, recentConversions, byPriority, byTag } = statistics;
  const tags = [...byTag].slice(0, MAX_TAG_BARS);
  return (
    <>
      <Stats
        stats={[
          {
            label: 'Contacts',
            value: contacts,
            remark: <a href={listPath({ type: 'contact' })}>Show contacts</a>,
          },
          {
            label: 'Targets',
            value: targets,
            remark: <a href={listPath({ type: 'target' })}>Show targets</a>,
          },
          { label: 'Converted', value: recentConversions, remark: 'in the last 30 days' },
        ]}
      />
      <div class="grid grid-wide">
        <Card id="by-priority" title="By priority">
          <CardBody>
            <Bars
              bars={PRIORITIES.toReversed().map((level) => ({
                label: (
                  <a href={listPath({ priority: level })}>
                    <Priority level={level} />
                  </a>
                ),
                count: byPriority[level],
              }))}
            />
          </CardBody>
        </Card>
        {tags.length > 0 && (
          <Card id="by-tag" title="By tag">
            <CardBody>
              <Bars
                bars={tags.map(([tag, count]) => ({
                  label: (
                    <a href={listPath({ tag })}>
                      <bdi>{tag}</bdi>
                    </a>
                  ),
                  count,
                }))}
              />
            </CardBody>
          </Card>
        )}
      </div>
    </>
  );
}
