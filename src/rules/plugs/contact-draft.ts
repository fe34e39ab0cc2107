/**
 * Collects the values of a contact that was read from a text or a file, and assigns them to the fields of a plug. The
 * methods `add…` and `setLine` store a value that does not fit into its field in the custom data or in the notes. A
 * method `set…` that returns a boolean returns false if the value was not used. Pure.
 */
import { canonicalEmail } from '../accounts/email-address.ts';
import { isHttpUrl, longestUrlLength } from '../http-url.ts';
import { isBlank, trimUnseen, withoutUnseen } from '../unseen-characters.ts';
import { isDate } from './calendar-date.ts';
import { isLinkedin } from './contact-line/forms.ts';
import { addWarning, type ContactWarning } from './fields/contact-warnings.ts';
import { fitCustomData, listElement } from './fields/fit-custom-data.ts';
import { LabelledValues } from './fields/labelled-values.ts';
import {
  isStoredForm,
  type LineField,
  MAX_LINE_LENGTHS,
  MAX_PHONE_LENGTH,
  MAX_TAG_LENGTH,
  MAX_URL_LENGTH,
} from './fields/stored-form.ts';
import { caseKey } from './folding.ts';
import { digitsOf, isPhoneNumber } from './phone-number.ts';
import { lengthOf, oneLine, severalLines } from './plain-text.ts';
import {
  MAX_NOTES_LENGTH,
  MAX_TAGS,
  type PlugChanges,
  type PlugFields,
  type PlugType,
  type Priority,
} from './plug.ts';
import { telegramUsername } from './telegram-username.ts';
import { unambiguousDate } from './unambiguous-date.ts';
import { beginning } from './words.ts';

export type ContactFields = PlugChanges & { firstName: string; lastName: string };

/** A host with a dot, without a scheme. Because of the dot, a text such as "n/a" is not a host. */
const BARE_HOST = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#:]|$)/u;

export class ContactDraft {
  #fields: ContactFields = { firstName: '', lastName: '' };
  #notes: string[] = [];
  /** The tags by the key with which tags are compared. */
  #tags = new Map<string, string>();
  #phones = new LabelledValues();
  #emails = new LabelledValues();
  #customData = new Map<string, unknown[]>();
  readonly warnings: ContactWarning[] = [];
  /** The type that the file states. Null: a complete plug is a contact, any other plug is a target. */
  plugType: PlugType | null = null;

  /**
   * Sets an empty field to exactly this value, if a plug would store the value unchanged. Tags and notes are added to
   * those of the draft. Keys of custom data are added or replaced. Returns whether the value was used.
   */
  setStored(field: keyof PlugFields, value: unknown): boolean {
    if (this.#fields[field] || !isStoredForm(field, value)) return false;
    if (field === 'tags') for (const tag of value as string[]) this.#tags.set(caseKey(tag), tag);
    else if (field === 'customData')
      for (const [key, each] of Object.entries(value as object)) this.#customData.set(key, [each]);
    else if (field === 'notes') this.#notes.unshift(value as string);
    else Object.assign(this.#fields, { [field]: value });
    return true;
  }

  /** Sets a field to null. An absent network type would become the default network type. */
  setEmpty(field: 'networkType'): void {
    this.#fields[field] = null;
  }

  /**
   * Sets a field of one line. A different second value and a value that is too long are stored in the custom data under
   * `column`, or in the notes if there is no column. A value that is too long also adds a warning.
   */
  setLine(field: LineField, text: string, column?: string): void {
    const line = oneLine(text);
    if (line === '' || line === this.#fields[field]) return;
    const isTooLong = lengthOf(line) > MAX_LINE_LENGTHS[field];
    if (isTooLong) this.warn(apiNameOf(field), `must be at most ${MAX_LINE_LENGTHS[field]} characters`);
    if (!isTooLong && !this.#fields[field]) this.#fields[field] = line;
    else if (column === undefined) this.addNote(line);
    else this.addCustom(column, line);
  }

  /** Adds a warning. `field` is the name in the API. `rule` is the sentence without this name. */
  warn(field: string, rule: string): void {
    addWarning(this.warnings, { field, message: `${field} ${rule}` });
  }

  /**
   * Adds an e-mail address. The first valid address is the address of the plug. Other addresses become custom data. An
   * invalid address also adds a warning. A blank text is ignored.
   */
  addEmail(text: string, type?: string): void {
    if (isBlank(text)) return;
    const email = canonicalEmail(trimUnseen(withoutUnseen(text)));
    if (email === null) this.warn('email', 'must be a valid email address');
    if (email !== null && !this.#fields.email) this.#fields.email = email;
    else if (email === null || email !== this.#fields.email) this.#emails.add(email ?? oneLine(text), type);
  }

  /**
   * Adds a number. The first two valid numbers, except numbers whose type contains "fax", become the numbers of the
   * plug. Other numbers become custom data. An invalid number also adds a warning. A number with the digits of a number
   * of the plug and a blank text are ignored.
   */
  addPhone(text: string, type?: string): void {
    if (isBlank(text)) return;
    const number = oneLine(withoutUnseen(text));
    const isValid = lengthOf(number) <= MAX_PHONE_LENGTH && isPhoneNumber(number);
    const { primaryNumber, secondaryNumber } = this.#fields;
    const known = [primaryNumber, secondaryNumber].map((each) => each && digitsOf(each));
    if (!isValid) this.warn('primary_number', 'must have 7 to 15 digits');
    if (isValid && known.includes(digitsOf(number))) return;
    if (!isValid || /fax/i.test(type ?? '') || secondaryNumber) this.#phones.add(number, type);
    else if (primaryNumber) this.#fields.secondaryNumber = number;
    else this.#fields.primaryNumber = number;
  }

  /** Sets the LinkedIn page if the text is a URL of LinkedIn. Returns whether the URL was used. */
  setLinkedin(text: string): boolean {
    return isLinkedin(trimUnseen(text)) && this.setUrl('linkedinUrl', text);
  }

  /** Sets a URL. A host without a scheme gets `https`. Returns whether the URL was used. */
  setUrl(field: 'linkedinUrl' | 'profilePicture', text: string): boolean {
    const trimmed = trimUnseen(text);
    const url = BARE_HOST.test(trimmed) ? `https://${trimmed}` : trimmed;
    return this.#setEmptyField(field, isHttpUrl(url) && longestUrlLength(url) <= MAX_URL_LENGTH ? url : null);
  }

  /** Sets a date that can be read in only one way (see `unambiguousDate`). Returns whether the date was used. */
  setDate(field: 'birthday' | 'metAt', text: string, omittedYear?: string): boolean {
    const date = unambiguousDate(text, omittedYear);
    const isAllowed = date !== null && (field === 'birthday' || isDate(date));
    return this.#setEmptyField(field, isAllowed ? date : null);
  }

  /** Sets a user name of Telegram, which may be written as a link. Returns whether the text was used. */
  setTelegram(text: string): boolean {
    return this.#setEmptyField('telegramUsername', telegramUsername(trimUnseen(text)));
  }

  /** Sets a user id of Telegram. Returns whether the text was used. */
  setTelegramId(text: string): boolean {
    const id = /^\d{1,16}$/.test(text.trim()) ? Number(text) : 0;
    return this.#setEmptyField('telegramUserId', id >= 1 && Number.isSafeInteger(id) ? id : null);
  }

  /** Sets the type of the plug. Returns whether the text is a type. */
  setType(text: string): boolean {
    const type = text.trim().toLowerCase();
    if (type !== 'target' && type !== 'contact') return false;
    this.plugType = type;
    return true;
  }

  /** Adds a tag. A tag that is too long or exceeds the maximum number of tags is stored in the notes. */
  addTag(text: string): void {
    const tag = oneLine(text);
    if (tag === '') return;
    const key = caseKey(tag);
    if (this.#tags.has(key)) return;
    if (lengthOf(tag) > MAX_TAG_LENGTH || this.#tags.size >= MAX_TAGS) this.addNote(`#${tag}`);
    else this.#tags.set(key, tag);
  }

  /** Sets the reason to connect. Returns whether the text was used. */
  setConnectReason(text: string): boolean {
    const reason = severalLines(text);
    return this.#setEmptyField('connectReason', lengthOf(reason) <= MAX_NOTES_LENGTH ? reason : null);
  }

  /** Sets the priority. Returns false if the draft already has a priority. */
  setPriority(priority: Priority): boolean {
    return this.#setEmptyField('priority', priority);
  }

  addNote(text: string): void {
    const note = severalLines(text);
    if (note !== '') this.#notes.push(note);
  }

  /**
   * Adds a value without a field. Several values with one key become a list. A value with too many levels becomes text.
   */
  addCustom(key: string, given: unknown): void {
    const name = oneLine(key);
    // A second value with this key makes a list.
    const value = listElement(name, given);
    const values = this.#customData.get(name);
    if (values) values.push(value);
    else this.#customData.set(name, [value]);
  }

  /**
   * The fields of the plug. Custom data over the limit becomes text at the end of the notes. Notes over their limit
   * are cut off and add a warning.
   */
  finish(): ContactFields {
    const fields = { ...this.#fields };
    if (this.#tags.size > 0) fields.tags = [...this.#tags.values()];
    const { data, lines } = fitCustomData(this.#customEntries());
    if (Object.keys(data).length > 0) fields.customData = data;
    const notes = [...this.#notes, ...lines];
    if (notes.length > 0) fields.notes = this.#limitNotes(notes.join('\n'));
    return fields;
  }

  /** Sets a field that has no value yet. Returns false if the field has a value, or if the new value is null. */
  #setEmptyField<Field extends keyof ContactFields>(
    field: Field,
    value: ContactFields[Field] | null,
  ): boolean {
    if (value === null || this.#fields[field]) return false;
    this.#fields[field] = value;
    return true;
  }

  /** The custom data with the further addresses and numbers. Values of `addCustom` under the same key come first. */
  #customEntries(): [string, unknown][] {
    const data = new Map<string, unknown>();
    if (this.#emails.list.length > 0) data.set('emails', this.#emails.list);
    if (this.#phones.list.length > 0) data.set('phones', this.#phones.list);
    for (const [key, values] of this.#customData) {
      const value = values.length === 1 ? values[0] : values;
      const further = data.get(key);
      const isList = values.length > 1 || further !== undefined;
      data.set(key, isList ? [value, further ?? []].flat().map((each) => listElement(key, each)) : value);
    }
    return [...data];
  }

  #limitNotes(notes: string): string {
    const limited = beginning(notes, MAX_NOTES_LENGTH);
    if (limited !== notes) this.warn('notes', `must be at most ${MAX_NOTES_LENGTH} characters`);
    return limited;
  }
}

function apiNameOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
