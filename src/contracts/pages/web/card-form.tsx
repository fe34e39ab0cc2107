/**
 * The form of a `CardPage`: its message, the list of rejected fields, the fields (the children), the button, and an
 * optional second button or link.
 */
import type { Child, PropsWithChildren } from 'hono/jsx';
import { FormMessages } from '../components/messages.tsx';
import type { FormState } from '../form-state.ts';

interface CardFormProps {
  /** The path that the form is sent to. The default is the URL of the page. */
  action?: string;
  form: FormState;
  buttonLabel: string;
  /** Whether the button has the colour of dangerous actions, such as a deletion. Ignored if `other` is given. */
  isDanger?: boolean;
  /** Another button or link, which is shown before the button, such as "Send again". */
  other?: Child;
}

export function CardForm(props: PropsWithChildren<CardFormProps>) {
  const { action, form, buttonLabel, isDanger = false, other, children } = props;
  return (
    <>
      <FormMessages form={form} />
      <form class="stack" method="post" action={action}>
        {children}
        {other ? (
          <div class="split">
            {other}
            <button class="button primary" type="submit">
              {buttonLabel}
            </button>
          </div>
        ) : (
          <button class={`button primary wide-button${isDanger ? ' danger' : ''}`} type="submit">
            {buttonLabel}
          </button>
        )}
      </form>
    </>
  );
}
