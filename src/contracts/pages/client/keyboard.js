/**
 * Single-key shortcuts, links that open a dialog, one submission per form, and the message for a failed htmx request.
 * The attribute `aria-keyshortcuts` sets the key of an element. The keys `j` and `k` move the focus between rows. A
 * test limits the minified module to 1 KiB.
 */
const on = addEventListener;
const all = (selector) => [...document.querySelectorAll(selector)];

on('keydown', (event) => {
  const { key, target } = event;
  // Only Escape is a shortcut while a text or a choice is entered, or if the user has turned off the shortcuts. No key is
  // a shortcut while a menu or a dialog is open, which Escape closes, or during the composition of a character.
  const offSelector = key === 'Escape' ? '' : ',[data-no-keys],:is(:read-write,select):focus';
  const [isOff] = all(`:popover-open,:modal${offSelector}`);
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isOff) return;
  const row = target.closest('tr');
  const links = all('.row-link');
  const at = links.findIndex((link) => row?.contains(link));
  const step = { j: 1, k: -1 }[key];
  // A shortcut of an element in a row works only while the focus is inside this row.
  const element = step
    ? links[at < 0 ? 0 : at + step]
    : all(`[aria-keyshortcuts~=${CSS.escape(key)}]`).find((each) => (each.closest('tr') ?? row) === row);
  if (!element) return;
  event.preventDefault();
  element[element.matches('[type=search],.row-link') ? 'focus' : 'click']();
});

// A link with `data-dialog` opens a dialog. Without this module, the link leads to a page with the content of the
// dialog. The same applies to a browser without `CommandEvent`, because its buttons with `command` cannot close the
// dialog.
on('click', (event) => {
  const selector = event.target.closest('[data-dialog]')?.dataset.dialog;
  if (selector && self.CommandEvent) {
    event.preventDefault();
    all(selector)[0].showModal();
  }
});

// Prevents a second submission of a form during the first one. Forms with `hx-post` are excluded, because htmx sends
// them.
on('submit', (event) => {
  const { target, submitter } = event;
  if (target.matches('[hx-post]')) return;
  if (target.querySelector('[aria-busy]')) event.preventDefault();
  if (submitter) submitter.ariaBusy = true;
});

// The browser can keep a page with busy buttons in its back-forward cache. Without the attribute, the forms of the
// restored page can be sent again.
on('pagehide', () => {
  for (const button of all('[aria-busy]')) button.ariaBusy = null;
});

on('htmx:error', () => {
  const [toast] = all('#toast');
  if (toast) toast.innerHTML = '<div class="toast"><span>Not saved. Try again.</span></div>';
});
