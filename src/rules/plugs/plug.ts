/** The fields of plugs (targets and contacts) and their changes. Pure. */
import { caseKey } from './folding.ts';

export type PlugType = 'target' | 'contact';
export const PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** The fields that a client may set. The service sets all other fields. */
export interface PlugFields {
  firstName: string;
  lastName: string;
  email: string | null;
  company: string | null;
  jobTitle: string | null;
  primaryNumber: string | null;
  secondaryNumber: string | null;
  linkedinUrl: string | null;
  profilePicture: string | null;
  notes: string | null;
  networkType: string | null;
  businessType: string | null;
  connectReason: string | null;
  tags: string[];
  priority: Priority;
  hubspotPipelineStage: string | null;
  customData: Record<string, unknown>;
  /** `YYYY-MM-DD`, or `--MM-DD` if the year is not known. */
  birthday: string | null;
  /** The day of the first meeting, as `YYYY-MM-DD`. */
  metAt: string | null;
  metWhere: string | null;
  telegramUsername: string | null;
  telegramUserId: number | null;
}

/** An absent key does not change the field. Null clears the field. A cleared priority gets the default. */
export type PlugChanges = { [Field in keyof PlugFields]?: PlugFields[Field] | null | undefined };

export const MAX_TAGS = 20;
/** The maximum length of notes in code points. */
export const MAX_NOTES_LENGTH = 10_000;
export const MAX_CUSTOM_DATA_BYTES = 10 * 1024;
export const CUSTOM_DATA_TOO_LARGE = 'custom_data must be at most 10 KiB';
const MAX_CUSTOM_DATA_DEPTH = 10;
const DEFAULT_NETWORK_TYPE = 'new_client';
const DEFAULT_PRIORITY: Priority = 'medium';

/**
 * Whether a plug has the fields of a complete contact: an e-mail address or a primary number, a company and a job
 * title. A new plug with these fields becomes a contact, unless its type is given. A conversion requires fewer fields
 * (see `canConvert`).
 */
export function isComplete(fields: PlugFields): boolean {
  return Boolean((fields.email || fields.primaryNumber) && fields.company && fields.jobTitle);
}

/**
 * Whether a target has the fields that its conversion to a contact requires: a name, and an e-mail address or a number.
 */
export function canConvert(fields: PlugFields): boolean {
  const isNamed = Boolean(fields.firstName || fields.lastName);
  return isNamed && Boolean(fields.email || fields.primaryNumber || fields.secondaryNumber);
}

/** Whether a plug can be identified: it has a name, a company, an e-mail address or a number. */
export function isIdentified(fields: PlugFields): boolean {
  return fullName(fields) !== '';
}

/**
 * The first and last name. For a plug without a name: the company, the e-mail address or a number, or an empty text.
 */
export function fullName(
  fields: Pick<
    PlugFields,
    'firstName' | 'lastName' | 'company' | 'email' | 'primaryNumber' | 'secondaryNumber'
  >,
): string {
  const { firstName, lastName, company, email, primaryNumber, secondaryNumber } = fields;
  const name = [firstName, lastName].filter(Boolean).join(' ');
  return name || company || email || primaryNumber || secondaryNumber || '';
}

/** The tags without those that are equal to an earlier tag apart from letter case. */
export function distinctTags(tags: string[]): string[] {
  const byKey = new Map([...tags].reverse().map((tag) => [caseKey(tag), tag]));
  return [...new Set(tags.map((tag) => byKey.get(caseKey(tag)) ?? tag))];
}

/** Adds the default network type to a contact without one. */
export function withTypeDefaults(type: PlugType, fields: PlugFields): PlugFields {
  if (type === 'target' || fields.networkType) return fields;
  return { ...fields, networkType: DEFAULT_NETWORK_TYPE };
}

/** The fields of a new plug, with defaults for those that were not sent. */
export function plugFieldsFrom(sent: PlugChanges & { firstName: string; lastName: string }): PlugFields {
  const blank: PlugFields = {
    firstName: sent.firstName,
    lastName: sent.lastName,
    email: null,
    company: null,
    jobTitle: null,
    primaryNumber: null,
    secondaryNumber: null,
    linkedinUrl: null,
    profilePicture: null,
    notes: null,
    networkType: null,
    businessType: null,
    connectReason: null,
    tags: [],
    priority: DEFAULT_PRIORITY,
    hubspotPipelineStage: null,
    customData: {},
    birthday: null,
    metAt: null,
    metWhere: null,
    telegramUsername: null,
    telegramUserId: null,
  };
  return withChanges(blank, sent);
}

/** Applies an update. `customData` is merged at its top level, where null removes a key. */
export function withChanges(fields: PlugFields, changes: PlugChanges): PlugFields {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  return {
    ...fields,
    ...given,
    firstName: changes.firstName === null ? '' : (changes.firstName ?? fields.firstName),
    lastName: changes.lastName === null ? '' : (changes.lastName ?? fields.lastName),
    tags: changes.tags === null ? [] : (changes.tags ?? fields.tags),
    priority: changes.priority === null ? DEFAULT_PRIORITY : (changes.priority ?? fields.priority),
    customData: mergeCustomData(fields.customData, changes.customData),
  };
}

/** Sets fields of a plug. A null or empty value does not change the field. Tags are added to the tags of the plug. */
export function withAdditions(fields: PlugFields, additions: PlugChanges): PlugFields {
  const given = Object.entries(additions).filter(([, value]) => value !== null && value !== '');
  const tags = distinctTags([...fields.tags, ...(additions.tags ?? [])]);
  return withChanges(fields, { ...Object.fromEntries(given), tags });
}

/** The reason why custom data is invalid, or null. The check stops at the first level that is too deep. */
export function customDataProblem(data: Record<string, unknown>): string | null {
  if (isDeeperThan(MAX_CUSTOM_DATA_DEPTH, data)) return 'custom_data must be at most 10 levels deep';
  const bytes = new TextEncoder().encode(JSON.stringify(data)).byteLength;
  return bytes > MAX_CUSTOM_DATA_BYTES ? CUSTOM_DATA_TOO_LARGE : null;
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  return levels === 0 || Object.values(value).some((each) => isDeeperThan(levels - 1, each));
}

function mergeCustomData(
  stored: Record<string, unknown>,
  sent: Record<string, unknown> | null | undefined,
): Record<string, unknown> {
  if (sent === null) return {};
  const merged = Object.entries({ ...stored, ...sent }).filter(([, value]) => value !== null);
  return Object.fromEntries(merged);
}
