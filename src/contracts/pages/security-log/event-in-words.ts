/** Security events in words, for the owner of the account and for administrators. Pure. */
import type { SessionEndReason } from '../../../rules/app-error.ts';
import type { SecurityEventType } from '../../../rules/sessions/account-change.ts';
import type { IconName } from '../components/icon.tsx';
import type { Tone } from '../components/marks.tsx';

export interface EventInWords {
  text: string;
  icon: IconName;
  tone: Tone;
}

/** The words for one type of event. `details` has the texts that replace `text` for some details of the event. */
interface TypeInWords extends EventInWords {
  details?: Record<string, string>;
}

const END_REASON_TEXTS: Record<SessionEndReason, string> = {
  logged_out: 'Signed out',
  revoked: 'Session ended on request',
  password_changed: 'Session ended by a new password',
  reuse_detected: 'Session ended because it was used from two places',
  deactivated: 'Session ended because the account was closed',
  expired: 'Session expired',
};
/** The ends of the texts about codes, by the purpose of the code. */
const PURPOSE_TEXTS = {
  password_reset: 'to reset the password',
  email_verification: 'to verify the e-mail address',
  email_change: 'to change the e-mail address',
};
const textsByPurpose = (start: string) =>
  Object.fromEntries(Object.entries(PURPOSE_TEXTS).map(([purpose, text]) => [purpose, `${start} ${text}`]));

const TYPE_TEXTS: Record<SecurityEventType, TypeInWords> = {
  registered: {
    text: 'Account created',
    details: { imported: 'Account imported' },
    icon: 'user-plus',
    tone: 'success',
  },
  login_succeeded: { text: 'Signed in', icon: 'check', tone: 'success' },
  login_failed: { text: 'Wrong password', icon: 'triangle-alert', tone: 'danger' },
  login_refused: {
    text: 'Sign-in refused',
    details: {
      locked: 'Sign-in refused: the account was locked',
      expired: 'Sign-in refused: the account had expired',
      deactivated: 'Sign-in refused: the account was deactivated',
    },
    icon: 'ban',
    tone: 'warning',
  },
  account_locked: {
    text: 'Account locked after too many wrong passwords',
    icon: 'lock',
    tone: 'danger',
  },
  account_unlocked: { text: 'Account unlocked', icon: 'lock-open', tone: 'success' },
  refresh_replayed: {
    text: 'An app repeated a refresh',
    details: {
      lost_response: 'An app repeated a refresh, probably because a response was lost',
      client_changed: 'An app refreshed its session from another network and device',
    },
    icon: 'rotate-ccw',
    tone: 'neutral',
  },
  refresh_reuse: {
    text: 'A session was used from two places and ended',
    details: { successor_never_presented: 'A session was refreshed with an outdated token and ended' },
    icon: 'triangle-alert',
    tone: 'danger',
  },
  session_ended: {
    text: 'Session ended',
    details: END_REASON_TEXTS,
    icon: 'log-out',
    tone: 'neutral',
  },
  otp_requested: {
    text: 'Code requested',
    details: textsByPurpose('Code requested'),
    icon: 'mail',
    tone: 'neutral',
  },
  otp_verified: {
    text: 'Code entered',
    details: textsByPurpose('Code entered'),
    icon: 'check',
    tone: 'neutral',
  },
  otp_failed: {
    text: 'Wrong code',
    details: textsByPurpose('Wrong code'),
    icon: 'triangle-alert',
    tone: 'warning',
  },
  password_changed: {
    text: 'Password changed',
    details: {
      reset: 'Password reset with a code by e-mail',
      invitation: 'Password set with an invitation',
    },
    icon: 'key-round',
    tone: 'warning',
  },
  email_change_requested: { text: 'Change of the e-mail address requested', icon: 'mail', tone: 'neutral' },
  email_changed: { text: 'E-mail address changed', icon: 'mail', tone: 'warning' },
  email_reverted: { text: 'Change of the e-mail address reverted', icon: 'undo-2', tone: 'warning' },
  email_verified: { text: 'E-mail address verified', icon: 'circle-check', tone: 'success' },
  account_deleted: { text: 'Account deleted', icon: 'trash-2', tone: 'danger' },
  account_restored: { text: 'Account restored', icon: 'undo-2', tone: 'success' },
  plex_linked: { text: 'Plex linked', icon: 'link', tone: 'success' },
  telegram_linked: { text: 'Telegram linked', icon: 'send', tone: 'success' },
  time_zone_changed: { text: 'Time zone changed', icon: 'globe', tone: 'neutral' },
  account_changed: { text: 'Account changed', icon: 'settings', tone: 'warning' },
  invitation_sent: { text: 'Invitation sent', icon: 'send', tone: 'neutral' },
  passage_changed: { text: 'Passage changed', icon: 'book-open', tone: 'neutral' },
};

/**
 * Returns the text, the icon and the tone of an event. If the detail names the author of a change, the text ends with
 * "by an administrator" or "by the operator of this service". The text of an unknown type is its name with spaces.
 */
export function eventInWords({ type, detail }: { type: string; detail: string | null }): EventInWords {
  const typeInWords = Object.hasOwn(TYPE_TEXTS, type) ? TYPE_TEXTS[type as SecurityEventType] : null;
  if (!typeInWords) return { text: type.replaceAll('_', ' '), icon: 'info', tone: 'neutral' };
  const { icon, tone, details = {} } = typeInWords;
  const changes = changesOf(detail);
  if (changes)
    return {
      text: [changeInWords(type, changes) ?? typeInWords.text, authorOf(changes)].join(''),
      icon,
      tone,
    };
  const text = detail !== null && Object.hasOwn(details, detail) ? details[detail] : undefined;
  return { text: text ?? typeInWords.text, icon, tone };
}

/**
 * Returns the changes that an administrator or the operator made. The detail of such an event is a JSON object. Returns
 * null for any other detail.
 */
function changesOf(detail: string | null): Record<string, unknown> | null {
  if (!detail?.startsWith('{')) return null;
  try {
    return JSON.parse(detail) as Record<string, unknown>;
  } catch {
    return null;
  }
}

/** Returns the end of the text that names who made the changes, or an empty text if `by` is missing or unknown. */
function authorOf({ by }: Record<string, unknown>): string {
  if (by === 'administrator') return ' by an administrator';
  return by === 'system' ? ' by the operator of this service' : '';
}

/**
 * Returns the text for the change of one field of an account. The verification of the address is not counted if
 * another field changed too. Returns null if several fields changed, if the field has no text, and for other types of
 * events.
 */
function changeInWords(type: string, { by: _by, ...changes }: Record<string, unknown>): string | null {
  if (type !== 'account_changed') return null;
  const [only, ...others] = Object.entries(changes).filter(([field]) => field !== 'isVerified');
  if (!only) return changes.isVerified === true ? 'E-mail address marked as verified' : null;
  if (others.length > 0) return null;
  const [field, value] = only;
  if (field === 'isActive') return value === true ? 'Account activated' : 'Account deactivated';
  if (field === 'role')
    return value === 'admin' ? 'Made an administrator' : 'Rights of an administrator removed';
  if (field === 'isPremium') return value === true ? 'Premium access given' : 'Premium access ended';
  if (field === 'premiumUntilMs') return 'End of premium access changed';
  if (field === 'expiresAtMs') return 'Expiry of the account changed';
  return field === 'imported' ? 'Details added by an import' : null;
}
