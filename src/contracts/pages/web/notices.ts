/**
 * Messages that a page shows after a redirect. The query contains only the name of a message, so that a link from
 * another site cannot set the text.
 */
import type { FormMessage } from '../form-state.ts';

const NOTICES = {
  'session-ended': { tone: 'info', text: 'Your session has ended. Sign in again.' },
  'administration-sign-in': {
    tone: 'info',
    text: 'Administration requires a sign-in with your password in the last 12 hours. Sign in again.',
  },
  'signed-out': { tone: 'success', text: 'You are signed out.' },
  'password-changed': { tone: 'success', text: 'The password is changed. Sign in with the new password.' },
  'reset-again': {
    tone: 'warning',
    text: 'This reset was already completed, or it took too long. Sign in with the new password, or reset the password again.',
  },
  'code-sent': {
    tone: 'info',
    text: 'If the address has an account, a code is on its way. It is valid for 5 minutes.',
  },
  'plex-waiting': { tone: 'info', text: 'Plex has not confirmed the sign-in yet.' },
  'plex-expired': { tone: 'warning', text: 'The sign-in with Plex took too long. Start again.' },
  welcome: { tone: 'success', text: 'Your account is ready.' },
  'telegram-ended': { tone: 'success', text: 'The link has ended. The chat has no access to your account.' },
  saved: { tone: 'success', text: 'Saved.' },
  'password-replaced': {
    tone: 'success',
    text: 'The password is changed. All other devices are signed out.',
  },
  'email-changed': {
    tone: 'success',
    text: 'The e-mail address is changed. The old address received a link, valid for 7 days, that reverts the change.',
  },
  'email-added': { tone: 'success', text: 'The e-mail address is added.' },
  'email-verified': { tone: 'success', text: 'The e-mail address is verified.' },
  'mailbox-code-sent': { tone: 'info', text: 'A code is on its way. It is valid for 5 minutes.' },
  'device-ended': { tone: 'success', text: 'The session has ended.' },
  'devices-ended': { tone: 'success', text: 'All other sessions have ended.' },
  'import-file-gone': {
    tone: 'warning',
    text: 'This file is no longer here. A file is kept for one hour, and another file replaces it. Choose the file again.',
  },
  'import-discarded': { tone: 'success', text: 'The file is discarded. No further contacts are imported.' },
  'account-deleted': {
    tone: 'info',
    text: 'Your account is deleted. An administrator can restore it for 30 days. After that, everything is erased.',
  },
} as const satisfies Record<string, FormMessage>;

export type Notice = keyof typeof NOTICES;

/** Returns the notice with this name, or null for a missing or unknown name. */
export function noticeOf(name: string | undefined): FormMessage | null {
  return name !== undefined && Object.hasOwn(NOTICES, name) ? NOTICES[name as Notice] : null;
}
