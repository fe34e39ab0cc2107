/** Menus and dialogs. They are native popovers and dialogs, which open without a script. */
import type { Child, PropsWithChildren } from 'hono/jsx';
import { Icon, type IconName } from './icon.tsx';

/** A menu. A button opens it with the attribute `popovertarget`. */
export function Menu(props: PropsWithChildren<{ id: string; title?: string; isAtStart?: boolean }>) {
  const { id, title, isAtStart = false, children } = props;
  return (
    <div class={isAtStart ? 'menu menu-start' : 'menu'} id={id} popover="auto">
      {title && <p class="menu-title">{title}</p>}
      {children}
    </div>
  );
}

/** A menu entry that links to a page. */
export function MenuItem({ href, icon, children }: PropsWithChildren<{ href: string; icon: IconName }>) {
  return (
    <a class="menu-item" href={href}>
      <Icon name={icon} />
      {children}
    </a>
  );
}

/** A link to a page with a form. If scripts run, the link opens a dialog with the same form instead. */
export function DialogLink({ dialog, page, children }: PropsWithChildren<{ dialog: string; page: string }>) {
  return (
    <a class="button small-button danger" href={page} data-dialog={`#${dialog}`}>
      {children}
    </a>
  );
}

interface ConfirmDialogProps {
  id: string;
  title: string;
  text: string;
  /** The path that the form is sent to. */
  action: string;
  /** The labels of the two buttons. Each label names the result of its button. */
  cancelLabel: string;
  confirmLabel: string;
  fields?: Child;
}

/** A dialog for an action that cannot be undone. A button opens it with the attribute `command="show-modal"`. */
export function ConfirmDialog({
  id,
  title,
  text,
  action,
  cancelLabel,
  confirmLabel,
  fields,
}: ConfirmDialogProps) {
  return (
    <dialog class="dialog" id={id} aria-labelledby={`${id}-title`}>
      <form method="post" action={action}>
        {fields}
        <div class="dialog-body">
          <h3 id={`${id}-title`}>{title}</h3>
          <p>{text}</p>
        </div>
        <div class="card-footer">
          <button class="button" type="button" command="close" commandfor={id}>
            {cancelLabel}
          </button>
          <button class="button primary danger" type="submit">
            {confirmLabel}
          </button>
        </div>
      </form>
    </dialog>
  );
}
