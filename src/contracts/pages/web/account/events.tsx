/** The page of the security events of an account, with links to older events and back to the newest events. */
import { listOwnEvents } from '../../../../core/security-log/list-own-events.ts';
import { newRouter } from '../../../../http/router.ts';
import { AppPage } from '../../components/layouts.tsx';
import { EmptyState } from '../../components/messages.tsx';
import { Pagination } from '../../components/table.tsx';
import { renderPage } from '../../render.ts';
import { EventList } from '../../security-log/event-list.tsx';
import { requirePageSession } from '../../session.ts';
import { personOf } from '../person.ts';

const PATH = '/web/account/events';
const EVENTS_PER_PAGE = 30;

export const eventPages = newRouter();

eventPages.get(PATH, requirePageSession, async (c) => {
  const { ctx } = c.var;
  const cursor = c.req.query('cursor');
  const { account, events, nextCursor } = await listOwnEvents(ctx, { limit: EVENTS_PER_PAGE, cursor });
  const next = nextCursor === null ? {} : { next: `${PATH}?${new URLSearchParams({ cursor: nextCursor })}` };
  const page = (
    <AppPage
      title="Security events"
      lead="The events of your account, the newest first."
      person={personOf(account)}
      current="/web/account"
      isMedium
    >
      <div class="stack">
        <div class="card">
          {events.length === 0 ? (
            <EmptyState
              icon="shield-check"
              title="No more events"
              text="There are no older events."
              isSmall
            />
          ) : (
            <EventList events={events} nowMs={ctx.nowMs} timeZone={account.timeZone} />
          )}
        </div>
        <Pagination
          range={cursor === undefined ? 'The newest events' : 'Older events'}
          newest={cursor === undefined ? null : PATH}
          {...next}
        />
        <p>
          <a href="/web/account#events">Back to the account</a>
        </p>
      </div>
    </AppPage>
  );
  return renderPage(c, 'Security events', page);
});
