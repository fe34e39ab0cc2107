/** Targets and contacts: what a plug is, and when two are the same. Pure. */

export type PlugType = 'target' | 'contact';
export const PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** What people say of a plug; everything else about it the service decides. */
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

/** Absent keys stay as they are, null clears. */
export type PlugChanges = { [Field in keyof PlugFields]?: PlugFields[Field] | null | undefined };

const MAX_CUSTOM_DATA_BYTES = 10 * 1024;
const MAX_CUSTOM_DATA_DEPTH = 10;
const DEFAULT_NETWORK_TYPE = 'new_client';
const DEFAULT_PRIORITY: Priority = 'medium';

/** Enough to be a contact: a way to reach them, a company and a title. */
export function isComplete(fields: PlugFields): boolean {
  return Boolean((fields.email || fields.primaryNumber) && fields.company && fields.jobTitle);
}

/** Whether a target can become a contact: it needs an e-mail address or a telephone number. */
export function canConvert(fields: PlugFields): boolean {
  return Boolean(fields.email || fields.primaryNumber || fields.secondaryNumber);
}

/** A contact has a network type even when nobody gave one. */
export function withTypeDefaults(type: PlugType, fields: PlugFields): PlugFields {
  if (type === 'target' || fields.networkType) return fields;
  return { ...fields, networkType: DEFAULT_NETWORK_TYPE };
}

/** The fields of a new plug from what was sent. */
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

/** Applies an update; `customData` merges at its top level, where a null removes the key. */
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

/** Why custom data cannot be kept, or null. Stops at the depth that is refused, however deep the rest goes. */
export function customDataProblem(data: Record<string, unknown>): string | null {
  if (isDeeperThan(MAX_CUSTOM_DATA_DEPTH, data)) return 'custom_data must be at most 10 levels deep';
  const bytes = new TextEncoder().encode(JSON.stringify(data)).byteLength;
  return bytes > MAX_CUSTOM_DATA_BYTES ? 'custom_data must be at most 10 KiB' : null;
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  return levels === 0 || Object.values(value).some((each) => isDeeperThan(levels - 1, each));
}

/** What no two live plugs of one owner may share; null where nothing makes them the same. */
export function duplicateKey(type: PlugType, fields: PlugFields): string | null {
  if (type === 'contact') return fields.email && `contact:${fields.email}`;
  if (!fields.company) return null;
  const parts = [fields.firstName, fields.lastName, fields.company];
  return `target:${JSON.stringify(parts.map((part) => part.normalize('NFKC').toLowerCase().trim()))}`;
}

function mergeCustomData(
  kept: Record<string, unknown>,
  sent: Record<string, unknown> | null | undefined,
): Record<string, unknown> {
  if (sent === null) return {};
  const merged = Object.entries({ ...kept, ...sent }).filter(([, value]) => value !== null);
  return Object.fromEntries(merged);
}
