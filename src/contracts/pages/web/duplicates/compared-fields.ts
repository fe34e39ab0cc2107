/** Compares the fields of the contacts in a group of duplicates. */
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
   * the same value.
   */
  kind: 'same' | 'choice' | 'union';
}

/**
 * Returns the fields in which at least one contact has a value. A field whose values are all equal is returned only if
 * the field helps to identify a person.
 */
export function comparedFields(plugs: readonly PlugRow[]): ComparedField[] {
  return FIELD_NAMES.flatMap((name) => {
    const values = plugs.map((plug) => fieldText(plug, name));
    const kind = kindOf(name, values);
    if (values.every((value) => value === '')) return [];
    if (kind === 'same' && !ALWAYS_COMPARED.has(name)) return [];
    return [{ name, label: CONTACT_FIELDS[name].label, values, kind }];
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

function kindOf(name: FieldName, values: string[]): ComparedField['kind'] {
  const distinctValues = new Set(values.filter(Boolean));
  if (new Set(values).size === 1) return 'same';
  return distinctValues.size === 1 || name === 'notes' ? 'union' : 'choice';
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
