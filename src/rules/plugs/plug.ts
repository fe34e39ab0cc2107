/** The fields of plugs (targets and contacts), their updates, and the rule for duplicates. Pure. */

export type PlugType = 'target' | 'contact';
export const PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** The fields that a client may set. The service sets all others. */
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
}

/** Absent keys stay unchanged, null clears a field. */
export type PlugChanges = { [Field in keyof PlugFields]?: PlugFields[Field] | null | undefined };

const MAX_CUSTOM_DATA_BYTES = 10 * 1024;
const MAX_CUSTOM_DATA_DEPTH = 10;
const DEFAULT_NETWORK_TYPE = 'new_client';
const DEFAULT_PRIORITY: Priority = 'medium';

/** Whether the fields make a contact: an e-mail address or primary number, a company and a job title. */
export function isComplete(fields: PlugFields): boolean {
  return Boolean((fields.email || fields.primaryNumber) && fields.company && fields.jobTitle);
}

/** Whether a target can become a contact: it needs an e-mail address or a telephone number. */
export function canConvert(fields: PlugFields): boolean {
  return Boolean(fields.email || fields.primaryNumber || fields.secondaryNumber);
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
  };
  return withChanges(blank, sent);
}

/** Applies an update. `customData` is merged at its top level, where null removes a key. */
export function withChanges(fields: PlugFields, changes: PlugChanges): PlugFields {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  return {
    ...fields,
    ...given,
    tags: changes.tags === null ? [] : (changes.tags ?? fields.tags),
    priority: changes.priority === null ? DEFAULT_PRIORITY : (changes.priority ?? fields.priority),
    customData: mergeCustomData(fields.customData, changes.customData),
  };
}

/** Why custom data is invalid, or null. The check stops at the first level that is too deep. */
export function customDataProblem(data: Record<string, unknown>): string | null {
  if (isDeeperThan(MAX_CUSTOM_DATA_DEPTH, data)) return 'custom_data must be at most 10 levels deep';
  const bytes = new TextEncoder().encode(JSON.stringify(data)).byteLength;
  return bytes > MAX_CUSTOM_DATA_BYTES ? 'custom_data must be at most 10 KiB' : null;
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  return levels === 0 || Object.values(value).some((each) => isDeeperThan(levels - 1, each));
}

/** The key that is unique among the live plugs of an owner, or null when the plug cannot be a duplicate. */
export function duplicateKey(type: PlugType, fields: PlugFields): string | null {
  if (type === 'contact') return fields.email && `contact:${fields.email}`;
  if (!fields.company) return null;
  const parts = [fields.firstName, fields.lastName, fields.company];
  return `target:${JSON.stringify(parts.map((part) => part.normalize('NFKC').toLowerCase().trim()))}`;
}

function mergeCustomData(
  stored: Record<string, unknown>,
  sent: Record<string, unknown> | null | undefined,
): Record<string, unknown> {
  if (sent === null) return {};
  const merged = Object.entries({ ...stored, ...sent }).filter(([, value]) => value !== null);
  return Object.fromEntries(merged);
}
