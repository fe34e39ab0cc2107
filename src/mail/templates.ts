/**
 * The e-mails that this service sends: a subject, plain text, and the same text as HTML. User data is escaped in HTML.
 */
import { durationInWords } from '../rules/duration-in-words.ts';

/** The device, place and time of a security event. `time` is a text in the time zone of the owner. */
export interface EventDetails {
  /** The name in the salutation. Empty for a salutation without a name. */
  name: string;
  device: string;
  /** The client address. */
  address: string;
  country: string | null;
  time: string;
}

export interface EmailData {
  password_reset_code: { name: string; code: string; minutes: number };
  new_device: EventDetails;
  account_locked: EventDetails & { failures: number; lockSeconds: number };
  email_verification_code: { name: string; code: string; minutes: number };
  email_change_code: { name: string; code: string; minutes: number };
  password_changed: EventDetails;
  /**
   * `isNewlyVerified`: the code has verified the address. `plexLink`: the effect on the link with Plex; null without a
   * link.
   */
  password_reset: EventDetails & { isNewlyVerified: boolean; plexLink: 'kept' | 'removed' | null };
  refresh_reuse: EventDetails;
  /** `telegramName`: the user name at Telegram, or the number of a user without a user name. */
  telegram_linked: EventDetails & { telegramName: string };
  /** `link`: the page that reverts the change. */
  email_changed: EventDetails & { link: string };
  /** `link`: the page that sets the first password. `name` is empty, because the address is not verified. */
  invitation: { name: string; link: string };
}

export type Template = keyof EmailData;

export interface Email {
  subject: string;
  text: string;
  html: string;
}

type Paragraph = string | { code: string } | { link: string };
type Writer<Data> = (data: Data) => { subject: string; paragraphs: Paragraph[] };

const WRITERS: { [Name in Template]: Writer<EmailData[Name]> } = {
  password_reset_code: ({ code, minutes }) => ({
    subject: 'Your code to reset your Plugs password',
    paragraphs: [
      'Use this code to reset your password:',
      { code },
      `It is valid for ${durationInWords(minutes * 60)} and can be used once.`,
      'If you did not request it, ignore this e-mail. Your password stays the same.',
    ],
  }),
  new_device: (details) => ({
    subject: 'New sign-in to your Plugs account',
    paragraphs: [
      `There was a sign-in to your account from a new device: ${placeAndTime(details)}.`,
      'If this was you, no action is needed. If not, reset your password. This signs out every device.',
    ],
  }),
  account_locked: ({ failures, lockSeconds, ...details }) => ({
    subject: 'Your Plugs account is temporarily locked',
    paragraphs: [
      `There were ${failures} wrong passwords in a row for your account. The last one came from ${placeAndTime(details)}.`,
      `For ${durationInWords(lockSeconds)}, no password is accepted from networks of the same kind. There are two kinds of networks, which are locked separately: networks from which you have signed in during the last 90 days, and all other networks.`,
      'A password reset ends the lock immediately.',
    ],
  }),
  password_changed: (details) => ({
    subject: 'Your Plugs password was changed',
    paragraphs: [
      `Your password was changed with the current password. The change came from ${placeAndTime(details)}. This device stays signed in. Every other device has been signed out.`,
      'If this was not you, reset your password now and check the security of your e-mail account.',
    ],
  }),
  password_reset: ({ isNewlyVerified, plexLink, ...details }) => ({
    subject: 'Your Plugs password was changed',
    paragraphs: [
      `Your password was reset with a code from this mailbox. The change came from ${placeAndTime(details)}. Every device has been signed out, and any lock of your account has ended.`,
      ...(isNewlyVerified ? ['The code has also verified this e-mail address.'] : []),
      ...(plexLink ? [PLEX_LINK[plexLink]] : []),
      'If this was not you, reset your password now and check the security of your e-mail account.',
    ],
  }),
  email_verification_code: ({ code, minutes }) => ({
    subject: 'Your code to verify your Plugs e-mail address',
    paragraphs: [
      'Use this code to verify your e-mail address:',
      { code },
      `It is valid for ${durationInWords(minutes * 60)} and can be used once.`,
      'If you did not request it, ignore this e-mail, and do not give the code to anyone.',
    ],
  }),
  email_change_code: ({ code, minutes }) => ({
    subject: 'Your code to change your Plugs e-mail address',
    paragraphs: [
      'Use this code to make this address the e-mail address of your account:',
      { code },
      `It is valid for ${durationInWords(minutes * 60)} and can be used once. Until you enter the code, your account keeps its old address.`,
      'If you did not request it, ignore this e-mail, and do not give the code to anyone.',
    ],
  }),
  email_changed: ({ link, ...details }) => ({
    subject: 'Your Plugs e-mail address was changed',
    paragraphs: [
      `The e-mail address of your account was changed. The change came from ${placeAndTime(details)}. Sign-in and password reset use the new address from now on.`,
      'If this was not you, open this page within 7 days. It restores this address and signs out every device:',
      { link },
      'After that, reset your password.',
    ],
  }),
  telegram_linked: ({ telegramName, time }) => ({
    subject: 'Your Plugs account was linked to Telegram',
    paragraphs: [
      `The Telegram user ${telegramName} was linked to your account, ${time}. Messages of this user to the bot can read and change your contacts.`,
      'If this was not you, end the link in the list of your sessions, and reset your password.',
    ],
  }),
  invitation: ({ link }) => ({
    subject: 'Your Plugs account',
    paragraphs: [
      'An administrator has created a Plugs account with this e-mail address. To set the password, open this page within 7 days:',
      { link },
      'If you do not expect an account, ignore this e-mail. Without a password, the account cannot be used.',
    ],
  }),
  refresh_reuse: (details) => ({
    subject: 'A session of your Plugs account was ended for security',
    paragraphs: [
      `An outdated token of a session of your account was used, so the token was probably copied. The last device was ${placeAndTime(details)}.`,
      'The session has ended. Sign in again. If you do not recognize the device, reset your password.',
    ],
  }),
};

/** The effect of a password reset on the link with Plex. */
const PLEX_LINK = {
  kept: 'You can still sign in with your Plex account, because Plex had confirmed this e-mail address when the Plex account was linked.',
  removed:
    'The link with a Plex account was removed, because Plex had not confirmed this e-mail address when the Plex account was linked.',
};

/** Renders an e-mail. */
export function renderEmail<Name extends Template>(template: Name, data: EmailData[Name]): Email {
  const writer = WRITERS[template] as Writer<EmailData[Name]>;
  const { subject, paragraphs } = writer(data);
  const allParagraphs = [greeting(data.name), ...paragraphs];
  const text = allParagraphs.map((paragraph) =>
    typeof paragraph === 'string' ? paragraph : Object.values(paragraph)[0],
  );
  const html = `<!doctype html><html lang="en"><body>${allParagraphs.map(htmlOf).join('')}</body></html>`;
  return { subject, text: `${text.join('\n\n')}\n`, html };
}

function htmlOf(paragraph: Paragraph): string {
  if (typeof paragraph === 'string') return `<p>${escapeHtml(paragraph)}</p>`;
  return 'link' in paragraph
    ? `<p><a href="${escapeHtml(paragraph.link)}">${escapeHtml(paragraph.link)}</a></p>`
    : `<p style="font-size:28px;letter-spacing:4px"><strong>${escapeHtml(paragraph.code)}</strong></p>`;
}

function greeting(name: string): string {
  return name ? `Hello ${name},` : 'Hello,';
}

function placeAndTime({ device, address, country, time }: EventDetails): string {
  return `${device} at ${address}${country ? ` (${country})` : ''}, ${time}`;
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
