/** The card with data of an account, and the form of the rights. */
import { dayOfMs } from '../../../../rules/accounts/local-day.ts';
import type { AccountRow } from '../../../../store/accounts/accounts.ts';
import { Card, CardBody, CardFooter, Details } from '../../components/cards.tsx';
import { SelectField, TextField } from '../../components/fields.tsx';
import { formatCount } from '../../components/figures.tsx';
import { Time } from '../../components/time.tsx';
import type { FormState } from '../../form-state.ts';
import { ACCOUNTS_PATH } from './list.tsx';

/** The last day that the input of a date can show. A time zone can be in the year 10000 already. */
const LAST_DAY = '9999-12-31';

interface FactsProps {
  account: AccountRow;
  nowMs: number;
  timeZone: string;
}

export function Facts({ account, nowMs, timeZone }: FactsProps) {
  const time = (atMs: number) => <Time atMs={atMs} nowMs={nowMs} timeZone={timeZone} />;
  const { lastLoginAtMs } = account;
  return (
    <Card id="facts" title="Facts">
      <CardBody>
        <Details
          rows={[
            { name: 'Number', value: formatCount(account.number) },
            { name: 'Id', value: <span class="mono small">{account.id}</span> },
            { name: 'E-mail', value: <bdi>{account.email ?? 'None'}</bdi> },
            { name: 'Verified', value: account.isVerified ? 'Yes' : 'No' },
            { name: 'Password', value: account.passwordHash === null ? 'None' : 'Set' },
            { name: 'Plex', value: account.plexId === null ? 'Not linked' : 'Linked' },
            { name: 'Time zone', value: account.timeZone },
            { name: 'Created', value: time(account.createdAtMs) },
            { name: 'Last sign-in', value: lastLoginAtMs === null ? 'Never' : time(lastLoginAtMs) },
          ]}
        />
      </CardBody>
    </Card>
  );
}

/**
 * The values of the rights form for a stored account.
 * @param timeZone the time zone of the administrator, in which the form shows days
 */
export function rightsOf(account: AccountRow, timeZone: string) {
  const { role, isPremium, premiumUntilMs, expiresAtMs } = account;
  const premium = isPremium ? (premiumUntilMs === null ? 'always' : 'until') : 'no';
  // The form stores the first instant after the last day. One millisecond before this instant is still on the last day.
  const lastDay = (untilMs: number | null) => {
    const day = untilMs === null ? '' : dayOfMs(timeZone, untilMs - 1);
    return day.length > LAST_DAY.length ? LAST_DAY : day;
  };
  return { role, premium, premium_until: lastDay(premiumUntilMs), expiry_date: lastDay(expiresAtMs) };
}

export function Rights({ account, form }: { account: AccountRow; form: FormState }) {
  return (
    <form
      class="card"
      method="post"
      action={`${ACCOUNTS_PATH}/${account.number}/rights`}
      aria-labelledby="rights"
    >
      <div class="card-header">
        <h2 id="rights">Rights</h2>
      </div>
      <CardBody>
        <SelectField
          name="role"
          label="Role"
          form={form}
          hint="If you remove the role of an administrator, the sessions of the account end."
          options={[
            { value: 'user', label: 'User' },
            { value: 'admin', label: 'Admin' },
          ]}
        />
        <SelectField
          name="premium"
          label="Premium"
          form={form}
          options={[
            { value: 'no', label: 'No' },
            { value: 'until', label: 'Until a date' },
            { value: 'always', label: 'Without an end date' },
          ]}
        />
        <TextField
          name="premium_until"
          label="Premium until"
          form={form}
          isOptional
          input={{ type: 'date' }}
        />
        <TextField
          name="expiry_date"
          label="Account expires"
          form={form}
          isOptional
          input={{ type: 'date' }}
          hint="After this date the account cannot sign in."
        />
      </CardBody>
      <CardFooter>
        <button class="button primary" type="submit">
          Save
        </button>
      </CardFooter>
    </form>
  );
}
