/**
 * The list of the single-key shortcuts. Every page with the navigation of a signed-in user contains the list in a
 * dialog. The page at `KEYBOARD_PATH` shows the same list.
 */
import { Icon } from './icon.tsx';

const DIALOG_ID = 'keyboard';
/** The path of the page that shows the list of shortcuts. */
export const KEYBOARD_PATH = '/web/keyboard';

const SHORTCUTS = [
  { action: 'Search contacts', keys: ['/'] },
  { action: 'New contact', keys: ['n'] },
  { action: 'Next and previous row', keys: ['j', 'k'] },
  { action: 'Select the row', keys: ['x'] },
  { action: 'Open the row', keys: ['Enter'] },
  { action: 'Edit', keys: ['e'] },
  { action: 'Close a menu or a dialog, or cancel an edit', keys: ['Esc'] },
  { action: 'Show this list', keys: ['?'] },
];

/**
 * The entry of the account menu that opens the dialog. If no script runs or the browser does not support `command`, the
 * link leads to the page at `KEYBOARD_PATH`.
 */
export function KeyboardMenuItem() {
  return (
    <a class="menu-item" href={KEYBOARD_PATH} data-dialog={`#${DIALOG_ID}`} aria-keyshortcuts="?">
      <Icon name="list-checks" />
      Keyboard shortcuts
      <kbd aria-hidden="true">?</kbd>
    </a>
  );
}

export function KeyboardDialog() {
  return (
    <dialog class="dialog" id={DIALOG_ID} aria-labelledby={`${DIALOG_ID}-title`}>
      <div class="dialog-body">
        <h2 id={`${DIALOG_ID}-title`}>Keyboard shortcuts</h2>
        <ShortcutList />
      </div>
      <div class="card-footer">
        <button class="button" type="button" command="close" commandfor={DIALOG_ID}>
          Close
        </button>
      </div>
    </dialog>
  );
}

export function ShortcutList() {
  return (
    <ul class="list">
      {SHORTCUTS.map(({ action, keys }) => (
        <li key={action}>
          <span class="list-text">{action}</span>
          <span class="cluster">
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}
