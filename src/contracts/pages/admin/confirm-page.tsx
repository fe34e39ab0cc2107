/** The page on which an administrator confirms an action. Such an action cannot be undone, or it signs a person out. */
import type { Child } from 'hono/jsx';
import type { AccountRow } from '../../../store/accounts/accounts.ts';
import { CardBody, CardFooter } from '../components/cards.tsx';
import { MessageFlash } from '../components/messages.tsx';
import type { FormState } from '../form-state.ts';
import { AdminPage } from './layout.tsx';

interface ConfirmPageProps {
  administrator: AccountRow;
  /** The path of the navigation entry to mark as the current page. */
  current: string;
  /** The question, which names the action and its object. */
  title: Child;
  text: string;
  /** The page to which the breadcrumb and the link "Cancel" lead. */
  parent: { href: string; label: string };
  /** The path that the form is sent to. */
  action: string;
  /** The label of the button, which names the action. */
  buttonLabel: string;
  /** The state of the form: blank at first, and after a failed action with a message. Only the message is shown. */
  form: FormState;
}

export function ConfirmPage(props: ConfirmPageProps) {
  const { administrator, current, title, text, parent, action, buttonLabel, form } = props;
  return (
    <AdminPage administrator={administrator} current={current} parent={parent} title={title} isMedium>
      <div class="stack">
        {form.message && <MessageFlash message={form.message} />}
        <form class="card" method="post" action={action}>
          <CardBody>
            <p>{text}</p>
          </CardBody>
          <CardFooter>
            <a class="button" href={parent.href}>
              Cancel
            </a>
            <button class="button primary danger" type="submit">
              {buttonLabel}
            </button>
          </CardFooter>
        </form>
      </div>
    </AdminPage>
  );
}
