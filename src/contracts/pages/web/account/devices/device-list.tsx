/** The live sessions of an account as a list, with the device, the place and the time. Each session can be ended. */
import { deviceLabel } from '../../../../../rules/sessions/user-agent.ts';
import type { SessionRow } from '../../../../../store/sessions/sessions.ts';
import { List } from '../../../components/cards.tsx';
import type { IconName } from '../../../components/icon.tsx';
import { Badge, IconDisc } from '../../../components/marks.tsx';
import { Time } from '../../../components/time.tsx';
import { countryName } from '../../../security-log/country-name.ts';

interface DeviceListProps {
  sessions: SessionRow[];
  /** The id of the session of the request. The list marks this session. To end it, the user signs out. */
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
                <bdi>{placeOf(session)}</bdi> ·{' '}
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

const CLIENTS: Record<string, string> = {
  page: 'These pages',
  web: 'Web',
  website: 'Web',
  ios: 'iOS app',
  android: 'Android app',
  mobile: 'Mobile app',
  api: 'API',
};

/** The name that the client has sent, or the device in the user agent. */
function nameOf({ deviceName, telegramUsername, kind, userAgent }: SessionRow): string {
  if (kind === 'telegram_link' && telegramUsername) return `@${telegramUsername}`;
  return deviceName || deviceLabel(userAgent);
}

function clientOf({ kind, clientType }: SessionRow): string {
  if (kind === 'telegram_link') return 'Telegram bot';
  if (kind === 'personal_token') return 'Access token';
  return Object.hasOwn(CLIENTS, clientType) ? (CLIENTS[clientType] ?? clientType) : clientType;
}

function placeOf(session: SessionRow): string {
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
