/** A form in one card: its message, its rejected fields, the fields, and the button. */
import type { Child, PropsWithChildren } from 'hono/jsx';
import { MessageFlash, ProblemSummary } from '../components/messages.tsx';
import type { FormState } from '../form-state.ts';

interface CardFormProps {
  /** The path that the form is sent to; the address of the page when it is left out. */
  action?: string;
  form: FormState;
  /** What the button does. */
  act: string;
  /** Beside the button, such as "Send again". */
  other?: Child;
}

export function CardForm({ action, form, act, other, children }: PropsWithChildren<CardFormProps>) {
  const { message, problems } = form;
  return (
    <>
      {message && <MessageFlash message={message} />}
      {problems.length > 0 && <ProblemSummary problems={problems} />}
      <form class="stack" method="post" action={action}>
        {children}
        {other ? (
          <div class="split">
            {other}
            <button class="button primary" type="submit">
              {act}
            </button>
          </div>
        ) : (
          <button class="button primary wide-button" type="submit">
            {act}
          </button>
        )}
      </form>
    </>
  );
}
