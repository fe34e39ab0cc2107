/** A form in one card: its message, the list of rejected fields, the fields and the button. */
import type { Child, PropsWithChildren } from 'hono/jsx';
import { FormMessages } from '../components/messages.tsx';
import type { FormState } from '../form-state.ts';

interface CardFormProps {
  /** The path that the form is sent to. The default is the URL of the page. */
  action?: string;
  form: FormState;
  /** The label of the button. */
  buttonLabel: string;
  /** Marks the button of an action that cannot be undone. */
  isDanger?: boolean;
  /** The content next to the button, such as "Send again". */
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
