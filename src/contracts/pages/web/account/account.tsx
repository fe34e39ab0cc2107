/** The page of the user's account: the name and the time zone. */
import { z } from '@hono/zod-openapi';
import { setTimeZone } from '../../../core/accounts/set-time-zone.ts';
import { updateProfile } from '../../../core/accounts/update-profile.ts';
import { requireAccess } from '../../../core/request/access.ts';
import { newRouter } from '../../../http/router.ts';
import { singleLine } from '../../../http/wire-fields.ts';
import { listTimeZones } from '../../../rules/accounts/time-zone.ts';
import { Card, CardBody, CardFooter } from '../components/cards.tsx';
import { SelectField, TextField } from '../components/fields.tsx';
import { AppPage } from '../components/layouts.tsx';
import { MessageFlash, ProblemSummary } from '../components/messages.tsx';
import type { Person } from '../components/navigation.tsx';
import { blankForm, type FormState } from '../form-state.ts';
import { type ShowForm, submit, validForm } from '../forms.ts';
import { redirectTo, renderPage } from '../render.ts';
import { requirePageSession } from '../session.ts';
import { noticeOf } from './notices.ts';
import { personOf } from './person.ts';

const MAX_NAME_CHARACTERS = 100;

const schema = z.object({
  first_name: singleLine('First name', MAX_NAME_CHARACTERS),
  last_name: singleLine('Last name', MAX_NAME_CHARACTERS),
  time_zone: z.string('Choose a time zone from the list.'),
});

export const accountPages = newRouter();

const show: ShowForm = async (c, form, status) => {
  const person = personOf(await requireAccess(c.get('ctx')));
  return renderPage(c, 'Account', <AccountPage person={person} form={form} />, status);
};

accountPages.get('/web/account', requirePageSession, async (c) => {
  const account = await requireAccess(c.var.ctx);
  const message = noticeOf(c.req.query('notice'));
  const { firstName: first_name, lastName: last_name, timeZone: time_zone } = account;
  const form = blankForm({ first_name, last_name, time_zone });
  const page = <AccountPage person={personOf(account)} form={message ? { ...form, message } : form} />;
  return renderPage(c, 'Account', page);
});

accountPages.post('/web/account', requirePageSession, validForm(schema, show), (c) =>
  submit(c, show, async () => {
    const { first_name: firstName, last_name: lastName, time_zone: timeZone } = c.req.valid('form');
    const account = await updateProfile(c.var.ctx, { firstName, lastName });
    if (account.timeZone !== timeZone) await setTimeZone(c.var.ctx, { timeZone });
    return redirectTo(c, '/web/account?notice=saved');
  }),
);

function AccountPage({ person, form }: { person: Person; form: FormState }) {
  const { message, problems, values } = form;
  const zones = listTimeZones();
  const chosen = values.time_zone ?? 'UTC';
  const options = (zones.includes(chosen) ? zones : [chosen, ...zones]).map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
  }));
  return (
    <AppPage title="Account" lead={person.email} person={person} current="/web/account" isMedium>
      <div class="stack">
        {message && <MessageFlash message={message} />}
        {problems.length > 0 && <ProblemSummary problems={problems} />}
        <form method="post" action="/web/account">
          <Card id="profile" title="Profile">
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
                <SelectField
                  name="time_zone"
                  label="Time zone"
                  form={form}
                  options={options}
                  hint="Dates are shown in it."
                />
              </div>
            </CardBody>
            <CardFooter>
              <button class="button primary" type="submit">
                Save
              </button>
            </CardFooter>
          </Card>
        </form>
      </div>
    </AppPage>
  );
}
