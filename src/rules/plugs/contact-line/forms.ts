/**
 * Divides a message into plain text, separators, and values that are recognised by their form: e-mail addresses, phone
 * numbers, URLs, tags and priorities. Pure.
 */
import { canonicalEmail } from '../../accounts/email-address.ts';
import { digitsOf, isPhoneNumber } from '../phone-number.ts';
import { PRIORITIES, type Priority } from '../plug.ts';

/** A value that was recognised by its form. `raw` is the text of the value in the message. */
export type Form =
  | { kind: 'email' | 'url' | 'tag'; value: string; raw: string }
  | { kind: 'phone'; value: string; raw: string }
  | { kind: 'priority'; value: Priority; raw: string };

/** A piece of a message: a recognised value, a separator, or the plain text between them. */
export type Token = Form | { kind: 'text' | 'separator'; raw: string };

const EMAIL =
  /<?(?:[Mm]ailto:)?(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\w.%+&-])[\w%+][\w.%+'&-]{0,63}@[\p{Script=Latin}\p{Nd}-]{1,63}(?:\.[\p{Script=Latin}\p{Nd}-]{1,63}){1,9}>?/u;
/** Characters that belong to a URL only if other characters of the URL follow. */
const URL_END = ',;.!?)\\]\\u2019\\u201d\\u00bb';
const URL_CHARACTER = `[^\\s<>"|\\u3001\\u3002\\uff0c\\uff1b\\u060c\\u061b${URL_END}]`;
const URL_REST = `(?:${URL_CHARACTER}|[${URL_END}]+(?=${URL_CHARACTER}))*`;
/** One label of a host name. */
const LABEL = '[\\w\\u00e0-\\u00ff](?:[\\w\\u00e0-\\u00ff-]{0,61}[\\w\\u00e0-\\u00ff])?';
const LOWER_CASE_LABEL = LABEL.replaceAll('\\w', 'a-z\\d');
const TOP_LEVEL =
  '(?:com|org|net|io|co|dev|app|me|info|biz|eu|uk|de|fr|es|it|nl|at|ch|be|se|no|dk|fi|pl|cz|ru|ua|jp|cn|tw|hk|kr|in|br|pt|ie|us|ca|au|nz|za|mx|ar|il|ae|gr|tr|vn|ai|tech|cloud|shop|site|online|agency|studio|design|test|example|xyz)(?![\\p{L}\\p{N}-])';
/**
 * A host without a scheme is a URL if it begins with `www.`. Any other host is a URL if its top-level domain is known
 * and, in addition, the host is in lower case or a path follows. `Booking.com` is the name of a company.
 */
const WEB_ADDRESS = new RegExp(
  `[Hh][Tt][Tt][Pp][Ss]?://${URL_CHARACTER}${URL_REST}|[Ww]{3}\\.${URL_CHARACTER}${URL_REST}|` +
    `(?<![\\w@.-])(?:(?:${LABEL}\\.){1,9}${TOP_LEVEL}/${URL_REST}|(?:${LOWER_CASE_LABEL}\\.){1,9}${TOP_LEVEL})`,
  'u',
);
/**
 * The optional characters between two digits of a number: one space, hyphen, dash, full stop or slash; or one
 * parenthesis, next to which spaces and a sign are allowed.
 */
const GAP = '(?: ?[()] ?[-/.]?|[-./\\u2010-\\u2013]|[ ])?';
const PHONE = new RegExp(
  `(?<![\\p{L}\\p{N}_\\u3012#\\u20ac$\\u00a3\\u00a5+])(?:[Tt][Ee][Ll]:)?(?:[+\\uff0b] ?)?[(\\uff08]?\\p{Nd}(?:${GAP}\\p{Nd}){6,14}(?![\\p{L}\\p{N}])`,
  'u',
);
const TAG =
  /(?<![\p{L}\p{N}_&/#])[#\uff03](?=[\p{N}_]*[\p{L}\p{M}])[\p{L}\p{M}\p{N}_]+(?:-[\p{L}\p{M}\p{N}_]+)*/u;
const PRIORITY = /(?<![\p{L}\p{N}])[!\uff01][A-Za-z]{3,6}(?![\p{L}\p{N}])/u;
const SEPARATOR =
  /\n|(?<!\p{Nd}),|,(?!\p{Nd})|[\u060c\u061b\uff0c\u3001;\uff1b|\uff5c\u2022\t]|(?<!\p{L})\u00b7|\u00b7(?!\p{L})|\/\/| [-\u2010-\u2015](?= )/u;

const FORMS = {
  email: EMAIL,
  url: WEB_ADDRESS,
  phone: PHONE,
  tag: TAG,
  priority: PRIORITY,
  separator: SEPARATOR,
};
const SCANNER = new RegExp(
  Object.entries(FORMS)
    .map(([name, { source }]) => `(?<${name}>${source})`)
    .join('|'),
  'gu',
);

/** Texts that look like phone numbers: dates, ranges of years, and the postal codes of the United States and Brazil. */
const NOT_PHONE =
  /^(?:(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d|(?:19|20)\d\d ?[-\u2013/ ] ?(?:19|20)\d\d|\d{5}-\d{3,4})$/;

/** The tokens of a message, in order. The `raw` texts of all tokens, joined, are the message. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let from = 0;
  for (const match of text.matchAll(SCANNER)) {
    const token = tokenOf(match);
    if (!token) continue;
    if (match.index > from) tokens.push({ kind: 'text', raw: text.slice(from, match.index) });
    tokens.push(token);
    from = match.index + match[0].length;
  }
  if (from < text.length) tokens.push({ kind: 'text', raw: text.slice(from) });
  return tokens;
}

/** Whether a URL, with or without a scheme, is a page of linkedin.com: a profile or any other page. */
export function isLinkedin(url: string): boolean {
  return /^(?:https?:\/\/)?(?:[\w-]+\.)*linkedin\.com(?:\/|$)/i.test(url);
}

/** The token of a match. Null if the value is excluded by a rule. The match is then part of the plain text. */
function tokenOf({ 0: raw, groups = {} }: RegExpExecArray): Token | null {
  if (groups.separator !== undefined) return { kind: 'separator', raw };
  if (groups.email !== undefined) {
    const value = canonicalEmail(raw.replace(/^<?(?:mailto:)?|>$/gi, ''));
    return value === null ? null : { kind: 'email', value, raw };
  }
  if (groups.url !== undefined) return { kind: 'url', value: raw, raw };
  if (groups.tag !== undefined) return { kind: 'tag', value: raw.slice(1), raw };
  if (groups.priority !== undefined) {
    const value = PRIORITIES.find((each) => each === raw.slice(1).toLowerCase());
    return value ? { kind: 'priority', value, raw } : null;
  }
  const value = raw.replace(/^tel:/i, '').trim();
  const isNumber = isPhoneNumber(value) && !NOT_PHONE.test(value) && !/^0+$/.test(digitsOf(value));
  return isNumber ? { kind: 'phone', value, raw } : null;
}
