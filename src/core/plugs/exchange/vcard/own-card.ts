/** Reads the cards of this service. Their values become the fields of the plug exactly as the plug stored them. */
import type { ContactDraft } from '../../../../rules/plugs/contact-draft.ts';
import type { FieldName } from '../../../../rules/plugs/fields/field-names.ts';
import { parsedJson } from '../custom-data.ts';
import { addOwnEntry } from '../own-entry.ts';
import { escapedText } from './content-lines.ts';
import { furtherValues, JSON_PROPERTIES, LINE_PROPERTIES, TYPE_PROPERTY } from './plugs-properties.ts';
import { componentsOf, NO_PREFERENCE, type Property, preferenceOf, unescaped } from './properties.ts';

/** Properties that this service computes. */
const COMPUTED = new Set(['UID', 'FN', 'REV']);
/** The fields whose property contains a text, by the property. */
const TEXT_FIELDS: Partial<Record<string, FieldName>> = {
  TITLE: 'job_title',
  URL: 'linkedin_url',
  PHOTO: 'profile_picture',
  NOTE: 'notes',
  ...fieldsByProperty(LINE_PROPERTIES),
};
const JSON_FIELDS = fieldsByProperty(JSON_PROPERTIES);

/** Whether this service has written a card. */
export function isOwnCard(properties: Property[]): boolean {
  return properties.some(({ name }) => name === TYPE_PROPERTY);
}

/**
 * Writes the fields of a card into a draft. Returns the other properties, among them those that another program has added
 * or changed. They are read like the properties of any other card.
 */
export function addOwnCard(draft: ContactDraft, properties: Property[]): Property[] {
  const card = new OwnCard();
  for (const property of properties) card.add(property);
  return card.writeTo(draft);
}

class OwnCard {
  readonly #values: Partial<Record<FieldName, unknown>> = {};
  /** The property of each value. */
  readonly #sources = new Map<FieldName, Property>();
  readonly #others: Property[] = [];
  readonly #emails: Property[] = [];
  readonly #numbers: Property[] = [];
  #exactNote: Property | null = null;

  add(property: Property): void {
    const { name, value, isBinary } = property;
    const textField = isBinary ? undefined : TEXT_FIELDS[name];
    const jsonField = JSON_FIELDS[name];
    if (COMPUTED.has(name)) return;
    if (name === JSON_PROPERTIES.notes) this.#exactNote = property;
    else if (textField) this.#set(property, { [textField]: unescaped(value) });
    else if (jsonField) this.#set(property, { [jsonField]: jsonValue(property) });
    else if (name === 'CATEGORIES') this.#set(property, { tags: componentsOf(value, ',') });
    else if (name === 'EMAIL') this.#emails.push(property);
    else if (name === 'TEL') this.#numbers.push(property);
    else if (name === 'N' || name === 'ORG') this.#addComponents(property);
    else this.#others.push(property);
  }

  /** Returns the properties that are not in the draft. */
  writeTo(draft: ContactDraft): Property[] {
    this.#setEmail();
    this.#setNumbers();
    this.#setExactNote();
    const left = addOwnEntry(draft, this.#values as Record<FieldName, unknown>);
    const changed = new Set(left.flatMap((field) => this.#sources.get(field) ?? []));
    return [...this.#others, ...changed];
  }

  /** Sets the values of fields. A second property of a field is added to the other properties. */
  #set(property: Property, values: Partial<Record<FieldName, unknown>>): void {
    const fields = Object.keys(values) as FieldName[];
    if (fields.some((field) => this.#sources.has(field))) {
      this.#others.push(property);
      return;
    }
    Object.assign(this.#values, values);
    for (const field of fields) this.#sources.set(field, property);
  }

  /** This service writes two components of a name and one of an organization. */
  #addComponents(property: Property): void {
    const [first = '', second = '', ...rest] = componentsOf(property.value);
    if (property.name === 'ORG' && !second && rest.length === 0) this.#set(property, { company: first });
    else if (property.name === 'N' && rest.every((each) => each === ''))
      this.#set(property, { last_name: first, first_name: second });
    else this.#others.push(property);
  }

  #setEmail(): void {
    const [email, ...others] = this.#withoutFurther(this.#emails, 'emails');
    if (email) this.#set(email, { email: unescaped(email.value) });
    this.#others.push(...others);
  }

  /** A card with only a secondary number has no preferred number. */
  #setNumbers(): void {
    const numbers = this.#withoutFurther(this.#numbers, 'phones');
    const isSecondary = numbers.length === 1 && numbers.every((each) => preferenceOf(each) === NO_PREFERENCE);
    const [primary, secondary, ...others] = isSecondary ? [undefined, ...numbers] : numbers;
    if (primary) this.#set(primary, { primary_number: unescaped(primary.value) });
    if (secondary) this.#set(secondary, { secondary_number: unescaped(secondary.value) });
    this.#others.push(...others.flatMap((each) => each ?? []));
  }

  /** `X-PLUGS-NOTE` is the exact form of `NOTE`, unless another program has changed `NOTE`. */
  #setExactNote(): void {
    if (!this.#exactNote) return;
    const note = jsonValue(this.#exactNote);
    const plain = this.#sources.get('notes');
    if (plain && plain.value !== escapedText(String(note)).trim()) return;
    this.#values.notes = note;
    this.#sources.set('notes', this.#exactNote);
  }

  /** The properties without those that repeat values of the custom data. */
  #withoutFurther(properties: Property[], key: 'emails' | 'phones'): Property[] {
    const own = [...properties];
    for (const { value } of furtherValues(this.#values.custom_data, key)) {
      const at = own.findLastIndex((property) => property.value === escapedText(value));
      if (at >= 0) own.splice(at, 1);
    }
    return own;
  }
}

function jsonValue({ value }: Property): unknown {
  const text = unescaped(value);
  return parsedJson(text) ?? text;
}

function fieldsByProperty(
  properties: Partial<Record<FieldName, string>>,
): Partial<Record<string, FieldName>> {
  return Object.fromEntries(Object.entries(properties).map(([field, name]) => [name, field as FieldName]));
}
