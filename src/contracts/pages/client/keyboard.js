/** Single keys by `aria-keyshortcuts`, one submission per form, and the message for a lost connection. At most 1 KiB. */
const find = (selector) => document.querySelectorAll(selector);

addEventListener('keydown', (event) => {
  const { key, target, ctrlKey, altKey, metaKey } = event;
  if (ctrlKey || altKey || metaKey || target.closest('input,textarea,select,[popover]:not(nav),dialog'))
    return;
  if (document.body.hasAttribute('data-no-keys')) return;
  const rows = [...find('.row-link')];
  const at = rows.indexOf(document.activeElement);
  const element =
    key === 'j' || key === 'k'
      ? rows[at < 0 ? 0 : at + (key === 'j' ? 1 : -1)]
      : [...find('[aria-keyshortcuts]')].find((each) => each.ariaKeyShortcuts.split(' ').includes(key));
  if (!element) return;
  event.preventDefault();
  element.focus();
  if (!element.matches('input,.row-link')) element.click();
});

addEventListener('submit', (event) => {
  const { target, submitter } = event;
  if (target.dataset.sent) event.preventDefault();
  else if (!target.matches('[hx-post]')) target.dataset.sent = 1;
  submitter?.setAttribute('aria-busy', true);
});

// A page from the back-forward cache accepts a submission again.
addEventListener('pageshow', () => {
  for (const form of find('[data-sent]')) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll('[aria-busy]')) button.ariaBusy = null;
  }
});

addEventListener('htmx:error', () => {
  const toast = find('#toast')[0];
  if (toast) toast.innerHTML = '<div class="toast"><span>Not saved. Try again.</span></div>';
});
