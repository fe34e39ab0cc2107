/** The form that deletes the account, in a dialog on the account page and on a page of its own. */
import type { AccountRow } from '../../../../store/accounts/accounts.ts';
import { AccountNameField, TextField } from '../../components/fields.tsx';
import { formatCount } from '../../components/figures.tsx';
import { CardPage } from '../../components/layouts.tsx';
import { blankForm, type FormState } from '../../form-state.ts';
import { CardForm } from '../card-form.tsx';

const ACTION = '/web/account/delete';

export function DeleteDialog({ account, plugCount }: { account: AccountRow; plugCount: number }) {
  return (
    <dialog class="dialog" id="delete-account" aria-labelledby="delete-title">
      <form method="post" action={ACTION}>
        <div class="dialog-body">
          <h2 id="delete-title">Delete this account?</h2>
          <p>
            {plugCount === 1 ? '1 contact is' : `${formatCount(plugCount)} contacts are`} deleted with the
            account. <Consequences account={account} />
          </p>
          <PasswordField account={account} form={blankForm()} />
        </div>
        <div class="card-footer">
          <button class="button" type="button" command="close" commandfor="delete-account">
            Keep account
          </button>
          <button class="button primary danger" type="submit">
            Delete account
          </button>
        </div>
      </form>
    </dialog>
  );
}

export function DeletePage({ form, account }: { form: FormState; account: AccountRow }) {
  return (
    <CardPage title="Delete this account?" foot={<a href="/web/account#data">Keep account</a>}>
      <p class="muted">
        All contacts are deleted with the account. <Consequences account={account} />
      </p>
      <CardForm action={ACTION} form={form} buttonLabel="Delete account" isDanger>
        <PasswordField account={account} form={form} />
      </CardForm>
    </CardPage>
  );
}

/** The sentences about the deletion that the dialog and the page have in common. */
function Consequences({ account: { passwordHash } }: { account: AccountRow }) {
  return (
    <>
      All devices are signed out immediately. An administrator can restore the account for 30 days.
      {passwordHash === null && ' Your sign-in must be less than 10 minutes old.'}
    </>
  );
}

/**
 * The field for the password, with the account name for password managers. Null if the account has no password and
 * therefore needs a recent sign-in.
 */
function PasswordField({ account, form }: { account: AccountRow; form: FormState }) {
  if (account.passwordHash === null) return null;
  return (
    <>
      <AccountNameField name={account.email ?? account.username} />
      <TextField
        name="current_password"
        label="Password"
        form={form}
        input={{ type: 'password', autocomplete: 'current-password', required: true }}
      />
    </>
  );
}
