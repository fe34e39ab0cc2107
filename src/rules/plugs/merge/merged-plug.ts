/**
 * Merges the values of plugs of one person into one plug, the winner. Unless the request chooses another plug, the
 * values of the winner stay, and its empty fields are filled from the other plugs, the losers. Pure.
 */
import { distinctTags, MAX_TAGS, type PlugFields, withTypeDefaults } from '../plug.ts';
import { joinNotes } from './joined-notes.ts';
import { fillNumbers } from './merged-numbers.ts';
import { fillPair } from './merged-pair.ts';
import type { KeptInRecord, MergeChoice, PlugToMerge } from './merged-values.ts';
import { uniteData } from './united-data.ts';

export interface MergedValues<Plug> {
  plug: Plug;
  keptInRecord: KeptInRecord[];
}

/** Fields with one value, each filled independently of other fields. */
const SINGLE_VALUE_FIELDS = [
  ...(['email', 'company', 'jobTitle', 'linkedinUrl', 'profilePicture', 'networkType'] as const),
  ...(['businessType', 'connectReason', 'hubspotPipelineStage', 'birthday', 'metAt', 'metWhere'] as const),
];

/**
 * Returns the winner with the merged values. A value of the winner stays, unless the request chooses another plug for
 * the field. Without a choice, tags, notes and custom data of all plugs are united, and values that cannot be added
 * are in `keptInRecord`. The winner becomes a contact if any plug is a contact.
 * @param day the day of the merge, as `YYYY-MM-DD`
 */
export function mergedPlug<Plug extends PlugToMerge>(
  winner: Plug,
  others: readonly Plug[],
  { choice, day }: { choice: MergeChoice; day: string },
): MergedValues<Plug> {
  const losers = [...others].sort(byLastChange);
  const plugs = [winner, ...losers];
  const chosen = chosenValues(plugs, choice);
  const mayFill = (field: keyof PlugFields) => choice[field] === undefined;
  const fields: PlugFields = { ...winner, ...chosen };
  for (const field of SINGLE_VALUE_FIELDS) {
    if (mayFill(field)) fields[field] = plugs.map((plug) => plug[field]).find(Boolean) ?? null;
  }
  Object.assign(fields, fillPair(fields, losers, ['firstName', 'lastName'], mayFill));
  Object.assign(fields, fillPair(fields, losers, ['telegramUsername', 'telegramUserId'], mayFill));
  Object.assign(fields, fillNumbers(fields, plugs, mayFill));
  const tags = mayFill('tags') ? uniteTags(winner, losers) : { value: fields.tags, kept: [] };
  const notes = mayFill('notes') ? joinNotes(winner, losers, day) : { value: fields.notes, kept: [] };
  const data = mayFill('customData') ? uniteData(winner, losers) : { value: fields.customData, kept: [] };
  const plugType = plugs.some((plug) => plug.plugType === 'contact') ? 'contact' : 'target';
  const united = { ...fields, tags: tags.value, notes: notes.value, customData: data.value };
  return {
    plug: {
      ...winner,
      ...withTypeDefaults(plugType, united),
      plugType,
      convertedAtMs: convertedAtMs(winner, losers),
    },
    keptInRecord: [...tags.kept, ...notes.kept, ...data.kept],
  };
}

/** The values of the fields for which a plug was chosen, including empty values. */
function chosenValues(plugs: readonly PlugToMerge[], choice: MergeChoice): Partial<PlugFields> {
  const byId = new Map(plugs.map((plug) => [plug.id, plug]));
  const entries = Object.entries(choice).flatMap(([field, id]) => {
    const plug = byId.get(id);
    return plug ? [[field, plug[field as keyof PlugFields]]] : [];
  });
  return Object.fromEntries(entries);
}

/** The tags of all plugs, up to the limit. Two tags that differ only in letter case are the same tag. */
function uniteTags(winner: PlugToMerge, losers: readonly PlugToMerge[]) {
  let value = winner.tags;
  const kept: KeptInRecord[] = [];
  for (const { id, tags } of losers) {
    for (const tag of tags) {
      const united = distinctTags([...value, tag]);
      if (united.length <= Math.max(MAX_TAGS, value.length)) value = united;
      else kept.push({ plugId: id, field: 'tags', value: tag });
    }
  }
  return { value, kept };
}

/**
 * The conversion time of the merged plug. A target that becomes a contact by the merge gets the conversion time of the
 * contact that was changed last.
 */
function convertedAtMs(winner: PlugToMerge, losers: readonly PlugToMerge[]): number | null {
  if (winner.plugType === 'contact') return winner.convertedAtMs;
  return losers.find(({ plugType }) => plugType === 'contact')?.convertedAtMs ?? null;
}

/** The plug that was changed last comes first. */
function byLastChange(one: PlugToMerge, other: PlugToMerge): number {
  return other.updatedAtMs - one.updatedAtMs || other.createdAtMs - one.createdAtMs;
}
