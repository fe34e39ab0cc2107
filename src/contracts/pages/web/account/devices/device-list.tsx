/**
 * Live sessions of an account as a list, with the device, the client, the country, the network address and the last
 * activity. For a Telegram link, the country and the address are not shown. Every session except the session of the
 * request has a button that ends it.
 */
import { deviceLabel } from '../../../../../rules/sessions/user-agent.ts';
import type { SessionRow } from '../../../../../store/sessions/sessions.ts';
import { List } from '../../../components/cards.tsx';
import type { IconName } from '../../../components/icon.tsx';
import { Badge, IconDisc } from '../../../components/marks.tsx';
import { Time } from '../../../components/time.tsx';
import { countryName } from '../../../security-log/country-name.ts';

interface DeviceListProps {
  sessions: SessionRow[];
  /**
   * The id of the session of the request. The list marks this session and has no button that ends it: the user
   * signs out instead.
   */
  currentId: number;
  nowMs: number;
  timeZone: string;
}

export function DeviceList({ sessions, currentId, nowMs, timeZone }: DeviceListProps) {
  return (
    <List>
      {sessions.map((session) => {
        const isCurrent = session.id === currentId;
        const name = nameOf(session);
        return (
          <li key={session.id}>
            <IconDisc icon={iconOf(session)} {...(isCurrent && { tone: 'success' as const })} />
            <div class="list-text">
              <b>
                <bdi>{name}</bdi>
              </b>{' '}
              {isCurrent && <Badge tone="success">This device</Badge>}
              <p>
                <bdi>{detailsOf(session)}</bdi> ·{' '}
                <Time atMs={session.lastActivityAtMs} nowMs={nowMs} timeZone={timeZone} />
              </p>
            </div>
            {!isCurrent && <EndButton id={session.id} name={name} />}
          </li>
        );
      })}
    </List>
  );
}

function EndButton({ id, name }: { id: number; name: string }) {
  return (
    <form method="post" action="/web/account/devices/end">
      <input type="hidden" name="session" value={id} />
      <button class="button small-button" type="submit" aria-label={`End session: ${name}`}>
        End session
      </button>
    </form>
  );
}

/** The names of the clients by the type that is stored with the session. Any other type is shown unchanged. */
const CLIENT_LABELS: Record<string, string> = {
  page: 'These pages',
  web: 'Web',
  website: 'Web',
  ios: 'iOS app',
  android: 'Android app',
  mobile: 'Mobile app',
  api: 'API',
};

/**
 * The user name at Telegram for a Telegram link, if the user has one. Otherwise the stored name of the device, or the
 * device in the user agent if no name is stored.
 */
function nameOf({ deviceName, telegramUsername, kind, userAgent }: SessionRow): string {
  if (kind === 'telegram_link' && telegramUsername) return `@${telegramUsername}`;
  return deviceName || deviceLabel(userAgent);
}

function clientOf({ kind, clientType }: SessionRow): string {
  if (kind === 'telegram_link') return 'Telegram bot';
  if (kind === 'personal_token') return 'Access token';
  return Object.hasOwn(CLIENT_LABELS, clientType) ? (CLIENT_LABELS[clientType] ?? clientType) : clientType;
}

/**
 * The client, the country (or "Unknown place") and the network address. For a Telegram link, only the client, because
 * the request that creates the link comes from a server of Telegram.
 */
function detailsOf(session: SessionRow): string {
  const client = clientOf(session);
  if (session.kind === 'telegram_link') return client;
  return [client, countryName(session.country) ?? 'Unknown place', session.address].join(' · ');
}

function iconOf({ kind, clientType, userAgent }: SessionRow): IconName {
  if (kind === 'telegram_link') return 'bot';
  if (kind === 'personal_token') return 'terminal';
  if (/iPad|Tablet/i.test(userAgent)) return 'tablet';
  if (/^(?:ios|android|mobile)$/.test(clientType) || /iPhone|Android|Mobile/i.test(userAgent))
    return 'smartphone';
  return userAgent.startsWith('Mozilla') ? 'monitor' : 'globe';
}
