/**
 * Parts of a message that contain several fields: "Name @ Company", "Title at Company", "Met Name at Place", "Name
 * (Company)", and names with a title or a company in Chinese, Japanese and Korean. Pure.
 */
import { titleStrength } from './job-titles.ts';
import { hasLegalForm, isLegalForm } from './legal-forms.ts';
import { isRemark } from './remarks.ts';

/** The fields of a part, and the text that is stored in the notes. */
export interface JoinedFields {
  name?: string;
  title?: string;
  company?: string;
  note?: string;
}

const AT_SIGN = /^(.+?)\s+[@\uff20]\s*(?=\S)(.+)$/su;
const AT_WORD = /^(.+?)\s+(?:at|bei|chez|presso|w|hos|bij)\s+(.+)$/su;
const NAME = String.raw`\p{Lu}[\p{L}\p{M}'\u2019.-]*(?:\s+(?:\p{Lu}[\p{L}\p{M}'\u2019.-]*|van|von|der|den|de|la|del|di|da|ten|ter|al|el|bin|ben))*`;
const MEETING = meetingPattern(NAME);
/** The pattern for messages without capitals. In these messages, the name ends before a word such as "from" or "at". */
const LOWER_CASE_MEETING = meetingPattern(
  String.raw`\p{Ll}[\p{L}\p{M}'\u2019.-]*(?:\s+[\p{L}\p{M}'\u2019.-]+){0,2}?(?=\s+(?:from|of|at|in|on)\s)`,
);

/** An event or a place, which is not the company of the person: "Ada Ray @ the Berlin summit". */
const EVENT =
  /^(?:the|a|an)\s|(?:^|\s)(?:booth|stand|hall|summit|fair|expo|conference|congress|meetup|dinner|party|messe|kongress|lunch|breakfast|workshop|event|festival|forum)(?:\s|$)/i;
const UNSPACED_SCRIPT =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3005\u30fc\s]+$/u;
/** The maximum number of characters of a Chinese, Japanese or Korean name, including spaces. */
const MAX_CJK_NAME_LENGTH = 7;
/** A Korean name: a frequent family name and a given name of two syllables. */
const KOREAN_NAME =
  /^[\uae40\uc774\ubc15\ucd5c\uc815\uac15\uc870\uc724\uc7a5\uc784\ud55c\uc624\uc11c\uc2e0\uad8c\ud669\uc548\uc1a1\ub958\uc804\ud64d]\p{Script=Hangul}{2}$/u;

/**
 * Returns the fields of a part that contains several fields. Returns null if the part does not contain several fields.
 * `hasName` is true if another part is the name. In this case, only a title in front of a company, an event or a
 * remark is recognised.
 */
export function joinedFields(text: string, hasName: boolean): JoinedFields | null {
  const joined = meetingFields(text, hasName) ?? fieldsAtCompany(text, hasName);
  return joined ?? (hasName ? null : (fieldsWithParentheses(text) ?? fieldsWithSpaces(text)));
}

/** A remark about a meeting: "Met Name from Company at Place". The whole remark also becomes a note. */
function meetingFields(text: string, hasName: boolean): JoinedFields | null {
  const [, name, company] = MEETING.exec(text) ?? LOWER_CASE_MEETING.exec(text) ?? [];
  if (hasName || name === undefined) return null;
  return { name, note: text, ...(company === undefined ? {} : { company }) };
}

/**
 * A name or a title before "@" or a word such as "at", and the company after this sign or word. If an event or a
 * remark follows instead of a company, the whole part also becomes a note.
 */
function fieldsAtCompany(text: string, hasName: boolean): JoinedFields | null {
  const [, left = '', right = ''] = AT_SIGN.exec(text) ?? AT_WORD.exec(text) ?? [];
  if (right === '') return null;
  const place = EVENT.test(right) || isRemark(right) ? { note: text } : { company: right };
  if (titleStrength(left) > 0) return { title: left, ...place };
  if (hasName || isRemark(left) || left.split(/\s+/).length > 5) return null;
  return { name: left, ...place };
}

/** A title, a capitalised company or another text in parentheses after a name. The other text becomes a note. */
function fieldsWithParentheses(text: string): JoinedFields | null {
  const [, name = '', inner = ''] = /^([^()]+?)\s*\(([^()]+)\)$/u.exec(text) ?? [];
  if (name === '' || hasLegalForm(text) || titleStrength(name) > 0) return null;
  if (titleStrength(inner) === 2) return { name, title: inner };
  return /^\p{Lu}/u.test(inner) && !isRemark(inner) ? { name, company: inner } : { name, note: `(${inner})` };
}

/** A name with a title, a company or both, separated only by spaces, in Chinese, Japanese and Korean. */
function fieldsWithSpaces(text: string): JoinedFields | null {
  if (!UNSPACED_SCRIPT.test(text)) return null;
  const company = text
    .split(/\s+/)
    .find((word) => hasLegalForm(word) && !isLegalForm(word) && [...word].length > 4);
  if (company === undefined) return titleAndName(text);
  const others = text.split(/\s+/).filter((word) => word !== company);
  const title = others.filter((word) => titleStrength(word) > 0).join(' ');
  const name = others.filter((word) => titleStrength(word) === 0).join(' ');
  if (name === '' || [...name].length > MAX_CJK_NAME_LENGTH) return null;
  return { name, company, ...(title === '' ? {} : { title }) };
}

/** A title and a name that are separated only by spaces. The title is first, or it follows a Korean name. */
function titleAndName(text: string): JoinedFields | null {
  const words = text.split(/\s+/);
  const titles = words.map((word) => titleStrength(word) > 0);
  const last = titles.lastIndexOf(true);
  if (last < 0) return null;
  const [first = '', second = ''] = words;
  if (words.length === 2 && titles[1] && KOREAN_NAME.test(first)) return { name: first, title: second };
  const name = words.slice(last + 1).join(' ');
  if (name === '' || [...name].length > MAX_CJK_NAME_LENGTH) return null;
  return { name, title: words.slice(0, last + 1).join(' ') };
}

/**
 * The pattern of a remark about a meeting: a verb and the name. The company, after "from" or "of", can follow. A place,
 * a time or a further sentence can be at the end.
 */
function meetingPattern(name: string): RegExp {
  return new RegExp(
    String.raw`^(?:just\s+)?(?:[Mm]et(?:\s+with)?|[Ss]aw|[Ss]poke\s+(?:to|with)|[Tt]alked\s+(?:to|with)|[Cc]hatted\s+with|[Mm]eeting\s+with|[Rr]encontr\u00e9e?|[Cc]onoc\u00ed\s+a|[Cc]onheci|[Tt]r\u00e4ffade|[Mm]\u00f8tte|[Oo]ntmoette|[\u041f\u043f]\u043e\u0437\u043d\u0430\u043a\u043e\u043c\u0438\u043b(?:\u0441\u044f|\u0430\u0441\u044c|\u0438\u0441\u044c)\s+\u0441|[\u0412\u0432]\u0441\u0442\u0440\u0435\u0442\u0438\u043b\u0430?)\s+` +
      `(${name})` +
      String.raw`(?:\s+(?:from|of)\s+((?:(?!\s(?:at|in|on|during)\s|[.!?](?:\s|$)).)+))?(?:\s+(?:at|in|on|during|near|by|after|before|@|\u00e0|au|en|em|p\u00e5|op|\u043d\u0430|\u0432)\s+.+|[.!?].*)?$`,
    'su',
  );
}
