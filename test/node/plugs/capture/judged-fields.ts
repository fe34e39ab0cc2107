/** Compares the fields of a parsed message with the expected fields of a sample. */
import type { ContactFields } from '../../../../src/rules/plugs/contact-draft.ts';

export interface SampleLine {
  id: string;
  text: string;
  time_zone: string;
  expected: Record<string, unknown>;
}

const FIELDS: Record<string, keyof ContactFields> = {
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

/** Returns pairs of the name of an expected field and whether the field was recognised. */
export function judgedFields({ expected }: SampleLine, fields: Partial<ContactFields>): [string, boolean][] {
  return Object.entries(expected)
    .filter(([name]) => !name.endsWith('_e164'))
    .map(([name, value]) => [name, isRecognised(name, value, expected, fields)]);
}

/** All values of a contact as one text without spaces, in lower case. */
export function allText(fields: Partial<ContactFields>): string {
  const { firstName, lastName, ...others } = fields;
  return compact([lastName, firstName, ...leaves(others)].join(' '));
}

export function compact(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s\p{Cf}]/gu, '');
}

function isRecognised(
  name: string,
  value: unknown,
  expected: Record<string, unknown>,
  fields: Partial<ContactFields>,
): boolean {
  const actual = fields[FIELDS[name] as keyof ContactFields];
  if (name.endsWith('_number')) {
    return [value, expected[`${name}_e164`]].some((each) => each && digits(each) === digits(actual));
  }
  if (name === 'linkedin_url') return plainUrl(value) === plainUrl(actual);
  if (name === 'tags')
    return listed(value).every((tag) => (fields.tags ?? []).map(plain).includes(plain(tag)));
  if (name === 'notes_contains') {
    return listed(value).every((text) => compact(fields.notes ?? '').includes(compact(text)));
  }
  if (name === 'kept') return listed(value).every((text) => allText(fields).includes(compact(text)));
  if (name === 'kept_numbers') {
    return listed(value).every((text) => digits(leaves(fields).join('')).includes(digits(text)));
  }
  const accepted = (value as { one_of?: unknown[] } | null)?.one_of ?? [value];
  return accepted.some((each) => plain(each) === plain(actual));
}

function listed(value: unknown): string[] {
  return value as string[];
}

function plain(value: unknown): string {
  const text = String(value ?? '').normalize('NFKC');
  return text
    .replace(/[\u2019\u02bc`]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

function plainUrl(value: unknown): string {
  return plain(value)
    .replace(/^https?:\/\/|\?.*$/g, '')
    .replace(/^www\.|\/$/g, '');
}

function digits(value: unknown): string {
  return String(value ?? '')
    .normalize('NFKC')
    .replace(/\D/g, '');
}

function leaves(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [String(value ?? '')];
  return Object.values(value).flatMap(leaves);
}
