/** The pages on which the user enters the code that changes or verifies the e-mail address. */
import { CodeField, TextField } from '../../components/fields.tsx';
import { CardPage } from '../../components/layouts.tsx';
import type { FormState } from '../../form-state.ts';
import { CardForm } from '../card-form.tsx';

const backLink = <a href="/web/account#address">Back to the account</a>;

interface AddressCodePageProps {
  form: FormState;
  /**
   * The new address. The page shows it as the recipient even if no code was sent, for example because another account
   * has the address.
   */
  email: string;
  /** True for an account with a password if the session is at least 10 minutes old, or if it began with Plex. */
  needsPassword: boolean;
}

export function AddressCodePage({ form, email, needsPassword }: AddressCodePageProps) {
  return (
    <CardPage title="Enter the code" foot={backLink}>
      <SentTo email={email} />
      <form id="again" method="post" action="/web/account/address" hidden>
        <input type="hidden" name="new_email" value={email} />
      </form>
      <CardForm
        action="/web/account/address/confirm"
        form={form}
        buttonLabel="Change address"
        other={sendAgainButton}
      >
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
    <CardPage title="Enter the code" foot={backLink}>
      <SentTo email={email} />
      <form id="again" method="post" action="/web/account/verify" hidden />
      <CardForm
        action="/web/account/verify/confirm"
        form={form}
        buttonLabel="Verify address"
        other={sendAgainButton}
      >
        <CodeField name="otp_code" label="6-digit code" form={form} hint="From the newest e-mail." />
      </CardForm>
    </CardPage>
  );
}

/**
 * The button "Send again". It belongs to the separate form `again`, because the Enter key in a field presses the
 * first button of the form of this field.
 */
const sendAgainButton = (
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
