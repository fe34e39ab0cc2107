/** The reasons why the owner of an account cannot sign in, and the last rejected sign-ins. */
import type { AccountDetails } from '../../../../core/administration/read-account-details.ts';
import type { SignInObstacle } from '../../../../rules/administration/sign-in-obstacles.ts';
import { exactTime, waitInWords } from '../../../../rules/time-in-words.ts';
import type { LogEntry } from '../../../../store/security-log/log-browser.ts';
import { Flash } from '../../components/messages.tsx';

const REFUSAL_EVENT_TYPES = ['login_failed', 'login_refused', 'account_locked'];
const SHOWN_REFUSAL_COUNT = 3;

/** The current time, and the time zone in which the page shows times. */
interface TimeContext {
  nowMs: number;
  timeZone: string;
}

/** One message for each reason, or a message that nothing prevents a sign-in. */
export function SignInState({ details, ...timeContext }: { details: AccountDetails } & TimeContext) {
  const { obstacles, entries, failures } = details;
  const failureCount = failures.reduce((sum, { count }) => sum + count, 0);
  const refusals = entries
    .filter(({ event }) => REFUSAL_EVENT_TYPES.includes(event.type))
    .slice(0, SHOWN_REFUSAL_COUNT);
  const lastRefusals = refusals.length > 0 && (
    <> Last refused: {refusals.map((entry) => refusalText(entry, timeContext)).join('; ')}.</>
  );
  if (obstacles.length === 0) {
    return (
      <Flash tone="info">
        Nothing prevents a sign-in.{' '}
        {failureCount > 0 &&
          `${failureCount} wrong ${failureCount === 1 ? 'password' : 'passwords in a row'}.`}
        {lastRefusals}
      </Flash>
    );
  }
  return (
    <>
      {obstacles.map((obstacle, at) => (
        <Flash key={obstacle.kind} tone={obstacle.kind === 'deactivated' ? 'danger' : 'warning'}>
          <b>{headingOf(obstacle, timeContext)}</b> {explanationOf(obstacle)}
          {at === obstacles.length - 1 && lastRefusals}
        </Flash>
      ))}
    </>
  );
}

function headingOf(obstacle: SignInObstacle, { nowMs, timeZone }: TimeContext): string {
  switch (obstacle.kind) {
    case 'deleted':
      return `Deleted on ${exactTime(obstacle.atMs, timeZone)}.`;
    case 'deactivated':
      return 'Deactivated by an administrator.';
    case 'expired':
      return `Expired on ${exactTime(obstacle.atMs, timeZone)}.`;
    case 'no_credentials':
      return 'No password yet.';
    case 'locked':
      return `Locked for ${waitInWords((obstacle.untilMs - nowMs) / 1000)}.`;
  }
}

function explanationOf(obstacle: SignInObstacle): string {
  switch (obstacle.kind) {
    case 'deleted':
      return 'The account can be restored for 30 days after its deletion.';
    case 'deactivated':
      return 'Nothing is deleted. Activate the account to allow a sign-in.';
    case 'expired':
      return 'Change the expiry date to allow a sign-in.';
    case 'no_credentials':
      return 'The person sets the password with the link in the invitation. The link is valid for 7 days.';
    case 'locked':
      return {
        known: 'Too many wrong passwords from networks from which this person has signed in before.',
        other: 'Too many wrong passwords from new networks. Known networks are not locked.',
        all: 'Too many wrong passwords from known networks and from new networks.',
      }[obstacle.networks];
  }
}

function refusalText({ event }: LogEntry, { timeZone }: TimeContext): string {
  const parts = [event.detail ?? event.type.replaceAll('_', ' '), event.address].filter(Boolean);
  return `${exactTime(event.createdAtMs, timeZone)} (${parts.join(', ')})`;
}
