/** The security events of an account as a list. */
import { deviceLabel } from '../../../rules/sessions/user-agent.ts';
import type { SecurityEventRow } from '../../../store/security-log/security-events.ts';
import { List } from '../components/cards.tsx';
import { Icon } from '../components/icon.tsx';
import { Time } from '../components/time.tsx';
import { countryName } from './country-name.ts';
import { eventInWords } from './event-in-words.ts';

interface EventListProps {
  events: SecurityEventRow[];
  nowMs: number;
  timeZone: string;
}

export function EventList({ events, nowMs, timeZone }: EventListProps) {
  return (
    <List>
      {events.map((event) => {
        const { text, icon, tone } = eventInWords(event);
        return (
          <li key={event.id}>
            <span class="timeline-icon" data-tone={tone}>
              <Icon name={icon} />
            </span>
            <div class="list-text">
              <span>{text}</span>
              <p>{requestSourceOf(event)}</p>
            </div>
            <span class="muted small nowrap">
              <Time atMs={event.createdAtMs} nowMs={nowMs} timeZone={timeZone} />
            </span>
          </li>
        );
      })}
    </List>
  );
}

/**
 * The device, the network address and the country of the request that caused the event. A missing value and an unknown
 * country are left out. An event that an administrator caused in another account contains none of these values.
 */
function requestSourceOf({ userAgent, address, country }: SecurityEventRow) {
  const device = userAgent ? deviceLabel(userAgent) : null;
  return <bdi>{[device, address, countryName(country)].filter(Boolean).join(' · ')}</bdi>;
}
