/** The form that creates an account and sends an invitation. */
import type { AccountRow } from '../../../../store/accounts/accounts.ts';
import { CardBody, CardFooter } from '../../components/cards.tsx';
import { SelectField, TextField } from '../../components/fields.tsx';
import { FormMessages } from '../../components/messages.tsx';
import type { FormState } from '../../form-state.ts';
import { AdminPage } from '../layout.tsx';
import { ACCOUNTS_PATH } from './list.tsx';

export function NewAccountPage({ administrator, form }: { administrator: AccountRow; form: FormState }) {
  return (
    <AdminPage
      administrator={administrator}
      current={ACCOUNTS_PATH}
      parent={{ href: ACCOUNTS_PATH, label: 'Accounts' }}
      title="New account"
      lead="The person sets the password with the link in an invitation e-mail. The link is valid for 7 days."
      isMedium
    >
      <div class="stack">
        <FormMessages form={form} />
        <form class="card" method="post" action={`${ACCOUNTS_PATH}/new`}>
          <CardBody>
            <TextField
              name="email"
              label="E-mail"
              form={form}
              input={{ type: 'email', required: true, autocomplete: 'off' }}
            />
            <div class="grid">
              <TextField
                name="first_name"
                label="First name"
                form={form}
                isOptional
                input={{ autocomplete: 'off' }}
              />
              <TextField
                name="last_name"
                label="Last name"
                form={form}
                isOptional
                input={{ autocomplete: 'off' }}
              />
            </div>
            <SelectField
              name="role"
              label="Role"
              form={form}
              options={[
                { value: 'user', label: 'User' },
                { value: 'admin', label: 'Admin' },
              ]}
            />
          </CardBody>
          <CardFooter>
            <a class="button" href={ACCOUNTS_PATH}>
              Cancel
            </a>
            <button class="button primary" type="submit">
              Create and invite
            </button>
          </CardFooter>
        </form>
      </div>
    </AdminPage>
  );
}
