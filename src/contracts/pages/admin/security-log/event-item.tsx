/** An entry of the security log in a list. */
import { deviceLabel } from '../../../../rules/sessions/user-agent.ts';
import { exactTimeWithSeconds, timeInWords } from '../../../../rules/time-in-words.ts';
import type { LogEntry } from '../../../../store/security-log/log-browser.ts';
import { ListItem } from '../../components/cards.tsx';
import { Icon } from '../../components/icon.tsx';
import { countryName } from '../../security-log/country-name.ts';
import { eventInWords } from '../../security-log/event-in-words.ts';

interface EventItemProps {
  entry: LogEntry;
  /** Whether the account of the entry is shown, in a list with entries of several accounts. */
  isAccountShown?: boolean;
  nowMs: number;
  timeZone: string;
}

export function EventItem({ entry, isAccountShown = false, nowMs, timeZone }: EventItemProps) {
  const { event, actorUsername } = entry;
  const { text, icon, tone } = eventInWords(event);
  const details = [
    actorUsername && `by ${actorUsername}`,
    event.userAgent && deviceLabel(event.userAgent),
    event.address,
    countryName(event.country),
    event.type === 'passage_changed' && passageTitle(event.detail),
  ].filter(Boolean);
  return (
    <ListItem
      mark={
        <span class="timeline-icon" data-tone={tone}>
          <Icon name={icon} />
        </span>
      }
      title={
        <span>
          {text}
          {isAccountShown && (
            <>
              {' · '}
              <AccountName entry={entry} />
            </>
          )}
        </span>
      }
      text={details.length > 0 && <bdi>{details.join(' · ')}</bdi>}
      action={
        <span class="muted small nowrap">
          <time
            datetime={new Date(event.createdAtMs).toISOString()}
            title={exactTimeWithSeconds(event.createdAtMs, timeZone)}
          >
            {timeInWords(event.createdAtMs, nowMs, timeZone)}
          </time>
        </span>
      }
    />
  );
}

/**
 * The title of the created, changed or deleted passage; for a change, the title before the change. The detail of the
 * event is a JSON object that contains the title under the name of the action.
 */
function passageTitle(detail: string | null): string | null {
  const { created, changed, deleted } = JSON.parse(detail ?? '{}') as Record<string, string | undefined>;
  return created ?? changed ?? deleted ?? null;
}

function AccountName({ entry: { event, username } }: { entry: LogEntry }) {
  if (username === null) return <span class="muted">erased account {event.owner}</span>;
  return (
    <a href={`/admin/accounts/${event.owner}`}>
      <bdi>{username}</bdi>
    </a>
  );
}
