/**
 * The exact reasons why two plugs are duplicates, and the keys of a plug for each reason. Two plugs are duplicates for
 * a reason if they have a common key for this reason. Pure.
 */
import { foldedLine } from '../folding.ts';
import type { PlugFields } from '../plug.ts';
import { linkedinKey } from './linkedin-key.ts';
import { phoneKey, phoneKeyRange } from './phone-key.ts';

/** The codes of `plug_keys.kind` are positions in this list, counted from 1. New reasons must be appended. */
export const EXACT_REASONS = [
  'same_email',
  'same_phone',
  'same_linkedin',
  'same_telegram',
  'same_name_company',
] as const;
export type ExactReason = (typeof EXACT_REASONS)[number];

export interface ReasonKey {
  reason: ExactReason;
  key: string;
}

/** All keys of a reason from `first` to `last`. */
export interface KeyRange {
  reason: ExactReason;
  first: string;
  last: string;
}

/** The fields that the reasons compare, and the country for numbers without a country code. */
export type ComparedPlug = ComparedFields & { phoneCountry: string | null };
export type ComparedFields = Pick<
  PlugFields,
  | 'firstName'
  | 'lastName'
  | 'email'
  | 'company'
  | 'primaryNumber'
  | 'secondaryNumber'
  | 'linkedinUrl'
  | 'telegramUsername'
  | 'telegramUserId'
>;

/**
 * Returns the reasons why two plugs are duplicates, in the order of `EXACT_REASONS`. Empty if they are not duplicates.
 */
export function duplicateReasons(one: ComparedPlug, other: ComparedPlug): ExactReason[] {
  const keys = new Set(reasonKeys(one).map(textOf));
  const shared = reasonKeys(other).filter((each) => keys.has(textOf(each)));
  return [...new Set(shared.map(({ reason }) => reason))];
}

/** The keys of a plug, each once, in the order of `EXACT_REASONS`. */
export function reasonKeys(plug: ComparedPlug): ReasonKey[] {
  return keysOf(
    plug,
    numbersOf(plug).map((number) => phoneKey(number, plug.phoneCountry)),
  );
}

/** Returns the ranges that contain the keys of all duplicates of a plug, for every possible country of its numbers. */
export function keyRanges(fields: ComparedFields): KeyRange[] {
  return [
    ...keysOf(fields, []).map(({ reason, key }) => ({ reason, first: key, last: key })),
    ...numbersOf(fields).map((number) => ({ reason: 'same_phone' as const, ...phoneKeyRange(number) })),
  ];
}

function keysOf(fields: ComparedFields, phoneKeys: string[]): ReasonKey[] {
  const { email, linkedinUrl, telegramUsername, telegramUserId } = fields;
  const keys: [ExactReason, string | null][] = [
    ['same_email', email],
    ...[...new Set(phoneKeys)].map((key): [ExactReason, string] => ['same_phone', key]),
    ['same_linkedin', linkedinUrl && linkedinKey(linkedinUrl)],
    ['same_telegram', telegramUsername && `@${telegramUsername.toLowerCase()}`],
    ['same_telegram', telegramUserId ? String(telegramUserId) : null],
    ['same_name_company', nameKey(fields)],
  ];
  return keys.flatMap(([reason, key]) => (key ? [{ reason, key }] : []));
}

/**
 * Returns the folded name and company as one text. Null if both are missing, or if one is missing and the plug has an
 * e-mail address or a number.
 */
function nameKey(fields: ComparedFields): string | null {
  const { firstName, lastName, company, email } = fields;
  const [name, companyKey] = [foldedLine(`${firstName} ${lastName}`), foldedLine(company ?? '')];
  const isComplete = name !== '' && companyKey !== '';
  if (!isComplete && (email || numbersOf(fields).length > 0)) return null;
  return name || companyKey ? JSON.stringify([name, companyKey]) : null;
}

function numbersOf({ primaryNumber, secondaryNumber }: ComparedFields): string[] {
  return [primaryNumber, secondaryNumber].flatMap((number) => (number ? [number] : []));
}

function textOf({ reason, key }: ReasonKey): string {
  return `${reason} ${key}`;
}
