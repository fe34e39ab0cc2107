/**
 * The form of one value in a list (`dl`) of the page of a contact, with "Save" and "Cancel". With htmx, the response
 * replaces the `dd` that contains the form. After a saved change, the response also contains other parts of the page.
 */
import type { PropsWithChildren } from 'hono/jsx';
import type { FieldProblem } from '../../../../../rules/app-error.ts';
import { Icon } from '../../../components/icon.tsx';

interface EditFormProps {
  /** The path to which the form is sent. */
  action: string;
  /** The path of the page without the form. */
  cancelPath: string;
  /** The label of the field, as it is written inside a sentence, or the key of the custom data. */
  label: string;
  problems: FieldProblem[];
  /** The hidden inputs: values by name. */
  hiddenValues: Record<string, string>;
}

export function EditForm(props: PropsWithChildren<EditFormProps>) {
  const { action, cancelPath, label, problems, hiddenValues, children } = props;
  return (
    <form
      class="grow cluster"
      method="post"
      action={action}
      hx-post={action}
      hx-target="closest dd"
      hx-swap="outerHTML"
      hx-disable="find button"
    >
      {Object.entries(hiddenValues).map(([name, value]) => (
        <input type="hidden" key={name} name={name} value={value} />
      ))}
      {children}
      <button type="submit" class="button primary icon-button small-button" aria-label={`Save ${label}`}>
        <Icon name="check" />
      </button>
      <a
        class="button icon-button small-button"
        href={cancelPath}
        aria-label="Cancel"
        aria-keyshortcuts="Escape"
        {...detailLinkAttributes(cancelPath)}
      >
        <Icon name="x" />
      </a>
      {problems.length > 0 && (
        <div class="edit-error" id="edit-error" role="alert">
          {problems.map(({ message }) => (
            <p class="error" key={message}>
              <Icon name="circle-alert" />
              <span>{message}</span>
            </p>
          ))}
        </div>
      )}
    </form>
  );
}

/**
 * The htmx attributes of a link whose response replaces the `dd` that contains the link. htmx requests `path` without
 * its fragment.
 */
export function detailLinkAttributes(path: string) {
  return { 'hx-get': path.replace(/#.*/, ''), 'hx-target': 'closest dd', 'hx-swap': 'outerHTML' };
}
