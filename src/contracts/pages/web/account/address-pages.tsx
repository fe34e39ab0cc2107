/** The pages for the codes that complete a change of the e-mail address and its verification. */
import { CodeField, TextField } from '../../components/fields.tsx';
import { CardPage } from '../../components/layouts.tsx';
import type { FormState } from '../../form-state.ts';
import { CardForm } from '../card-form.tsx';

const back = <a href="/web/account#address">Back to the account</a>;

interface AddressCodePageProps {
  form: FormState;
  email: string;
  /** Whether the sign-in is too old to change the address without the password. */
  needsPassword: boolean;
}

export function AddressCodePage({ form, email, needsPassword }: AddressCodePageProps) {
  return (
    <CardPage title="Enter the code" foot={back}>
      <SentTo email={email} />
      <form id="again" method="post" action="/web/account/address" hidden>
        <input type="hidden" name="new_email" value={email} />
      </form>
      <CardForm action="/web/account/address/confirm" form={form} buttonLabel="Change address" other={again}>
        <CodeField name="otp_code" label="6-digit code" form={form} hint="From the newest e-mail." />
        {needsPassword && (
          <TextField
            name="current_password"
            label="Password"
            form={form}
            input={{ type: 'password', autocomplete: 'current-password', required: true }}
          />
        )}
      </CardForm>
    </CardPage>
  );
}

export function VerificationPage({ form, email }: { form: FormState; email: string }) {
  return (
    <CardPage title="Enter the code" foot={back}>
      <SentTo email={email} />
      <form id="again" method="post" action="/web/account/verify" hidden />
      <CardForm action="/web/account/verify/confirm" form={form} buttonLabel="Verify address" other={again}>
        <CodeField name="otp_code" label="6-digit code" form={form} hint="From the newest e-mail." />
      </CardForm>
    </CardPage>
  );
}

/** A separate form for "Send again", because the Enter key presses the first button of a form. */
const again = (
  <button class="text-button" type="submit" form="again">
    Send again
  </button>
);

function SentTo({ email }: { email: string }) {
  return (
    <p class="muted">
      Sent to <b>{email}</b>
    </p>
  );
}
