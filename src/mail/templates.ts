/** The letters that leave: a subject, plain text, and the same words as HTML. User data is escaped. */

/** Where and when something happened to an account, in its owner's time zone. */
export interface Occasion {
  name: string;
  device: string;
  address: string;
  country: string | null;
  time: string;
}

export interface EmailData {
  password_reset_code: { name: string; code: string; minutes: number };
  new_device: Occasion;
  account_locked: Occasion;
  password_changed: Occasion;
  refresh_reuse: Occasion;
  email_changed: Occasion;
}

export type Template = keyof EmailData;

export interface Email {
  subject: string;
  text: string;
  html: string;
}

type Writer<Data> = (data: Data) => { subject: string; paragraphs: string[]; code?: string };

const WRITERS: { [Name in Template]: Writer<EmailData[Name]> } = {
  password_reset_code: ({ name, code, minutes }) => ({
    subject: 'Your code to reset your Plugs password',
    paragraphs: [
      greeting(name),
      `your code is below. It is good for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} and works once.`,
      'If you did not ask for it, do nothing: your password stays as it is.',
    ],
    code,
  }),
  new_device: (occasion) => ({
    subject: 'New sign-in to your Plugs account',
    paragraphs: [
      greeting(occasion.name),
      `your account was signed in to from a device that it has not met before: ${where(occasion)}.`,
      'If that was you, there is nothing to do. If not, reset your password: it signs every device out.',
    ],
  }),
  account_locked: (occasion) => ({
    subject: 'Your Plugs account is locked for a while',
    paragraphs: [
      greeting(occasion.name),
      `ten wrong passwords in a row were tried on your account, the last one from ${where(occasion)}.`,
      'It accepts no password from there for one hour. Devices that you have used before are not affected.',
      'A password reset ends the lock at once.',
    ],
  }),
  password_changed: (occasion) => ({
    subject: 'Your Plugs password was changed',
    paragraphs: [
      greeting(occasion.name),
      `your password was changed from ${where(occasion)}. Every device has been signed out.`,
      'If that was not you, reset your password now and look at your e-mail account as well.',
    ],
  }),
  email_changed: (occasion) => ({
    subject: 'Your Plugs e-mail address was changed',
    paragraphs: [
      greeting(occasion.name),
      `your account has another e-mail address now; it was changed from ${where(occasion)}.`,
      'If that was not you, tell the administrators of the service at once.',
    ],
  }),
  refresh_reuse: (occasion) => ({
    subject: 'A Plugs session of yours was ended for safety',
    paragraphs: [
      greeting(occasion.name),
      `two devices used the same sign-in of yours, which means that it was copied; the last one was ${where(occasion)}.`,
      'That session has ended for both. Sign in again, and reset your password if you do not know the device.',
    ],
  }),
};

/** Writes a letter. */
export function renderEmail<Name extends Template>(template: Name, data: EmailData[Name]): Email {
  const writer = WRITERS[template] as Writer<EmailData[Name]>;
  const { subject, paragraphs, code } = writer(data);
  const [hello = '', ...rest] = paragraphs;
  const text = [hello, ...(code ? [code] : []), ...rest].join('\n\n');
  const big = code
    ? `<p style="font-size:28px;letter-spacing:4px"><strong>${escapeHtml(code)}</strong></p>`
    : '';
  const body = rest.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('');
  const html = `<!doctype html><html lang="en"><body><p>${escapeHtml(hello)}</p>${big}${body}</body></html>`;
  return { subject, text: `${text}\n`, html };
}

function greeting(name: string): string {
  return name ? `Hello ${name},` : 'Hello,';
}

function where({ device, address, country, time }: Occasion): string {
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
