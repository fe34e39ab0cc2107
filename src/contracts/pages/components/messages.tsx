/**
 * Messages: in the page (flash), above the lower edge of the window (toast), in place of an empty list (empty state),
 * and the list of fields to correct. Also the placeholder of an entry that is not loaded yet (skeleton).
 */
import type { Child, PropsWithChildren } from 'hono/jsx';
import type { FlashTone, FormMessage, FormState } from '../form-state.ts';
import { Icon, type IconName } from './icon.tsx';
import { IconDisc } from './marks.tsx';

const FLASH_ICONS: Record<FlashTone, IconName> = {
  success: 'circle-check',
  info: 'info',
  warning: 'triangle-alert',
  danger: 'circle-alert',
};

/**
 * A message in the page. `action` is a link or button after the text. A screen reader reads a message with the tone
 * `danger` immediately, and other messages after the current speech.
 */
export function Flash({ tone, action, children }: PropsWithChildren<{ tone: FlashTone; action?: Child }>) {
  return (
    <div
      class={action ? 'flash flash-actions' : 'flash'}
      data-tone={tone}
      role={tone === 'danger' ? 'alert' : 'status'}
    >
      <Icon name={FLASH_ICONS[tone]} />
      <div>{children}</div>
      {action}
    </div>
  );
}

/** The message of a form. The optional link follows the text and ends the sentence. */
export function MessageFlash({ message: { tone, text, link } }: { message: FormMessage }) {
  return (
    <Flash tone={tone}>
      {text}
      {link && (
        <>
          {' '}
          <a href={link.href}>{link.label}</a>.
        </>
      )}
    </Flash>
  );
}

/** The message of a form, if it has one, and the list of its rejected fields. */
export function FormMessages({ form: { message, problems } }: { form: FormState }) {
  return (
    <>
      {message && <MessageFlash message={message} />}
      {problems.length > 0 && <ProblemSummary problems={problems} />}
    </>
  );
}

export interface FieldProblemLink {
  /** The id of the field. */
  field: string;
  message: string;
}

/** The messages of the rejected fields, at the top of a form. Each message is a link to its field. */
export function ProblemSummary({ problems }: { problems: FieldProblemLink[] }) {
  const fieldCount = new Set(problems.map(({ field }) => field)).size;
  return (
    <Flash tone="danger">
      <b>{fieldCount === 1 ? '1 field needs a correction.' : `${fieldCount} fields need a correction.`}</b>
      <ul>
        {problems.map(({ field, message }) => (
          <li key={message}>
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </Flash>
  );
}

interface ToastProps {
  text: string;
  /** The path that the form "Undo" is sent to. Without a path, the toast has no "Undo". */
  undoPath?: string;
  /** The hidden fields of the form "Undo". */
  undoFields?: Record<string, string>;
  /** The path of the page without the toast, for the link "Dismiss". */
  dismissPath: string;
}

/**
 * Reports the result of an action, with an optional form that undoes the action. The toast stays until another toast
 * replaces it or the next page is loaded.
 */
export function Toast({ text, undoPath, undoFields = {}, dismissPath }: ToastProps) {
  return (
    <div class="toast">
      <span>{text}</span>
      {undoPath && (
        <form method="post" action={undoPath}>
          {Object.entries(undoFields).map(([name, value]) => (
            <input type="hidden" key={name} name={name} value={value} />
          ))}
          <button class="button" type="submit">
            <Icon name="undo-2" />
            Undo
          </button>
        </form>
      )}
      <a class="button icon-button" href={dismissPath} aria-label="Dismiss">
        <Icon name="x" />
      </a>
    </div>
  );
}

interface EmptyStateProps {
  icon: IconName;
  title: string;
  text: Child;
  isSmall?: boolean;
}

/**
 * The message in place of an empty list. The text says what the list will contain or how to find other entries. The
 * children are the links or buttons below the text.
 */
export function EmptyState(props: PropsWithChildren<EmptyStateProps>) {
  const { icon, title, text, isSmall = false, children } = props;
  return (
    <div class={isSmall ? 'empty empty-small' : 'empty'}>
      <IconDisc icon={icon} tone="neutral" isLarge />
      <h2>{title}</h2>
      <p>{text}</p>
      {children && <div class="actions">{children}</div>}
    </div>
  );
}

/** A placeholder for an entry that loads later: the outline of an avatar and of two lines of text. */
export function Skeleton() {
  return (
    <div class="person">
      <span class="skeleton skeleton-avatar" />
      <span class="grow stack stack-tight">
        <span class="skeleton skeleton-short" />
        <span class="skeleton" />
      </span>
    </div>
  );
}
