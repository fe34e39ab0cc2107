/** The reasons why the owner of an account cannot sign in, and the last rejected sign-ins. */
import type { AccountDetails } from '../../../../core/administration/read-account-details.ts';
import type { SignInObstacle } from '../../../../rules/administration/sign-in-obstacles.ts';
import { exactTime, waitInWords } from '../../../../rules/time-in-words.ts';
import type { LogEntry } from '../../../../store/security-log/log-browser.ts';
import { Flash } from '../../components/messages.tsx';

const REFUSALS = ['login_failed', 'login_refused', 'account_locked'];
const REFUSALS_SHOWN = 3;

interface Moment {
  nowMs: number;
  timeZone: string;
}

/** One message for each reason, or a message that nothing prevents a sign-in. */
export function SignInState({ details, ...moment }: { details: AccountDetails } & Moment) {
  const { obstacles, entries, failures } = details;
  const failed = failures.reduce((sum, { count }) => sum + count, 0);
  const refusals = entries.filter(({ event }) => REFUSALS.includes(event.type)).slice(0, REFUSALS_SHOWN);
  const last = refusals.length > 0 && (
    <> Last refused: {refusals.map((entry) => refusalText(entry, moment)).join('; ')}.</>
  );
  if (obstacles.length === 0) {
    return (
      <Flash tone="info">
        Nothing prevents a sign-in. {failed > 0 && `${failed} wrong passwords in a row.`}
        {last}
      </Flash>
    );
  }
  return (
    <>
      {obstacles.map((obstacle, at) => (
        <Flash key={obstacle.kind} tone={obstacle.kind === 'deactivated' ? 'danger' : 'warning'}>
          <b>{headingOf(obstacle, moment)}</b> {explanationOf(obstacle)}
          {at === obstacles.length - 1 && last}
        </Flash>
      ))}
    </>
  );
}

function headingOf(obstacle: SignInObstacle, { nowMs, timeZone }: Moment): string {
  switch (obstacle.kind) {
    case 'deleted':
      return `Deleted on ${exactTime(obstacle.atMs, timeZone)}.`;
    case 'deactivated':
      return 'Deactivated by an administrator.';
    case 'expired':
      return `Expired on ${exactTime(obstacle.atMs, timeZone)}.`;
    case 'not_invited':
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
    case 'not_invited':
      return 'The person sets the password with the link in the invitation, which is valid for 7 days.';
    case 'locked':
      return {
        known: 'Too many wrong passwords from networks from which this person has signed in before.',
        other: 'Too many wrong passwords from new networks. Known networks are not locked.',
        all: 'Too many wrong passwords from known networks and from new networks.',
      }[obstacle.networks];
  }
}

function refusalText({ event }: LogEntry, { timeZone }: Moment): string {
  const facts = [event.detail ?? event.type.replaceAll('_', ' '), event.address].filter(Boolean);
  return `${exactTime(event.createdAtMs, timeZone)} (${facts.join(', ')})`;
}
