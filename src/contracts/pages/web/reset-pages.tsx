/** The pages of the three steps of a password reset. */
import { AccountNameField, CodeField, NewPasswordField, TextField } from '../components/fields.tsx';
import { CardPage } from '../components/layouts.tsx';
import type { FormState } from '../form-state.ts';
import { CardForm } from './card-form.tsx';

const backLink = <a href="/web/sign-in">Back to sign in</a>;

export function AddressPage({ form }: { form: FormState }) {
  return (
    <CardPage title="Reset the password" foot={backLink}>
      <p class="muted">A code by e-mail proves that the address is yours.</p>
      <CardForm action="/web/reset" form={form} buttonLabel="Send the code">
        <TextField
          name="email"
          label="E-mail"
          form={form}
          input={{ type: 'email', autocomplete: 'username', required: true }}
        />
      </CardForm>
    </CardPage>
  );
}

export function CodePage({ form, email }: { form: FormState; email: string }) {
  const foot = (
    <>
      Wrong address? <a href="/web/reset">Change it</a>
    </>
  );
  const resendButton = (
    <button class="text-button" type="submit" form="again">
      Send again
    </button>
  );
  return (
    <CardPage title="Enter the code" foot={foot}>
      <p class="muted">
        Sent to <b>{email}</b>
      </p>
      {/* "Send again" has its own form, because the Enter key must press "Continue". */}
      <form id="again" method="post" action="/web/reset/again" hidden />
      <CardForm action="/web/reset/code" form={form} buttonLabel="Continue" other={resendButton}>
        <CodeField name="otp_code" label="6-digit code" form={form} hint="From the newest e-mail." />
      </CardForm>
    </CardPage>
  );
}

export function NewPasswordPage({ form, email }: { form: FormState; email: string }) {
  return (
    <CardPage title="Choose a new password" foot={backLink}>
      <p class="muted">
        For <b>{email}</b>. All sessions of the account will end.
      </p>
      <CardForm action="/web/reset/password" form={form} buttonLabel="Change the password">
        <AccountNameField name={email} />
        <NewPasswordField name="new_password" label="New password" form={form} />
      </CardForm>
    </CardPage>
  );
}
