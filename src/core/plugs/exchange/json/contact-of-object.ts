/**
 * Reads the contact in one object of a JSON file. A member without a field is stored in the custom data under the name
 * of the member. Members in `IGNORED_NAMES`, null and empty texts are not stored.
 */
import type { ContactDraft } from '../../../../rules/plugs/contact-draft.ts';
import { FIELD_NAMES, type FieldName, WRITABLE_NAMES } from '../../../../rules/plugs/fields/field-names.ts';
import type { LineField } from '../../../../rules/plugs/fields/stored-form.ts';
import { MAX_FULL_NAME_LENGTH, splitFullName } from '../../../../rules/plugs/names/split-full-name.ts';
import { PRIORITIES } from '../../../../rules/plugs/plug.ts';
import { addCustomData } from '../custom-data.ts';
import { READ_ONLY_NAMES } from '../file-layout.ts';
import { addOwnEntry } from '../own-entry.ts';

/** The fields of one line, by the name of the member. */
const LINE_FIELDS: Record<string, LineField> = {
  first_name: 'firstName',
  last_name: 'lastName',
  company: 'company',
  job_title: 'jobTitle',
  network_type: 'networkType',
  business_type: 'businessType',
  hubspot_pipeline_stage: 'hubspotPipelineStage',
  met_where: 'metWhere',
};
/**
 * The members that are not stored: values that this service sets, and an option of the request that creates a plug.
 * Only `addFullName` reads `full_name`.
 */
const IGNORED_NAMES = new Set([...READ_ONLY_NAMES, 'allow_partial_name']);
/** The members that are read first, in this order, so that `primary_number` becomes the primary number. */
const READ_FIRST = ['email', 'primary_number', 'secondary_number'];

/**
 * Adds the values of an object to a draft. An object with all writable fields is an entry of a file of this service
 * (`addOwnEntry`).
 */
export function addObject(draft: ContactDraft, object: Record<string, unknown>, timeZone: string): void {
  const isOwnEntry = WRITABLE_NAMES.every((name) => Object.hasOwn(object, name));
  const unread = new Set<string>(
    isOwnEntry ? addOwnEntry(draft, object as Record<FieldName, unknown>) : WRITABLE_NAMES,
  );
  if (!isOwnEntry) addFullName(draft, object, timeZone);
  const isRead = (name: string) => Object.hasOwn(FIELD_NAMES, name) && !unread.has(name);
  const names = Object.keys(object).filter((name) => !IGNORED_NAMES.has(name) && !isRead(name));
  const ordered = [
    ...READ_FIRST.filter((name) => names.includes(name)),
    ...names.filter((name) => !READ_FIRST.includes(name)),
  ];
  for (const name of ordered) {
    const value = object[name];
    if (value !== null && value !== '' && !setField(draft, name, value)) draft.addCustom(name, value);
  }
}

/**
 * Sets the first and last name from `full_name` if the object has no other name, no company and no e-mail address. Only
 * the first 256 characters are read.
 */
function addFullName(draft: ContactDraft, object: Record<string, unknown>, timeZone: string): void {
  const fullName = object.full_name;
  const isNeeded = [object.first_name, object.last_name, object.company, object.email].every((each) => !each);
  if (!isNeeded || typeof fullName !== 'string') return;
  const { firstName, lastName, prefix, suffix } = splitFullName(fullName.slice(0, MAX_FULL_NAME_LENGTH), {
    timeZone,
  });
  draft.setLine('firstName', firstName, 'full_name');
  draft.setLine('lastName', lastName, 'full_name');
  if (prefix) draft.addCustom('name_prefix', prefix);
  if (suffix) draft.addCustom('name_suffix', suffix);
}

/**
 * Adds a value to its field. Returns false if the caller must store the value in the custom data: if there is no such
 * field, if the value has the wrong type, or if the draft rejects the value. For a line, an e-mail address, a number,
 * notes or tags, the draft itself stores a text that breaks the rule of the field, so the result is true.
 */
function setField(draft: ContactDraft, name: string, value: unknown): boolean {
  if (name === 'custom_data') return addCustomData(draft, value);
  if (name === 'tags') return addTags(draft, value);
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  const text = String(value);
  const lineField = Object.hasOwn(LINE_FIELDS, name) ? LINE_FIELDS[name] : undefined;
  if (lineField) draft.setLine(lineField, text, name);
  else if (name === 'email') draft.addEmail(text);
  else if (name === 'primary_number' || name === 'secondary_number') draft.addPhone(text);
  else if (name === 'notes') draft.addNote(text);
  else return setCheckedField(draft, name, text);
  return true;
}

/** Sets a field whose value the draft checks. Returns false if there is no such field, or if the value was not used. */
function setCheckedField(draft: ContactDraft, name: string, text: string): boolean {
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

/** Adds tags from a list, or from a text with commas or semicolons. Returns false for any other value. */
function addTags(draft: ContactDraft, value: unknown): boolean {
  const list = typeof value === 'string' ? value.split(/[,;]/) : value;
  if (!Array.isArray(list) || list.some((tag) => typeof tag !== 'string')) return false;
  for (const tag of list) draft.addTag(tag);
  return true;
}
