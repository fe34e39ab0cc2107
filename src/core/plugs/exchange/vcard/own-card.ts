/**
 * Reads a card that this service wrote. The new plug gets exactly the values of the exported plug, unless another
 * program has changed the card.
 */
import type { ContactDraft } from '../../../../rules/plugs/contact-draft.ts';
import type { FieldName } from '../../../../rules/plugs/fields/field-names.ts';
import { parsedJson } from '../custom-data.ts';
import { addOwnEntry } from '../own-entry.ts';
import { escapedText } from './content-lines.ts';
import { furtherValues, JSON_PROPERTIES, LINE_PROPERTIES, TYPE_PROPERTY } from './plugs-properties.ts';
import { componentsOf, NO_PREFERENCE, type Property, preferenceOf, unescaped } from './properties.ts';

/** Properties that this service computes when it writes a card. The reader ignores them. */
const COMPUTED_PROPERTIES = new Set(['UID', 'FN', 'REV']);
/** The fields whose property contains a text, by the name of the property. */
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
 * Adds the values of a card to a draft. Returns the properties that are not in the draft, for example because another
 * program has added or changed them. The caller reads these properties like the properties of any other card.
 */
export function addOwnCard(draft: ContactDraft, properties: Property[]): Property[] {
  const card = new OwnCard();
  for (const property of properties) card.add(property);
  return card.writeTo(draft);
}

/** Collects the values of one card by field. */
class OwnCard {
  readonly #values: Partial<Record<FieldName, unknown>> = {};
  /** The property from which the value of a field was read. */
  readonly #sources = new Map<FieldName, Property>();
  readonly #others: Property[] = [];
  readonly #emails: Property[] = [];
  readonly #numbers: Property[] = [];
  /** The property `X-PLUGS-NOTE`. */
  #exactNote: Property | null = null;

  add(property: Property): void {
    const { name, value, isBinary } = property;
    const textField = isBinary ? undefined : TEXT_FIELDS[name];
    const jsonField = JSON_FIELDS[name];
    if (COMPUTED_PROPERTIES.has(name)) return;
    if (name === JSON_PROPERTIES.notes) this.#exactNote = property;
    else if (textField) this.#set(property, { [textField]: unescaped(value) });
    else if (jsonField) this.#set(property, { [jsonField]: jsonValue(property) });
    else if (name === 'CATEGORIES') this.#set(property, { tags: componentsOf(value, ',') });
    else if (name === 'EMAIL') this.#emails.push(property);
    else if (name === 'TEL') this.#numbers.push(property);
    else if (name === 'N' || name === 'ORG') this.#addComponents(property);
    else this.#others.push(property);
  }

  /** Adds the collected values to a draft. Returns the properties that are not in the draft. */
  writeTo(draft: ContactDraft): Property[] {
    this.#setEmail();
    this.#setNumbers();
    this.#setExactNote();
    const rejectedFields = addOwnEntry(draft, this.#values as Record<FieldName, unknown>);
    const rejected = new Set(rejectedFields.flatMap((field) => this.#sources.get(field) ?? []));
    return [...this.#others, ...rejected];
  }

  /**
   * Sets the values of fields from a property. If one of the fields is already set, the property is added to `#others`.
   */
  #set(property: Property, values: Partial<Record<FieldName, unknown>>): void {
    const fields = Object.keys(values) as FieldName[];
    if (fields.some((field) => this.#sources.has(field))) {
      this.#others.push(property);
      return;
    }
    Object.assign(this.#values, values);
    for (const field of fields) this.#sources.set(field, property);
  }

  /**
   * Sets the names from `N` or the company from `ORG`. This service fills two components of a name and one component
   * of an organization. A property with further values was changed by another program, so it is added to `#others`.
   */
  #addComponents(property: Property): void {
    const [first = '', second = '', ...rest] = componentsOf(property.value);
    if (property.name === 'ORG' && !second && rest.length === 0) this.#set(property, { company: first });
    else if (property.name === 'N' && rest.every((each) => each === ''))
      this.#set(property, { last_name: first, first_name: second });
    else this.#others.push(property);
  }

  #setEmail(): void {
    const [email, ...others] = this.#withoutFurtherValues(this.#emails, 'emails');
    if (email) this.#set(email, { email: unescaped(email.value) });
    this.#others.push(...others);
  }

  /** A single number without a preference is the secondary number, because the writer marks the primary number. */
  #setNumbers(): void {
    const numbers = this.#withoutFurtherValues(this.#numbers, 'phones');
    const isSecondary = numbers.length === 1 && numbers.every((each) => preferenceOf(each) === NO_PREFERENCE);
    const [primary, secondary, ...others] = isSecondary ? [undefined, ...numbers] : numbers;
    if (primary) this.#set(primary, { primary_number: unescaped(primary.value) });
    if (secondary) this.#set(secondary, { secondary_number: unescaped(secondary.value) });
    this.#others.push(...others.flatMap((each) => each ?? []));
  }

  /**
   * Sets the notes from `X-PLUGS-NOTE`, which contains them exactly. If `NOTE` differs, another program has changed
   * `NOTE`, and the notes remain those of `NOTE`.
   */
  #setExactNote(): void {
    if (!this.#exactNote) return;
    const note = jsonValue(this.#exactNote);
    const plain = this.#sources.get('notes');
    if (plain && plain.value !== escapedText(String(note)).trim()) return;
    this.#values.notes = note;
    this.#sources.set('notes', this.#exactNote);
  }

  /** The properties without the properties that repeat values of the custom data (`furtherValues`). */
  #withoutFurtherValues(properties: Property[], key: 'emails' | 'phones'): Property[] {
    const own = [...properties];
    for (const { value } of furtherValues(this.#values.custom_data, key)) {
      const at = own.findLastIndex((property) => property.value === escapedText(value));
      if (at >= 0) own.splice(at, 1);
    }
    return own;
  }
}

/** The parsed JSON of a property. The text itself if it is `null`, is not JSON, or exceeds a limit of `parseJson`. */
function jsonValue({ value }: Property): unknown {
  const text = unescaped(value);
  return parsedJson(text) ?? text;
}

function fieldsByProperty(
  properties: Partial<Record<FieldName, string>>,
): Partial<Record<string, FieldName>> {
  return Object.fromEntries(Object.entries(properties).map(([field, name]) => [name, field as FieldName]));
}
