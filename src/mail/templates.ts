/** The letters that leave: a subject, plain text, and the same words as HTML. User data is escaped. */

export interface LetterData {
  password_reset_code: { name: string; code: string; minutes: number };
}

export type Template = keyof LetterData;

export interface Letter {
  subject: string;
  text: string;
  html: string;
}

type Writer<Data> = (data: Data) => { subject: string; paragraphs: string[]; code?: string };

const WRITERS: { [Name in Template]: Writer<LetterData[Name]> } = {
  password_reset_code: ({ name, code, minutes }) => ({
    subject: 'Your code to reset your Plugs password',
    paragraphs: [
      `Hello ${name},`,
      `your code is below. It is good for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} and works once.`,
      'If you did not ask for it, do nothing: your password stays as it is.',
    ],
    code,
  }),
};

/** Writes a letter. */
export function writeLetter<Name extends Template>(template: Name, data: LetterData[Name]): Letter {
  const writer = WRITERS[template] as Writer<LetterData[Name]>;
  const { subject, paragraphs, code } = writer(data);
  const [greeting = '', ...rest] = paragraphs;
  const text = [greeting, ...(code ? [code] : []), ...rest].join('\n\n');
  const big = code
    ? `<p style="font-size:28px;letter-spacing:4px"><strong>${escapeHtml(code)}</strong></p>`
    : '';
  const body = rest.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('');
  const html = `<!doctype html><html lang="en"><body><p>${escapeHtml(greeting)}</p>${big}${body}</body></html>`;
  return { subject, text: `${text}\n`, html };
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
