/** Messages: flash, toast with undo, empty state, and the list of fields to correct. */
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

/** A message in the page. A screen reader reads a danger message immediately. */
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

/** The message of a form, with an optional link to a page that helps. */
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

/** The message of a form that is shown again, and the list of its rejected fields. */
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

/** The list of rejected fields at the top of a page. Each one is a link to its field. */
export function ProblemSummary({ problems }: { problems: FieldProblemLink[] }) {
  const fields = new Set(problems.map(({ field }) => field)).size;
  return (
    <Flash tone="danger">
      <b>{fields === 1 ? '1 field needs a correction.' : `${fields} fields need a correction.`}</b>
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
  /** The path that the undo form is sent to, and its hidden fields. */
  undo?: string;
  fields?: Record<string, string>;
  /** The path of the page without the toast. */
  dismiss: string;
}

/** Reports an action, with a form that undoes it. The toast is shown until the next page is loaded. */
export function Toast({ text, undo, fields = {}, dismiss }: ToastProps) {
  return (
    <div class="toast">
      <span>{text}</span>
      {undo && (
        <form method="post" action={undo}>
          {Object.entries(fields).map(([name, value]) => (
            <input type="hidden" key={name} name={name} value={value} />
          ))}
          <button class="button" type="submit">
            <Icon name="undo-2" />
            Undo
          </button>
        </form>
      )}
      <a class="button icon-button" href={dismiss} aria-label="Dismiss">
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

/** The message for an empty list: what the list will contain and how to add an item. The children are one action. */
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

/** A placeholder for a part that loads later. It has the final size of that part. */
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
