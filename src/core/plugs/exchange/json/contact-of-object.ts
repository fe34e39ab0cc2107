/**
 * Reads the contact in one object of a JSON file. A value without a field is stored in the custom data under its name.
 */
import type { ContactDraft } from '../../../../rules/plugs/contact-draft.ts';
import { FIELD_NAMES, type FieldName, WRITABLE_NAMES } from '../../../../rules/plugs/fields/field-names.ts';
import type { LineField } from '../../../../rules/plugs/fields/stored-form.ts';
import { splitFullName } from '../../../../rules/plugs/names/split-full-name.ts';
import { PRIORITIES } from '../../../../rules/plugs/plug.ts';
import { addCustomData } from '../custom-data.ts';
import { READ_ONLY_NAMES } from '../file-layout.ts';
import { addOwnEntry } from '../own-entry.ts';

const LINES: Record<string, LineField> = {
  first_name: 'firstName',
  last_name: 'lastName',
  company: 'company',
  job_title: 'jobTitle',
  network_type: 'networkType',
  business_type: 'businessType',
  hubspot_pipeline_stage: 'hubspotPipelineStage',
  met_where: 'metWhere',
};
/** The fields that this service sets, and the option of a create. */
const IGNORED = new Set([...READ_ONLY_NAMES, 'allow_partial_name']);
/** The fields that are read first, in this order, so that the first number becomes the primary number. */
const FIRST = ['email', 'primary_number', 'secondary_number'];

/** Writes the values of an object into a draft. */
export function contactOfObject(
  draft: ContactDraft,
  object: Record<string, unknown>,
  timeZone: string,
): void {
  const isComplete = WRITABLE_NAMES.every((name) => Object.hasOwn(object, name));
  const open = new Set<string>(
    isComplete ? addOwnEntry(draft, object as Record<FieldName, unknown>) : WRITABLE_NAMES,
  );
  if (!isComplete) addFullName(draft, object, timeZone);
  const isRead = (name: string) => Object.hasOwn(FIELD_NAMES, name) && !open.has(name);
  const names = Object.keys(object).filter((name) => !IGNORED.has(name) && !isRead(name));
  const ordered = [
    ...FIRST.filter((name) => names.includes(name)),
    ...names.filter((name) => !FIRST.includes(name)),
  ];
  for (const name of ordered) {
    const value = object[name];
    if (value !== null && value !== '' && !setField(draft, name, value)) draft.addCustom(name, value);
  }
}

/** Splits the full name if the object has no other name, no company and no e-mail address. */
function addFullName(draft: ContactDraft, object: Record<string, unknown>, timeZone: string): void {
  const fullName = object.full_name;
  const isOnly = [object.first_name, object.last_name, object.company, object.email].every((each) => !each);
  if (!isOnly || typeof fullName !== 'string') return;
  const { firstName, lastName, prefix, suffix } = splitFullName(fullName.slice(0, 256), { timeZone });
  draft.setLine('firstName', firstName, 'full_name');
  draft.setLine('lastName', lastName, 'full_name');
  if (prefix) draft.addCustom('name_prefix', prefix);
  if (suffix) draft.addCustom('name_suffix', suffix);
}

/**
 * Writes a value into its field. Returns false if there is no such field, or if the value breaks the rule of the field.
 */
function setField(draft: ContactDraft, name: string, value: unknown): boolean {
  if (name === 'custom_data') return addCustomData(draft, value);
  if (name === 'tags') return addTags(draft, value);
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  const text = String(value);
  const line = Object.hasOwn(LINES, name) ? LINES[name] : undefined;
  if (line) draft.setLine(line, text, name);
  else if (name === 'email') draft.addEmail(text);
  else if (name === 'primary_number' || name === 'secondary_number') draft.addPhone(text);
  else if (name === 'notes') draft.addNote(text);
  else return setRuledField(draft, name, text);
  return true;
}

function setRuledField(draft: ContactDraft, name: string, text: string): boolean {
  switch (name) {
    case 'linkedin_url':
      return draft.setUrl('linkedinUrl', text);
    case 'profile_picture':
      return draft.setUrl('profilePicture', text);
    case 'connect_reason':
      return draft.setConnectReason(text);
    case 'birthday':
      return draft.setDate('birthday', text);
    case 'met_at':
      return draft.setDate('metAt', text);
    case 'telegram_username':
      return draft.setTelegram(text);
    case 'telegram_user_id':
      return draft.setTelegramId(text);
    case 'plug_type':
      return draft.setType(text);
    case 'priority': {
      const priority = PRIORITIES.find((each) => each === text.trim().toLowerCase());
      return priority !== undefined && draft.setPriority(priority);
    }
    default:
      return false;
  }
}

function addTags(draft: ContactDraft, value: unknown): boolean {
  const list = typeof value === 'string' ? value.split(/[,;]/) : value;
  if (!Array.isArray(list) || list.some((tag) => typeof tag !== 'string')) return false;
  for (const tag of list) draft.addTag(tag);
  return true;
}
