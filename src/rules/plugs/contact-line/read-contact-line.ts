/**
 * Reads a contact from a message: a line with commas, a signature, the text of a business card, or a remark with a
 * name. Values with a known form are recognised anywhere. The other parts are recognised mainly by labels, legal forms
 * and title words. The parts without a recognised role fill the missing roles in the order name, company, job title.
 * All further parts become notes. Pure.
 */
import { ContactDraft, type ContactFields } from '../contact-draft.ts';
import { splitFullName } from '../names/split-full-name.ts';
import { isIdentified, plugFieldsFrom } from '../plug.ts';
import { tokensOf } from './forms.ts';
import { messageText } from './message-text.ts';
import { type Line, linesOf } from './parts.ts';
import { assignRoles, type Roles } from './roles.ts';

export interface ContactLineOptions {
  /** The IANA time zone of the account. It indicates the language of an ambiguous name. */
  timeZone: string;
}

/** The command of the Telegram bot. It is not part of the contact. */
const COMMAND = /^\s*\/add(?:@\w+)?(?:\s+|$)/i;
/** Japanese syllables. The name in a message with such a character is read as a Japanese name. */
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The fields of the contact in a message, or null if the message has no name, company, e-mail address or number. */
export function readContactLine(text: string, { timeZone }: ContactLineOptions): ContactFields | null {
  const message = messageText(text.replace(COMMAND, ''));
  const lines = linesOf(tokensOf(message));
  const draft = new ContactDraft();
  for (const line of lines) addRecognisedValues(draft, line);
  const roles = assignRoles(lines);
  addNames(draft, roles, { timeZone, ...(KANA.test(message) ? { isJapanese: true } : {}) });
  for (const company of roles.companies) draft.setLine('company', company);
  draft.setLine('jobTitle', roles.titles.join(', '));
  for (const handle of roles.handles) draft.setTelegram(handle) || draft.addNote(handle);
  for (const note of roles.notes) draft.addNote(note);
  const fields = draft.finish();
  return isIdentified(plugFieldsFrom(fields)) ? fields : null;
}

function addRecognisedValues(draft: ContactDraft, { parts }: Line): void {
  for (const { form, isFax, keptLabel } of parts.flatMap((part) => part.forms)) {
    if (keptLabel) draft.addNote(`${keptLabel}: ${form.value}`);
    if (form.kind === 'email') draft.addEmail(form.value);
    else if (form.kind === 'phone') draft.addPhone(form.value, isFax ? 'fax' : undefined);
    else if (form.kind === 'tag') draft.addTag(form.value);
    else if (form.kind === 'priority') draft.setPriority(form.value) || draft.addNote(form.raw);
    else if (!draft.setLinkedin(form.value)) draft.addNote(form.value);
  }
}

function addNames(
  draft: ContactDraft,
  roles: Roles,
  context: { timeZone: string; isJapanese?: boolean },
): void {
  const { firstName, lastName, prefix, suffix } = splitFullName(roles.name, context);
  const suffixes = [suffix, ...roles.suffixes].filter(Boolean).join(' ');
  draft.setLine('firstName', roles.firstName || firstName);
  draft.setLine('lastName', roles.lastName || lastName);
  if (prefix) draft.addCustom('name_prefix', prefix);
  if (suffixes) draft.addCustom('name_suffix', suffixes);
}
