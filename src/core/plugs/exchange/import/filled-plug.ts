/**
 * Fills the empty fields of a plug with the values of an entry that describes the same person. No value is replaced.
 */
import type { ContactFields, ContactWarning } from '../../../../rules/plugs/contact-draft.ts';
import { caseKey } from '../../../../rules/plugs/folding.ts';
import { customDataProblem, MAX_TAGS, type PlugFields } from '../../../../rules/plugs/plug.ts';

/** The fields that an entry can fill. Tags and custom data are merged, and the priority always has a value. */
const FILLED = [
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

/** A plug, or the fields of an entry that becomes a plug. */
type Fillable = Partial<Record<keyof PlugFields, unknown>> & Pick<PlugFields, 'tags' | 'customData'>;

/** Returns the plug with the values of the entry, and warnings about values that would exceed a limit of the plug. */
export function filledPlug<Plug extends Fillable>(
  plug: Plug,
  fields: ContactFields,
): { plug: Plug; warnings: ContactWarning[] } {
  const values = FILLED.filter((field) => !plug[field] && fields[field]).map((field) => [
    field,
    fields[field],
  ]);
  const filled: Plug = { ...plug, ...Object.fromEntries(values) };
  const tags = mergedTags(plug.tags, fields.tags ?? []);
  const data = mergedData(plug.customData, fields.customData ?? {});
  return {
    plug: { ...filled, tags: tags.tags, customData: data.customData },
    warnings: [...tags.warnings, ...data.warnings],
  };
}

/** Adds the further tags to the tags, each only once. Returns a warning for each tag above the maximum. */
export function mergedTags(
  tags: readonly string[],
  further: readonly string[],
): { tags: string[]; warnings: ContactWarning[] } {
  const byKey = new Map(tags.map((tag) => [caseKey(tag), tag]));
  const warnings: ContactWarning[] = [];
  for (const tag of further) {
    if (byKey.has(caseKey(tag))) continue;
    if (byKey.size >= MAX_TAGS)
      warnings.push({ field: 'tags', message: `tags must be at most ${MAX_TAGS}: ${tag}` });
    else byKey.set(caseKey(tag), tag);
  }
  return { tags: [...byKey.values()], warnings };
}

function mergedData(data: Record<string, unknown>, further: Record<string, unknown>) {
  const warnings: ContactWarning[] = [];
  let customData = data;
  for (const [key, value] of Object.entries(further)) {
    if (Object.hasOwn(data, key)) continue;
    // Object.fromEntries creates own properties, also for the key "__proto__".
    const united = Object.fromEntries([...Object.entries(customData), [key, value]]);
    const message = customDataProblem(united);
    if (message === null) customData = united;
    else warnings.push({ field: `custom_data.${key}`, message });
  }
  return { customData, warnings };
}
