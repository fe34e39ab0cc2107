/**
 * Menus and dialogs: the popovers and dialogs of HTML. A button with `popovertarget` or `command` opens them without
 * a script. A link opens a dialog only if the script of the pages runs and the browser supports `command`. Otherwise
 * the link leads to a page.
 */
import type { Child, PropsWithChildren } from 'hono/jsx';
import { Icon, type IconName } from './icon.tsx';

/**
 * A menu. A button with the attribute `popovertarget` opens the menu. `isAtStart` aligns the menu with the start of
 * this button instead of its end.
 */
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

interface DialogLinkProps {
  dialogId: string;
  /** The path of a page with the same form as the dialog. */
  pagePath: string;
}

/**
 * A link that opens a dialog with a form. If no script runs or the browser does not support `command`, the link leads
 * to a page with the same form.
 */
export function DialogLink({ dialogId, pagePath, children }: PropsWithChildren<DialogLinkProps>) {
  return (
    <a class="button small-button danger" href={pagePath} data-dialog={`#${dialogId}`}>
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
  /** Each label names what its button does, such as "Keep sessions" and "End sessions". */
  cancelLabel: string;
  confirmLabel: string;
  /** Fields of the form, such as hidden fields. */
  fields?: Child;
}

/**
 * A dialog in which the user confirms an action, such as the end of all sessions. A link with the attribute
 * `data-dialog`, such as `DialogLink`, or a button with the attribute `command="show-modal"` opens the dialog.
 */
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
