/** Compares the fields of a parsed message with the expected fields of a sample. */
import type { ContactFields } from '../../../../src/rules/plugs/contact-draft.ts';

/** A message in `telegram-lines.json`. */
export interface SampleLine {
  id: string;
  text: string;
  time_zone: string;
  /**
   * The expected values by the names of the API. A value can be `{ one_of }`, a list of accepted values. `{name}_e164`
   * is another accepted form of a number. `notes_contains` lists texts in the notes. `kept` and `kept_numbers` list
   * texts and numbers that must be anywhere in the contact.
   */
  expected: Record<string, unknown>;
}

const FIELD_NAMES: Record<string, keyof ContactFields> = {
  first_name: 'firstName',
  last_name: 'lastName',
  company: 'company',
  job_title: 'jobTitle',
  email: 'email',
  primary_number: 'primaryNumber',
  secondary_number: 'secondaryNumber',
  linkedin_url: 'linkedinUrl',
  priority: 'priority',
};

/** Returns, for each expected field, its name and whether the field was recognised. */
export function judgedFields({ expected }: SampleLine, fields: Partial<ContactFields>): [string, boolean][] {
  return Object.entries(expected)
    .filter(([name]) => !name.endsWith('_e164'))
    .map(([name, value]) => [name, isRecognised(name, value, expected, fields)]);
}

/** All values of a contact as one text without spaces, in lower case. The last name is first. */
export function allText(fields: Partial<ContactFields>): string {
  const { firstName, lastName, ...others } = fields;
  return compact([lastName, firstName, ...leafTexts(others)].join(' '));
}

/** The text in lower case and normalization form C, without spaces and invisible format characters. */
export function compact(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s\p{Cf}]/gu, '');
}

/** True if the fields contain the expected value. Differences in spaces, letter case and apostrophes are ignored. */
function isRecognised(
  name: string,
  value: unknown,
  expected: Record<string, unknown>,
  fields: Partial<ContactFields>,
): boolean {
  const actual = fields[FIELD_NAMES[name] as keyof ContactFields];
  if (name.endsWith('_number')) {
    return [value, expected[`${name}_e164`]].some((each) => each && digitsOf(each) === digitsOf(actual));
  }
  if (name === 'linkedin_url') return urlWithoutSchemeAndQuery(value) === urlWithoutSchemeAndQuery(actual);
  if (name === 'tags')
    return asTexts(value).every((tag) =>
      (fields.tags ?? []).map(normalizedText).includes(normalizedText(tag)),
    );
  if (name === 'notes_contains') {
    return asTexts(value).every((text) => compact(fields.notes ?? '').includes(compact(text)));
  }
  if (name === 'kept') return asTexts(value).every((text) => allText(fields).includes(compact(text)));
  if (name === 'kept_numbers') {
    return asTexts(value).every((text) => digitsOf(leafTexts(fields).join('')).includes(digitsOf(text)));
  }
  const acceptedValues = (value as { one_of?: unknown[] } | null)?.one_of ?? [value];
  return acceptedValues.some((each) => normalizedText(each) === normalizedText(actual));
}

function asTexts(value: unknown): string[] {
  return value as string[];
}

function normalizedText(value: unknown): string {
  const text = String(value ?? '').normalize('NFKC');
  return text
    .replace(/[\u2019\u02bc`]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

function urlWithoutSchemeAndQuery(value: unknown): string {
  return normalizedText(value)
    .replace(/^https?:\/\/|\?.*$/g, '')
    .replace(/^www\.|\/$/g, '');
}

function digitsOf(value: unknown): string {
  return String(value ?? '')
    .normalize('NFKC')
    .replace(/\D/g, '');
}

function leafTexts(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [String(value ?? '')];
  return Object.values(value).flatMap(leafTexts);
}
