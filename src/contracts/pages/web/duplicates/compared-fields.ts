/** Compares the fields of the contacts in a group of duplicates. */
import { mergedPlug } from '../../../../rules/plugs/merge/merged-plug.ts';
import type { PlugRow } from '../../../../store/plugs/plugs.ts';
import { CONTACT_FIELDS, FIELD_NAMES, type FieldName } from '../contacts/contact-fields.ts';
import { fieldText } from '../contacts/field-values.ts';

export interface ComparedField {
  name: FieldName;
  label: string;
  /** The value of the field for each contact, as the edit form shows it. It is empty if the contact has no value. */
  values: string[];
  /**
   * `same`: all values are equal. `choice`: the values differ, and the merged contact can have only one of them.
   * `union`: the merge keeps all values, because the values are joined, or because all contacts that have a value have
   * the same value. A field of a pair is a `choice` if the other field has different values, because the merge does not
   * always fill such a field.
   */
  kind: 'same' | 'choice' | 'union';
  /** The value that the merge keeps without a choice. */
  merged: string;
  /** Whether an empty value can be chosen, so that values of two people are not combined. */
  canBeEmpty: boolean;
}

/** The fields that identify a person together. A merge does not combine such values of two people (see `fillPair`). */
const PERSON_PAIRS: FieldName[][] = [
  ['first_name', 'last_name'],
  ['telegram_username', 'telegram_user_id'],
];
/** The fields that a merge does not fill independently of each other. */
const PAIRS: FieldName[][] = [...PERSON_PAIRS, ['primary_number', 'secondary_number']];

/**
 * Returns the fields in which at least one contact has a value. A field whose values are all equal is returned only if
 * the field helps to identify a person.
 * @param winner the proposed main contact, one of `plugs`
 */
export function comparedFields(plugs: readonly PlugRow[], winner: PlugRow): ComparedField[] {
  const losers = plugs.filter((plug) => plug !== winner);
  // Only the notes contain the day, and they have no choice.
  const { plug: merged } = mergedPlug(winner, losers, { choice: {}, day: '' });
  return FIELD_NAMES.flatMap((name) => {
    const values = valuesOf(plugs, name);
    const kind = kindOf(plugs, name);
    if (values.every((value) => value === '')) return [];
    if (kind === 'same' && !ALWAYS_COMPARED.has(name)) return [];
    const canBeEmpty = kind === 'choice' && PERSON_PAIRS.some((pair) => pair.includes(name));
    const { label } = CONTACT_FIELDS[name];
    return [{ name, label, values, kind, merged: fieldText(merged, name), canBeEmpty }];
  });
}

/** The fields that help to identify a person. They are compared even if all values are equal. */
const ALWAYS_COMPARED = new Set<FieldName>([
  'email',
  'primary_number',
  'company',
  'linkedin_url',
  'telegram_username',
]);

function valuesOf(plugs: readonly PlugRow[], name: FieldName): string[] {
  return plugs.map((plug) => fieldText(plug, name));
}

function kindOf(plugs: readonly PlugRow[], name: FieldName): ComparedField['kind'] {
  if (new Set(valuesOf(plugs, name)).size === 1) return 'same';
  if (name === 'notes') return 'union';
  const pair = PAIRS.find((names) => names.includes(name)) ?? [name];
  const hasChoice = pair.some((each) => new Set(valuesOf(plugs, each).filter(Boolean)).size > 1);
  return hasChoice ? 'choice' : 'union';
}

/**
 * Returns the plug that is proposed as the main contact of a merge. A contact comes before a target. Among plugs of one
 * type, the plug with the most values is proposed, and the first of several such plugs. Returns undefined for an empty
 * list.
 */
export function proposedWinner(plugs: readonly PlugRow[]): PlugRow | undefined {
  const score = (plug: PlugRow) =>
    (plug.plugType === 'contact' ? FIELD_NAMES.length : 0) +
    FIELD_NAMES.filter((name) => fieldText(plug, name) !== '').length;
  return [...plugs].sort((one, other) => score(other) - score(one))[0];
}
