/**
 * Fills the empty fields of a plug with the values of an entry that describes the same person, and adds the tags and
 * the custom data of the entry. No value is replaced. Pure.
 */
import type { ContactFields } from '../../../../rules/plugs/contact-draft.ts';
import { addWarning, type ContactWarning } from '../../../../rules/plugs/fields/contact-warnings.ts';
import { caseKey } from '../../../../rules/plugs/folding.ts';
import { byteLength } from '../../../../rules/plugs/plain-text.ts';
import {
  CUSTOM_DATA_TOO_LARGE,
  customDataProblem,
  MAX_CUSTOM_DATA_BYTES,
  MAX_TAGS,
  type PlugFields,
} from '../../../../rules/plugs/plug.ts';

/** The fields that an entry can fill. Tags and custom data are merged, and the priority always has a value. */
const FILLABLE_FIELDS = [
  ...(['firstName', 'lastName', 'email', 'company', 'jobTitle', 'primaryNumber', 'secondaryNumber'] as const),
  ...(['linkedinUrl', 'profilePicture', 'notes', 'networkType', 'businessType', 'connectReason'] as const),
  ...([
    'hubspotPipelineStage',
    'birthday',
    'metAt',
    'metWhere',
    'telegramUsername',
    'telegramUserId',
  ] as const),
];

const EMPTY_OBJECT_BYTES = '{}'.length;

/** A plug, or the fields of an entry that becomes a plug. */
type Fillable = Partial<Record<keyof PlugFields, unknown>> & Pick<PlugFields, 'tags' | 'customData'>;

/** Returns the plug with the values of the entry, and warnings about values that would exceed a limit of the plug. */
export function filledPlug<Plug extends Fillable>(
  plug: Plug,
  fields: ContactFields,
): { plug: Plug; warnings: ContactWarning[] } {
  const values = FILLABLE_FIELDS.filter((field) => !plug[field] && fields[field]).map((field) => [
    field,
    fields[field],
  ]);
  const filled: Plug = { ...plug, ...Object.fromEntries(values) };
  const tags = mergedTags(plug.tags, fields.tags ?? []);
  const custom = mergedCustomData(plug.customData, fields.customData ?? {});
  return {
    plug: { ...filled, tags: tags.tags, customData: custom.customData },
    warnings: [...tags.warnings, ...custom.warnings],
  };
}

/** Adds the further tags to the tags, each only once. Returns warnings about tags above the maximum (`addWarning`). */
export function mergedTags(
  tags: readonly string[],
  further: readonly string[],
): { tags: string[]; warnings: ContactWarning[] } {
  const byKey = new Map(tags.map((tag) => [caseKey(tag), tag]));
  const warnings: ContactWarning[] = [];
  for (const tag of further) {
    if (byKey.has(caseKey(tag))) continue;
    if (byKey.size >= MAX_TAGS)
      addWarning(warnings, { field: 'tags', message: `tags must be at most ${MAX_TAGS}: ${tag}` });
    else byKey.set(caseKey(tag), tag);
  }
  return { tags: [...byKey.values()], warnings };
}

/**
 * Adds the members of `further` whose keys `stored` does not have. Returns warnings about members that were not added,
 * because they are invalid or would exceed the maximum size (`addWarning`). Each member is measured once, because both
 * objects can have more than 1,000 members.
 */
function mergedCustomData(stored: Record<string, unknown>, further: Record<string, unknown>) {
  const warnings: ContactWarning[] = [];
  const added: [string, unknown][] = [];
  let bytes = byteLength(JSON.stringify(stored));
  for (const [key, value] of Object.entries(further)) {
    if (Object.hasOwn(stored, key)) continue;
    const member = Object.fromEntries([[key, value]]);
    // The JSON of the member without the braces, and with a comma before it unless the custom data is empty.
    const sizeBytes = byteLength(JSON.stringify(member)) - (bytes > EMPTY_OBJECT_BYTES ? 1 : 2);
    const isTooLarge = bytes + sizeBytes > MAX_CUSTOM_DATA_BYTES;
    const message = customDataProblem(member) ?? (isTooLarge ? CUSTOM_DATA_TOO_LARGE : null);
    if (message !== null) {
      addWarning(warnings, { field: `custom_data.${key}`, message });
      continue;
    }
    added.push([key, value]);
    bytes += sizeBytes;
  }
  if (added.length === 0) return { customData: stored, warnings };
  // Object.fromEntries creates own properties, also for the key "__proto__".
  return { customData: Object.fromEntries([...Object.entries(stored), ...added]), warnings };
}
