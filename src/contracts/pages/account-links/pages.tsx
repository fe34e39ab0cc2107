/** The pages that links in e-mails and links of invitations open. */
import { AccountNameField, NewPasswordField } from '../components/fields.tsx';
import { CardPage, MessagePage } from '../components/layouts.tsx';
import type { FormState } from '../form-state.ts';
import { CardForm } from '../web/card-form.tsx';

/**
 * Requires a confirmation before a change of the e-mail address is reverted. The form is sent to the URL of the page.
 */
export function RevertPage({ email }: { email: string }) {
  return (
    <CardPage title="Restore your address">
      <p>
        The button restores the address <b>{email}</b> and signs out every device. Reset your password after
        that.
      </p>
      <form class="stack" method="post">
        <button class="button primary wide-button" type="submit">
          Restore the address
        </button>
      </form>
    </CardPage>
  );
}

/** The form in which an invited user sets a password. It is sent to the URL of the page. */
export function InvitationPage({ email, form }: { email: string; form: FormState }) {
  return (
    <CardPage title="Set your password">
      <p class="muted">
        For <b>{email}</b>
      </p>
      <CardForm form={form} buttonLabel="Set the password">
        <AccountNameField name={email} />
        <NewPasswordField name="password" label="Password" form={form} />
      </CardForm>
    </CardPage>
  );
}

interface DonePageProps {
  title: string;
  text: string;
  /** The path of the next step. */
  href: string;
  buttonLabel: string;
}

/** Reports that the action of a link has succeeded, and links to the next step. */
export function DonePage({ title, text, href, buttonLabel }: DonePageProps) {
  return (
    <MessagePage icon="circle-check" title={title} text={text}>
      <a class="button primary" href={href}>
        {buttonLabel}
      </a>
    </MessagePage>
  );
}

/** Reports why a link cannot be used. */
export function FailurePage({ title, text }: { title: string; text: string }) {
  return (
    <MessagePage icon="link" title={title} text={text}>
      <a class="button" href="/">
        Go to the start page
      </a>
    </MessagePage>
  );
}
