/** The form of the profile: first name, last name, user name and time zone. */
import { listTimeZones } from '../../../../rules/accounts/time-zone.ts';
import type { AccountRow } from '../../../../store/accounts/accounts.ts';
import { CardBody, CardFooter } from '../../components/cards.tsx';
import { SelectField, TextField } from '../../components/fields.tsx';
import type { FormState } from '../../form-state.ts';

/**
 * `form` is the state of the form that was sent on the account page. If it was the form of the profile, the section
 * shows the typed values, otherwise the stored values.
 */
export function ProfileSection({ account, form: pageForm }: { account: AccountRow; form: FormState }) {
  const { firstName: first_name, lastName: last_name, username, timeZone: time_zone } = account;
  const form = { ...pageForm, values: { first_name, last_name, username, time_zone, ...pageForm.values } };
  return (
    <form class="card" method="post" action="/web/account">
      <CardBody>
        <div class="grid">
          <TextField
            name="first_name"
            label="First name"
            form={form}
            isOptional
            input={{ autocomplete: 'given-name' }}
          />
          <TextField
            name="last_name"
            label="Last name"
            form={form}
            isOptional
            input={{ autocomplete: 'family-name' }}
          />
          <TextField name="username" label="User name" form={form} input={{ autocomplete: 'nickname' }} />
          <SelectField
            name="time_zone"
            label="Time zone"
            form={form}
            options={timeZoneOptions(form.values.time_zone)}
            hint="Dates are shown in this time zone."
          />
        </div>
      </CardBody>
      <CardFooter>
        <button class="button primary" type="submit">
          Save
        </button>
      </CardFooter>
    </form>
  );
}

/**
 * The options of the field for the time zone. If the list does not contain the chosen zone, this zone is added at the
 * start.
 */
function timeZoneOptions(chosen: string): { value: string; label: string }[] {
  const zones = listTimeZones();
  const all = zones.includes(chosen) ? zones : [chosen, ...zones];
  return all.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}
